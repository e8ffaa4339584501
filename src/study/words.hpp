#pragma once

#include <map>
#include <string>
#include <vector>

#include "study/document.hpp"
#include "study/product.hpp"
#include "study/worlds.hpp"

// All sentences of a study are made here, from numbers that are already in the document, so that
// terminal, page and report say the same. Short and plain; a range after every estimate; chances as
// "95 in 100"; "cannot tell" where the data cannot.

namespace assay::study {

/// "1,470 USD (90 % range 1,010 to 1,940)".
std::string with_range(const Estimate& estimate, const std::string& unit);

/// A number of things: whole numbers in full, others in three figures.
std::string amount(double value);

/// "BUILD" in words: "build", "the rule suffices", …
std::string verdict_words(const std::string& name);

/// A verdict as people write it: "BUILD", "RULE SUFFICES", "DON'T".
std::string verdict_label(VerdictName name);

/// "likeliest (76 in 100): no model, the simple way suffices", of at least one line.
std::string likeliest_words(const std::map<std::string, double>& probability);

/// Name of an option in a sentence: "your rule", "the boosted model".
std::string option_words(const std::string& name);

std::string change_sentence(const Change& change);

/// What the sentences need beyond the document.
struct Facts {
    const Product& product;
    const Measured& measured;
    const PricedWorlds& worlds;
    const Outcome& outcome;
    const Terms& terms;
};

/// Headline, sentence, reasons and the words of the money bar; the numbers are in place.
void say_verdict(const Facts& facts, Document& document);

/// Words of every section, the statement and the methods.
void say_sections(const Facts& facts, Document& document);

}  // namespace assay::study
