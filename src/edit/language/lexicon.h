// SPDX-License-Identifier: GPL-3.0-or-later
// What words mean, read once from the lexicon's files. A word may stand for several concepts ("cut" removes, splits and
// is a transition): which one is meant is for the rules to decide. Names of concepts that begin with '#' are those of
// slots, which the grammar fills and no file may list.
#pragma once

#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace takt::language {

using Concept = std::uint16_t;
using Concepts = std::bitset<512>;

enum class Unit {
    None,
    Millisecond,
    Second,
    Minute,
    Hour,
    Percent,
    Decibel,
    Lufs,
    Bpm,
    Times,
    Degree,
    Lines,
    KiloLines,
};

struct Entry {
    Concepts concepts;
    std::optional<double> number;
    std::optional<int> ordinal;  ///< 1 first, -1 last, 0 in the middle
    Unit unit = Unit::None;
    std::string colour;     ///< "#RRGGBB"
    bool filler = false;    ///< means nothing here
    bool ordinary = false;  ///< a word of the language that means nothing to us: it is never a typing error
};

class Lexicon {
public:
    static const Lexicon& get();

    /// Exactly this word or phrase, lower case, words apart by one space; null when unknown.
    [[nodiscard]] const Entry* find(std::string_view phrase) const;
    /// A single English word, or one that it is a form of: "clips", "fading".
    [[nodiscard]] const Entry* find_form(const std::string& word) const;
    /// The only word within one typing error, or null.
    [[nodiscard]] const Entry* find_misspelt(std::string_view word) const;

    /// Throws Internal for a name that no file lists.
    [[nodiscard]] Concept named(std::string_view name) const;
    [[nodiscard]] std::string_view name(Concept concept_id) const;
    /// Said or not, the rest of a sentence means the same: articles, prepositions.
    [[nodiscard]] const Concepts& light() const { return light_; }
    /// A new wish may begin with these.
    [[nodiscard]] const Concepts& verbs() const { return verbs_; }

private:
    Lexicon();
    [[nodiscard]] const Entry* find_stem(const std::string& word) const;
    Concept intern(std::string_view name);
    void read_concepts(std::string_view name, std::string_view words);
    void read_line(std::string_view file, std::string_view line);

    std::unordered_map<std::string, Entry> entries_;
    std::unordered_map<std::string, Concept> ids_;
    std::vector<std::string> names_;
    std::vector<std::string> correctable_;
    Concepts light_;
    Concepts verbs_;
};

}  // namespace takt::language
