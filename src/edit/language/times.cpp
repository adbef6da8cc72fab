// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/language/slots.h"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <utility>

namespace takt::language {
namespace {

class TimeReader {
public:
    explicit TimeReader(const Tokens& tokens) : in_(tokens) {}

    Tokens read() {
        while (here_ < in_.size()) {
            if (!range() && !edge() && !open_range() && !moment()) out_.push_back(in_[here_++]);
        }
        return std::move(out_);
    }

private:
    using Said = std::optional<std::pair<Moment, std::size_t>>;

    [[nodiscard]] bool is(std::size_t i, std::string_view name) const { return i < in_.size() && in_[i].is(name); }
    [[nodiscard]] bool is_length(std::size_t i) const { return is(i, "#length") && in_[i].lengths.size() == 1; }
    [[nodiscard]] bool is_dash(std::size_t i) const {
        return i < in_.size() && (in_[i].text == "-" || in_[i].text == "~" || in_[i].is("to") || in_[i].is("until"));
    }
    Token& keep(std::size_t end, std::string_view slot) {
        out_.push_back(merged(in_, here_, end, slot));
        here_ = end;
        return out_.back();
    }
    bool keep_stretch(std::size_t end, const Stretch& stretch, Role role = Role::Plain) {
        Token& token = keep(end, "#stretch");
        token.stretch = stretch;
        token.role = role;
        return true;
    }

    /// 5 s · 第 5 s · the end · 2 s before the end
    [[nodiscard]] Said point(std::size_t i, bool edges) const {
        if (is(i, "at")) ++i;
        if (is(i, "ordinal_mark") && is_length(i + 1)) ++i;
        if (is_length(i)) {
            const Ms at = in_[i].lengths.front();
            if (at < Ms{0}) return std::pair{Moment{-at, true}, i + 1};
            const bool before_end = is(i + 1, "before_word") && is(i + 2, "to_end");
            if (before_end) return std::pair{Moment{at, true}, i + 3};
            const bool from_end = is(i + 1, "from") && is(i + 2, "to_end");
            if (from_end && edges) return std::pair{Moment{at, true}, i + 3};
            if (is(i + 1, "mark") && !is(i + 1, "before_word")) return std::pair{Moment{at, false}, i + 2};
            return std::pair{Moment{at, false}, i + 1};
        }
        if (edges && is(i, "to_end") && !is_length(i + 1)) return std::pair{Moment{Ms{0}, true}, i + 1};
        if (edges && is(i, "to_start") && !is_length(i + 1)) return std::pair{Moment{}, i + 1};
        return std::nullopt;
    }

    /// from 10 to 15: seconds
    bool bare_range() {
        const bool dash = is_dash(here_ + 2) || (is(here_, "between") && is(here_ + 2, "and"));
        const bool numbers = is(here_ + 1, "#number") && dash && is(here_ + 3, "#number");
        if (!numbers || !(*in_[here_ + 1].number < *in_[here_ + 3].number) || *in_[here_ + 1].number < 0) return false;
        return keep_stretch(here_ + 4, {{to_ms_of(*in_[here_ + 1].number, Unit::Second), false},
                                        {to_ms_of(*in_[here_ + 3].number, Unit::Second), false}});
    }

    /// from A to B · between A and B · A - B
    bool range() {
        const bool introduced = is(here_, "from") || is(here_, "between");
        if (introduced && bare_range()) return true;
        const Said begin = point(here_ + (introduced ? 1 : 0), introduced);
        if (!begin) return false;
        const std::size_t middle = begin->second;
        const bool goes_on = is_dash(middle) || (is(here_, "between") && is(middle, "and"));
        if (!goes_on) return false;
        const Said end = point(middle + 1, true);
        if (!end) return false;
        if (!introduced && !is_length(end->second - 1)) return false;
        std::size_t after = end->second;
        if (is(after, "between")) ++after;  // 3秒到8秒之间
        return keep_stretch(after, {begin->first, end->first});
    }

    /// the first 3 s · 前3秒 · the last 2 s
    bool edge() {
        const bool front = is(here_, "front_part");
        if (!front && !is(here_, "back_part")) return false;
        std::size_t i = here_ + 1;
        if (is(i, "of")) ++i;
        if (!is_length(i) || (in_[here_].ordinal && *in_[here_].ordinal > 1)) return false;
        const Ms length = in_[i].lengths.front();
        return keep_stretch(i + 1, front ? Stretch{{}, {length, false}} : Stretch{{length, true}, {Ms{0}, true}});
    }

