// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/reply_printer.h"

#include "flow/wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace takt::cli {

std::size_t whole_sentences(std::string_view text) {
    static constexpr std::array<std::string_view, 3> kWide = {"。", "！", "？"};
    std::size_t end = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        // "3.5" goes on, and so may a full stop at the end of what has come so far.
        const bool stops = (c == '.' || c == '!' || c == '?') && at + 1 < text.size() && text[at + 1] == ' ';
        if (c == '\n' || stops) end = at + 1;
        for (const std::string_view mark : kWide) {
            if (text.substr(at, mark.size()) == mark) end = at + mark.size();
        }
    }
    return end;
}

void ReplyPrinter::show(const ChatEvent& event) {
    if (std::holds_alternative<TurnEnded>(event)) return end();
    const std::lock_guard lock(mutex_);
    if (const auto* delta = std::get_if<TextDelta>(&event)) {
        pending_ += delta->text;
        print_whole_sentences();
    }
}

void ReplyPrinter::end() {
    const std::lock_guard lock(mutex_);
    print_sentences(std::exchange(pending_, {}));
    if (!at_line_start_) print("\n");
}

void ReplyPrinter::mute() {
    const std::lock_guard lock(mutex_);
    enabled_ = false;
}

void ReplyPrinter::print_whole_sentences() {
    const std::size_t whole = whole_sentences(pending_);
    print_sentences(pending_.substr(0, whole));
    pending_.erase(0, whole);
}

void ReplyPrinter::print_sentences(const std::string& sentences) {
    constexpr const char* kBlank = " \t\r\n";
    const auto begin = std::min(sentences.find_first_not_of(kBlank), sentences.size());
    const auto end = sentences.find_last_not_of(kBlank) + 1;
    gap_ += sentences.substr(0, begin);
    if (begin >= end) return;
    const std::string kept = flow::without_interface(sentences.substr(begin, end - begin)).text;
    if (!kept.empty()) print(std::exchange(gap_, {}) + kept);
    gap_ += sentences.substr(end);
}

void ReplyPrinter::print(const std::string& text) {
    if (!enabled_ || text.empty()) return;
    fmt::print(out_, "{}", text);
    std::fflush(out_);
    at_line_start_ = text.back() == '\n';
}

}  // namespace takt::cli
