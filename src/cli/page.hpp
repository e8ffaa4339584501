#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cli/terminal.hpp"

// Text on a terminal: columns counted as they are seen, lines wrapped, colours where there are
// colours, and plain ASCII where the locale knows no more.

namespace assay::cli {

enum class Tone { Plain, Strong, Faint, Good, Care, Bad };

/// Columns that a text takes: combining marks take none, wide East Asian characters two, escape
/// sequences none.
int columns(std::string_view text);

/// Words of `text` in lines of at most `width` columns; a longer word stands alone.
std::vector<std::string> wrapped(std::string_view text, int width);

/// The text without trailing sentences, as few as make it fit `most` lines of `width` columns. The
/// first sentence always stays whole: half a sentence misleads.
std::string shortened(std::string_view text, int width, int most);

/// A name cut to `width` columns, with an ellipsis where something is missing.
std::string fitted(std::string_view text, int width);

/// Filled with spaces to `width` columns, on the right or on the left.
std::string left(std::string_view text, int width);
std::string right(std::string_view text, int width);

/// Control characters, which a terminal would obey, become "?"; line feeds and tabs stay.
std::string printable(std::string_view text);

/// Typographic and drawing characters as ASCII; what has no ASCII form stays.
std::string ascii(std::string_view text);

/// A page that is written from top to bottom.
class Page {
  public:
    explicit Page(const Terminal& terminal) : terminal_(terminal) {}

    const Terminal& terminal() const { return terminal_; }
    int width() const { return terminal_.width; }

    std::string paint(Tone tone, std::string_view text) const;
    void line(std::string_view text = {});
    /// Blank line, then a heading, and beside it what it is about; below it where the line is full.
    void heading(std::string_view text, std::string_view note = {});
    /// Wrapped to the width, every line behind `indent` spaces.
    void paragraph(std::string_view text, int indent, Tone tone = Tone::Plain);
    /// A mark in front, the text wrapped behind it; sentences beyond `most` lines are left out.
    void item(std::string_view mark, std::string_view text, int most = 100);

    /// The whole page, in ASCII where the terminal asks for it.
    std::string text() const;

  private:
    Terminal terminal_;
    std::string out_;
};

}  // namespace assay::cli