    /// after 10 s · before 0:05 · until 5 s · from 5 s on
    bool open_range() {
        const bool after = is(here_, "after_word");
        const bool before = is(here_, "before_word");
        const bool until = is(here_, "until");
        if (after || before || until) {
            const Said edge = point(here_ + 1, until);
            if (!edge || (!until && edge->first.from_end && edge->first.at == Ms{0})) return false;
            return after ? keep_stretch(edge->second, {edge->first, {Ms{0}, true}}, Role::After)
                         : keep_stretch(edge->second, {{}, edge->first}, until ? Role::Until : Role::Before);
        }
        if (is(here_, "from")) {
            const Said from = point(here_ + 1, false);
            const bool on = from && from->second < in_.size() &&
                            (in_[from->second].text == "on" || in_[from->second].text.starts_with("onward"));
            if (on) return keep_stretch(from->second + 1, {from->first, {Ms{0}, true}}, Role::After);
        }
        const Said behind = point(here_, false);  // 10秒之后, 5秒以前
        if (!behind || !is_length(behind->second - 1)) return false;
        if (is(behind->second, "after_word")) {
            return keep_stretch(behind->second + 1, {behind->first, {Ms{0}, true}}, Role::After);
        }
        if (is(behind->second, "before_word") && in_[behind->second].text != "before") {
            return keep_stretch(behind->second + 1, {{}, behind->first}, Role::Before);
        }
        return false;
    }

    /// at 4 s · at 3, 5 and 8 s · 第3秒 · the 5 second mark · from 0:45
    bool moment() {
        const bool at = is(here_, "at") && !is(here_, "#length");
        const bool from = is(here_, "from");
        const bool marked = is(here_, "ordinal_mark");
        const Said first = point(here_ + (from ? 1 : 0), false);
        if (!first) return false;
        const bool mark = is(first->second - 1, "mark") || first->first.from_end;
        const bool also_at = first->second < in_.size() && in_[first->second].text == "处";
        if (!at && !from && !marked && !mark && !also_at) return false;
        std::vector<Moment> moments{first->first};
        std::size_t end = first->second + (also_at && !is_length(first->second + 1) ? 1 : 0);
        while (!from && end + 1 < in_.size() && (in_[end].kind == Token::Kind::Comma || is(end, "and"))) {
            const std::size_t skip = is(end + 1, "and") ? 2 : 1;
            const Said more = point(end + skip, false);
            if (!more) break;
            moments.push_back(more->first);
            end = more->second;
        }
        Token& token = keep(end, "#moment");
        token.moments = std::move(moments);
        token.role = from ? Role::From : Role::At;
        return true;
    }

    const Tokens& in_;
    Tokens out_;
    std::size_t here_ = 0;
};

/// Lengths that stand in a list are one: "15, 30 and 60 s".
Tokens join_lengths(Tokens tokens) {
    Tokens joined;
    for (Token& token : tokens) {
        std::size_t back = joined.size();
        while (back > 0 && (joined[back - 1].kind == Token::Kind::Comma || joined[back - 1].is("and"))) --back;
        const bool continues =
            token.is("#length") && back > 0 && back < joined.size() && joined[back - 1].is("#length");
        if (continues) {
            joined.resize(back);
            joined.back().span.end = token.span.end;
            joined.back().lengths.insert(joined.back().lengths.end(), token.lengths.begin(), token.lengths.end());
        } else {
            joined.push_back(std::move(token));
        }
    }
    return joined;
}

}  // namespace

Tokens read_times(const Tokens& amounts) {
    return join_lengths(TimeReader(amounts).read());
}

Tokens read_roles(const Tokens& times) {
    const Lexicon& lexicon = Lexicon::get();
    const auto amounts = {"#percent", "#db", "#factor", "#length", "#number", "#lufs", "#bpm", "#lines"};
    const std::initializer_list<std::pair<std::string_view, Role>> prepositions = {
        {"to", Role::To}, {"by", Role::By}, {"at", Role::At}, {"for", Role::For}};
    Tokens read;
    for (std::size_t i = 0; i < times.size(); ++i) {
        Token token = times[i];
        const bool amount = std::ranges::any_of(amounts, [&](const char* slot) { return token.is(slot); });
        for (const auto& [name, role] : prepositions) {
            if (!amount || read.empty() || token.role != Role::Plain || !read.back().is(name)) continue;
            token.role = role;
            token.span.begin = read.back().span.begin;
            read.pop_back();
        }
        if (amount && token.role == Role::Plain && !read.empty() && read.back().is("set_to")) token.role = Role::To;
        // every 2 beats, every second bar, 4 beats, 每两拍
        const bool counted = (token.is("#number") || (token.ordinal && *token.ordinal > 1) || token.is("other")) &&
                             i + 1 < times.size() &&
                             (times[i + 1].is("beat") || times[i + 1].is("bar") || times[i + 1].is("section"));
        if (counted) {
            token.number = token.is("other") ? 2 : token.ordinal ? *token.ordinal : *token.number;
            token.concepts.reset();
            token.concepts.set(lexicon.named("#every"));
            token.light = false;
        }
        read.push_back(std::move(token));
    }
    return read;
}

}  // namespace takt::language
