#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// Spellings of one thing: what is left of a text when what people write differently is gone.

namespace assay::data {

/// Code points of UTF-8; a wrong byte stands for itself.
std::vector<char32_t> code_points(std::string_view text);

/// The letter under a Latin letter with an accent ("é" -> "e", "ß" stays), else the same.
char32_t without_accent(char32_t letter);

/// True for U+0300 to U+036F, accents that stand behind their letter.
bool is_combining(char32_t letter);

/// Lower case, without accents, blanks, and the punctuation that people leave out (- _ . , ' " /
/// and the like). Signs that change a meaning stay: + # * < > = % & @ !, a minus at either end, and
/// a point, comma, slash or dash between digits.
std::u32string base_form(std::string_view text);

/// True when one insertion, deletion, exchange or swap of neighbours makes one the other
/// (Damerau 1964), and no digit is concerned.
bool one_edit_apart(std::u32string_view a, std::u32string_view b);

}  // namespace assay::data
