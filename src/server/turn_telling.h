// SPDX-License-Identifier: GPL-3.0-or-later
// What a turn sends, as frames in the order they go out. Tools are told when they begin; the words wait until the
// editor is done, because a changed draft is told before them. No streams, no backend: only what was heard goes in.
#pragma once

#include "api/turn_writer.h"
#include "server/turn_manner.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace takt::server {

class TurnTelling {
public:
    explicit TurnTelling(TurnManner manner);

    using Frames = std::vector<std::string>;  ///< the data of one event each
    [[nodiscard]] Frames tool_begun(std::string_view tool);
    /// Words, in pieces as they come; over a megabyte of them the rest is left out.
    void words(std::string_view text);
    /// The editor is done; `draft_json` is the changed draft, or empty.
    [[nodiscard]] Frames edited(std::string_view draft_json);
    /// The turn went wrong: what was said so far, then the error.
    [[nodiscard]] Frames failed(std::string_view message);

private:
    void begin_call(Frames& frames, std::string_view tool);
    void end_call(Frames& frames, std::string_view draft_json, std::string_view error = {});
    void say(Frames& frames);
    void say_paragraph(Frames& frames, const std::string& paragraph);
    void end_badly(Frames& frames);

    struct Call {
        std::string id;
        std::string tool;
    };
    TurnManner manner_;
    api::TurnWriter writer_;
    std::optional<Call> open_call_;
    std::string words_;
};

/// The lines that hold something.
[[nodiscard]] std::vector<std::string> paragraphs(std::string_view text);
/// A text cut into pieces of a few characters, each whole.
[[nodiscard]] std::vector<std::string> deltas(std::string_view text);

}  // namespace takt::server
