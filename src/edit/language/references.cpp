// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/language/slots.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <optional>
#include <utility>

namespace takt::language {
namespace {

/// What can be numbered, and the slot of its references. A plain "video" is the whole; "video 2" is a clip.
struct Noun {
    std::string_view concept_name;
    std::string_view slot;
};
constexpr auto kNouns = std::to_array<Noun>({{"clip", "#clip"},
                                             {"photo", "#clip"},
                                             {"title", "#title"},
                                             {"caption", "#title"},
                                             {"music", "#song"},
                                             {"revision", "#revision"},
                                             {"video", "#clip"},
                                             {"one", "#clip"}});
constexpr int kMostClips = 999;

class ReferenceReader {
public:
    explicit ReferenceReader(const Tokens& tokens) : in_(tokens) {}

    Tokens read() {
        while (here_ < in_.size()) {
            if (!noun_then_numbers() && !ordinals_then_noun()) out_.push_back(in_[here_++]);
        }
        return std::move(out_);
    }

private:
    [[nodiscard]] const Token* token(std::size_t i) const { return i < in_.size() ? &in_[i] : nullptr; }

    [[nodiscard]] std::optional<std::string_view> slot_of(std::size_t i) const {
        if (i >= in_.size() || in_[i].kind != Token::Kind::Word) return std::nullopt;
        for (const Noun& noun : kNouns) {
            if (in_[i].is(noun.concept_name)) return noun.slot;
        }
        return std::nullopt;
    }
    [[nodiscard]] bool is_number(std::size_t i) const {
        const Token* t = token(i);
        return t != nullptr && t->is("#number") && *t->number >= 0 && *t->number <= kMostClips &&
               *t->number == std::floor(*t->number) && !t->is("half");
    }
    [[nodiscard]] bool is_and(std::size_t i) const {
        const Token* t = token(i);
        return t != nullptr && (t->kind == Token::Kind::Comma || t->is("and"));
    }
    [[nodiscard]] bool is_range(std::size_t i) const {
        const Token* t = token(i);
        return t != nullptr && t->kind == Token::Kind::Word &&
               (t->text == "-" || t->text == "~" || t->is("to") || t->is("until"));
    }

    bool keep(std::size_t end, std::string_view slot, std::vector<int> refs) {
        Token made = merged(in_, here_, end, slot);
        made.refs = std::move(refs);
        out_.push_back(std::move(made));
        here_ = end;
        return true;
    }

    /// clip 2 · clips 2 and 4 · clips 2, 3 and clip 5 · clips 2-4
    bool noun_then_numbers() {
        const auto slot = slot_of(here_);
        if (!slot || in_[here_].is("one")) return false;
        std::size_t i = here_ + 1;
        if (!is_number(i)) return false;
        std::vector<int> refs{static_cast<int>(*in_[i++].number)};
        while (true) {
            const std::size_t skip = is_and(i) ? (is_and(i + 1) ? 2 : 1) : 0;
            const std::size_t noun = skip > 0 && slot_of(i + skip) == slot ? 1 : 0;
            if (is_range(i) && is_number(i + 1) && *in_[i + 1].number > refs.back() && *slot != "#revision") {
                for (int n = refs.back() + 1; n <= static_cast<int>(*in_[i + 1].number); ++n) refs.push_back(n);
                i += 2;
            } else if (skip > 0 && is_number(i + skip + noun)) {
                refs.push_back(static_cast<int>(*in_[i + skip + noun].number));
                i += skip + noun + 1;
            } else {
                break;
            }
        }
        return keep(i, *slot, std::move(refs));
    }

    /// The ordinal at `i` and where it ends: "second", 第二, 第 3.
    [[nodiscard]] std::optional<std::pair<int, std::size_t>> ordinal(std::size_t i) const {
        const Token* t = token(i);
        if (t == nullptr) return std::nullopt;
        if (t->is("ordinal_mark") && is_number(i + 1)) return std::pair{static_cast<int>(*in_[i + 1].number), i + 2};
        const bool verb =
            t->text == "last" && token(i + 1) != nullptr && token(i + 1)->definite;  // "last the whole video"
        const bool from_end = t->ordinal && *t->ordinal > 0 && token(i + 2) != nullptr && token(i + 1)->is("to") &&
                              token(i + 2)->text == "last";  // "the 4th to last"
        if (from_end) return std::pair{-*t->ordinal, i + 3};
        if (t->ordinal && !verb) return std::pair{*t->ordinal, i + 1};
        return std::nullopt;
    }

    /// the second clip · the first and last clips · the last two clips · 第二段和第四段 · 第2、4段
    bool ordinals_then_noun() {
        const auto first = ordinal(here_);
        if (!first) return false;
        auto [which, i] = *first;
        std::vector<int> refs{which};
        if (is_number(i) && slot_of(i + 1) && (which == 1 || which == -1)) {
            const int count = std::clamp(static_cast<int>(*in_[i].number), 1, kMostClips);
            refs.resize(static_cast<std::size_t>(count));
            std::iota(refs.begin(), refs.end(), which == 1 ? 1 : -count);
            return keep(i + 2, *slot_of(i + 1), std::move(refs));
        }
        while (is_and(i) || slot_of(i)) {
            std::size_t j = i + (slot_of(i) ? 1 : 0);
            if (!is_and(j)) break;
            j += is_and(j + 1) ? 2 : 1;
            const auto more = ordinal(j);
            if (more && slot_of(more->second)) {
                refs.push_back(more->first);
                i = more->second;
            } else if (in_[here_].is("ordinal_mark") && is_number(j) && slot_of(j + 1)) {
                refs.push_back(static_cast<int>(*in_[j].number));
                i = j + 1;
            } else if (more && is_and(more->second)) {
                refs.push_back(more->first);
                i = more->second;
            } else {
                break;
            }
        }
        const auto slot = slot_of(i);
        if (!slot) return false;
        std::size_t end = i + 1;
        while (slot_of(end) == slot && !ordinal(end) && !is_number(end + 1)) ++end;
        return keep(end, *slot, std::move(refs));
    }

    const Tokens& in_;
    Tokens out_;
    std::size_t here_ = 0;
};

}  // namespace

Tokens read_references(const Tokens& amounts) {
    Tokens read = ReferenceReader(amounts).read();
    // "clip 2 and the last clip": neighbours of one kind are one reference.
    Tokens joined;
    for (std::size_t i = 0; i < read.size(); ++i) {
        const bool and_between = !joined.empty() && !read[i].refs.empty() && joined.size() >= 2 &&
                                 (joined.back().is("and") || joined.back().kind == Token::Kind::Comma) &&
                                 !joined[joined.size() - 2].refs.empty() &&
                                 joined[joined.size() - 2].concepts == read[i].concepts;
        if (and_between) {
            joined.pop_back();
            joined.back().span.end = read[i].span.end;
            joined.back().refs.insert(joined.back().refs.end(), read[i].refs.begin(), read[i].refs.end());
        } else {
            joined.push_back(read[i]);
        }
    }
    return joined;
}

}  // namespace takt::language
