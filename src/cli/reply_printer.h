// SPDX-License-Identifier: GPL-3.0-or-later
// Shows a turn while it happens: text as it comes, a sentence at a time so that steps for a graphical interface can be
// left out; tools and heartbeats stay inside. Any thread may call.
#pragma once

#include "takt/backend.h"

#include <cstdio>
#include <mutex>
#include <string>

namespace takt::cli {

class ReplyPrinter {
public:
    ReplyPrinter(std::FILE* out, bool enabled) : out_(out), enabled_(enabled) {}

    void show(const ChatEvent& event);
    /// What has come is shown to its end, on a line of its own: the turn is over, by TurnEnded or without it.
    void end();
    /// Nothing is shown from here on; the turn goes on.
    void mute();

private:
    void print_whole_sentences();
    void print_sentences(const std::string& sentences);
    void print(const std::string& text);

    std::FILE* out_;
    std::mutex mutex_;
    bool enabled_;
    bool at_line_start_ = true;
    std::string pending_;  // the sentence that has not ended yet
    std::string gap_;      // blanks since what was printed last: printed before what comes next
};

/// How many bytes of `text` are whole sentences: up to behind the last . ! ? or its Chinese form followed by space or
/// the end, or a line feed.
[[nodiscard]] std::size_t whole_sentences(std::string_view text);

}  // namespace takt::cli
