// SPDX-License-Identifier: GPL-3.0-or-later
#include "takt/edit.h"
#include "takt/error.h"

#include "base/plain_text.h"
#include "edit/language/lexer.h"
#include "edit/language/parse.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace takt {
namespace {

using language::Wish;

constexpr std::size_t kMostBytes = 4000;
constexpr std::string_view kExamples =
    "say for example \"cut to the beat\", \"trim the first 5 seconds\" or \"add music at 30%\"";

[[noreturn]] void unclear(const std::string& message) {
    throw Error(ErrorCode::EditUnclear, message);
}

std::string quoted(const std::string& request, const TextSpan& said) {
    constexpr std::size_t kLongest = 80;
    const std::size_t length = said.end - said.begin;
    const std::string text = plain_text(request.substr(said.begin, std::min(length, kLongest)), "");
    return fmt::format("\"{}{}\"", text, length > kLongest ? "…" : "");
}

std::string listed(const std::vector<std::string>& parts) {
    std::string list;
    for (const std::string& part : parts) list += (list.empty() ? "" : ", ") + part;
    return list;
}

std::string all_words(const std::vector<EditOp>& ops) {
    std::vector<std::string> parts;
    for (const EditOp& op : ops) parts.push_back(words(op));
    return listed(parts);
}

/// All or nothing: a word that is not understood, or one that is missing, and nothing is done.
void refuse_unclear(const std::string& request, const std::vector<Wish>& wishes) {
    for (const Wish& wish : wishes) {
        if (!wish.understood) {
            std::vector<std::string> unknown;
            for (const language::Token& token : wish.unexplained) unknown.push_back(quoted(request, token.span));
            if (unknown.empty()) unknown.push_back(quoted(request, wish.said));
            unclear(fmt::format(
                "request: {} is not understood; {}", listed(unknown),
                wish.nearest.empty() ? std::string(kExamples) : "the nearest is: " + all_words(wish.nearest)));
        }
    }
    for (const Wish& wish : wishes) {
        if (wish.question) unclear(fmt::format("{}: {}", quoted(request, wish.said), *wish.question));
    }
}

/// Said twice, "cut to the beat, beat synced", it is meant once.
bool changes_nothing_twice(const EditOp& op) {
    const auto any = [&]<typename... Op>() { return (std::holds_alternative<Op>(op) || ...); };
    return any.operator()<op::Mute, op::SetTempo, op::CutToBeat, op::SnapCuts, op::SetLength, op::SetAspect,
                          op::RemoveSilence, op::RemoveMusic, op::SetTransition, op::RemoveTransitions, op::FitMusic,
                          op::FitVideo, op::Duck, op::Export, op::MusicVideo, op::EndOnBeat, op::Stabilise>();
}

Reading reading_of(const std::vector<Wish>& wishes) {
    Reading reading;
    for (const Wish& wish : wishes) {
        for (const EditOp& op : wish.ops) {
            const bool again = !reading.read.empty() && reading.read.back().op == op && changes_nothing_twice(op);
            if (!again) reading.read.push_back({op, wish.said});
        }
        if (wish.impossible) reading.cannot.push_back({wish.said, wish.impossible->what, wish.impossible->instead});
    }
    std::vector<std::string> parts;
    for (const Reading::Read& read : reading.read) parts.push_back(plain_text(words(read.op)));
    reading.echo = listed(parts);
    return reading;
}

}  // namespace

Reading understand(const std::string& request, const std::vector<EditOp>& before) {
    if (request.size() > kMostBytes) {
        unclear(fmt::format("request: {} bytes are more than the {} that are read; ask for it in several requests",
                            request.size(), kMostBytes));
    }
    const std::vector<Wish> wishes = language::parse(language::tokens_of(request), before);
    refuse_unclear(request, wishes);
    Reading reading = reading_of(wishes);
    if (!reading.read.empty()) return reading;
    if (!reading.cannot.empty()) {
        const Reading::CannotDo& first = reading.cannot.front();
        unclear(fmt::format("{}: {} cannot be made here; {}", quoted(request, first.said), first.what, first.instead));
    }
    const bool declined = std::ranges::any_of(wishes, &Wish::left_alone);
    unclear(declined ? fmt::format("request: that is left as it is; {}", kExamples)
                     : fmt::format("request: nothing to do is said; {}", kExamples));
}

bool is_session_op(const EditOp& op) {
    const auto any = [&]<typename... Op>() { return (std::holds_alternative<Op>(op) || ...); };
    return any.operator()<op::Undo, op::Redo, op::Reset, op::Show, op::Compare, op::Export, op::ShowCredits,
                          op::ShowStatus, op::Upload>();
}

}  // namespace takt
