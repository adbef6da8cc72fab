// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/language/lexicon.h"

#include "takt/error.h"

#include "edit/language/lexicon_files.h"
#include "edit/language/spelling.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <initializer_list>
#include <utility>

namespace takt::language {
namespace {

constexpr auto kUnits = std::to_array<std::pair<std::string_view, Unit>>({
    {"millisecond", Unit::Millisecond},
    {"second", Unit::Second},
    {"minute", Unit::Minute},
    {"hour", Unit::Hour},
    {"percent", Unit::Percent},
    {"decibel", Unit::Decibel},
    {"lufs", Unit::Lufs},
    {"bpm", Unit::Bpm},
    {"times", Unit::Times},
    {"degree", Unit::Degree},
    {"lines", Unit::Lines},
    {"kilolines", Unit::KiloLines},
});

/// What the slots of a clause are filled with; see slots.h.
constexpr auto kSlots =
    std::to_array<std::string_view>({"#number", "#percent", "#db",     "#lufs",   "#bpm",     "#factor", "#degrees",
                                     "#lines",  "#ratio",   "#length", "#moment", "#stretch", "#clip",   "#title",
                                     "#song",   "#text",    "#file",   "#url",    "#colour",  "#every",  "#revision"});

std::string_view trimmed(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t\r");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

template <typename Use>
void for_each_part(std::string_view text, char separator, Use use) {
    while (!text.empty()) {
        const auto end = std::min(text.find(separator), text.size());
        if (const auto part = trimmed(text.substr(0, end)); !part.empty()) use(part);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

bool is_ascii(std::string_view word) {
    return std::ranges::all_of(word, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

const Lexicon& Lexicon::get() {
    static const Lexicon lexicon;
    return lexicon;
}

Lexicon::Lexicon() {
    for (const std::string_view slot : kSlots) intern(slot);
    for (const LexiconFile& file : lexicon_files()) {
        for_each_part(file.text, '\n', [&](std::string_view line) {
            if (!line.starts_with("# ") && line != "#") read_line(file.name, line);
        });
    }
    for (auto& [word, entry] : entries_) {  // "clips" may mean something that "clip" does not, but not the reverse
        if (!is_ascii(word) || entry.ordinary || entry.concepts.none()) continue;
        if (const Entry* stem = find_stem(word)) entry.concepts |= stem->concepts;
    }
    for (const auto& [word, entry] : entries_) {
        if (is_ascii(word) && word.size() >= 4 && (!entry.ordinary || entry.concepts.any()) &&
            word.find(' ') == std::string::npos) {
            correctable_.push_back(word);
        }
    }
    std::ranges::sort(correctable_);
}

Concept Lexicon::intern(std::string_view name) {
    const auto [found, added] = ids_.try_emplace(std::string(name), static_cast<Concept>(names_.size()));
    if (added) names_.emplace_back(name);
    if (names_.size() > Concepts{}.size()) throw Error(ErrorCode::Internal, "lexicon: too many concepts");
    return found->second;
}

void Lexicon::read_concepts(std::string_view name, std::string_view words) {
    bool light = false;
    bool verb = false;
    for (; name.starts_with('~') || name.starts_with('*'); name.remove_prefix(1)) {
        (name.front() == '~' ? light : verb) = true;
    }
    const Concept id = intern(name);
    if (light) light_.set(id);
    if (verb) verbs_.set(id);
    for_each_part(words, ',', [&](std::string_view word) { entries_[std::string(word)].concepts.set(id); });
}

void Lexicon::read_line(std::string_view file, std::string_view line) {
    const auto equals = line.find(" = ");
    const std::string name(trimmed(line.substr(0, equals)));
    const std::string_view words = equals == std::string_view::npos ? line : line.substr(equals + 3);
    const auto each = [&](auto set) {
        for_each_part(words, ',', [&](std::string_view word) { set(entries_[std::string(word)]); });
    };
    if (file == "fillers") return each([](Entry& entry) { entry.filler = true; });
    if (file == "ordinary") return each([](Entry& entry) { entry.ordinary = true; });
    if (file == "genres") return read_concepts("genre", words);
    if (file == "colours") return each([&](Entry& entry) { entry.colour = name; });
    if (file == "units") {
        const auto* const unit = std::ranges::find(kUnits, name, &std::pair<std::string_view, Unit>::first);
        if (unit == kUnits.end()) throw Error(ErrorCode::Internal, fmt::format("lexicon: unknown unit {}", name));
        return each([&](Entry& entry) { entry.unit = unit->second; });
    }
    if (file == "numerals") return each([&](Entry& entry) { entry.number = std::strtod(name.c_str(), nullptr); });
    if (file == "ordinals") return each([&](Entry& entry) { entry.ordinal = std::atoi(name.c_str()); });
    read_concepts(name, words);
}

const Entry* Lexicon::find(std::string_view phrase) const {
    const auto found = entries_.find(std::string(phrase));
    return found == entries_.end() ? nullptr : &found->second;
}

const Entry* Lexicon::find_form(const std::string& word) const {
    if (const Entry* entry = find(word)) return entry;
    return find_stem(word);
}

const Entry* Lexicon::find_stem(const std::string& word) const {
    // Ending, and what the word ends in without it.
    constexpr auto kForms = std::to_array<std::pair<std::string_view, std::string_view>>({{"ies", "y"},
                                                                                          {"es", ""},
                                                                                          {"s", ""},
                                                                                          {"ied", "y"},
                                                                                          {"ed", "e"},
                                                                                          {"ed", ""},
                                                                                          {"ing", ""},
                                                                                          {"ing", "e"},
                                                                                          {"ly", ""}});
    for (const auto& [ending, instead] : kForms) {
        if (!word.ends_with(ending) || word.size() < ending.size() + 3) continue;
        std::string stem = word.substr(0, word.size() - ending.size());
        if (const Entry* entry = find(stem + std::string(instead))) return entry;
        const bool doubled = stem[stem.size() - 1] == stem[stem.size() - 2];
        if (instead.empty() && doubled) {
            stem.pop_back();
            if (const Entry* entry = find(stem)) return entry;
        }
    }
    return nullptr;
}

const Entry* Lexicon::find_misspelt(std::string_view word) const {
    const Entry* found = nullptr;
    Misspelling nearest = Misspelling::No;
    for (const std::string& candidate : correctable_) {
        const Misspelling how = misspelling(word, candidate);
        if (how == Misspelling::No || how < nearest) continue;
        const Entry* entry = find(candidate);
        if (how > nearest) found = nullptr;
        nearest = how;
        const bool same = found == nullptr || (found->concepts == entry->concepts && found->unit == entry->unit &&
                                               found->number == entry->number && found->colour == entry->colour &&
                                               found->ordinal == entry->ordinal && found->filler == entry->filler);
        if (!same) return nullptr;
        found = entry;
    }
    return found;
}

Concept Lexicon::named(std::string_view name) const {
    const auto found = ids_.find(std::string(name));
    if (found == ids_.end()) throw Error(ErrorCode::Internal, fmt::format("lexicon: no concept {}", name));
    return found->second;
}

std::string_view Lexicon::name(Concept concept_id) const {
    return names_.at(concept_id);
}

}  // namespace takt::language
