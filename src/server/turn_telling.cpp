// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/turn_telling.h"

#include "api/plain_text.h"
#include "server/identifiers.h"
#include "server/typed_frames.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace takt::server {
namespace {

using Speech = TurnManner::Speech;
using Ending = TurnManner::Ending;

constexpr std::size_t kMaxWordBytes = 1 << 20;
constexpr const char* kEditTool = "edit_multitrack";
// With a quote and a line feed: the oldest servers wrote neither escaped.
constexpr const char* kFault = "the model \"editor\" is overloaded\ntry again later";
constexpr const char* kApology = "I encountered a temporary issue. Please try again in a moment.";

}  // namespace

TurnTelling::TurnTelling(TurnManner manner) : manner_(std::move(manner)), writer_("e-" + random_uuid()) {}

void TurnTelling::begin_call(Frames& frames, std::string_view tool) {
    open_call_ = Call{.id = "adk-" + random_uuid(), .tool = std::string(tool)};
    if (manner_.speech == Speech::TypedFrames) {
        frames.push_back(typed_call_frame(tool));
    } else if (manner_.text_beside_call) {
        frames.push_back(writer_.text_and_call("Working on it. ", open_call_->id, tool));
    } else {
        frames.push_back(writer_.tool_call(open_call_->id, tool));
    }
}

void TurnTelling::end_call(Frames& frames, std::string_view draft_json, std::string_view error) {
    if (!open_call_) return;
    if (manner_.speech == Speech::TypedFrames) {
        frames.push_back(typed_result_frame(open_call_->tool));
    } else {
        frames.push_back(writer_.tool_response(open_call_->id, open_call_->tool, draft_json, error));
    }
    open_call_.reset();
}

TurnTelling::Frames TurnTelling::tool_begun(std::string_view tool) {
    Frames frames;
    if (!manner_.shown) return frames;
    end_call(frames, {});
    begin_call(frames, tool);
    return frames;
}

void TurnTelling::words(std::string_view text) {
    words_ += text.substr(0, kMaxWordBytes - std::min(kMaxWordBytes, words_.size()));
}

TurnTelling::Frames TurnTelling::edited(std::string_view draft_json) {
    Frames frames;
    if (manner_.shown) {
        if (manner_.tool_fails) {
            begin_call(frames, kEditTool);
            end_call(frames, {}, "the tool gave up");
        }
        // A silent turn without a change has used a tool all the same.
        const bool called = !draft_json.empty() || manner_.text_beside_call || !manner_.says;
        if (!open_call_ && called) begin_call(frames, kEditTool);
        end_call(frames, draft_json);
        say(frames);
    }
    end_badly(frames);
    return frames;
}

TurnTelling::Frames TurnTelling::failed(std::string_view message) {
    Frames frames;
    end_call(frames, {}, message);
    say(frames);
    frames.push_back(api::error_frame(message));
    return frames;
}

void TurnTelling::say(Frames& frames) {
    if (!manner_.says || !manner_.shown) return;
    if (manner_.thinks) frames.push_back(writer_.thought("Which cut falls on which beat?"));
    for (const std::string& paragraph : paragraphs(words_)) say_paragraph(frames, paragraph);
}

void TurnTelling::say_paragraph(Frames& frames, const std::string& paragraph) {
    if (manner_.speech == Speech::TypedFrames) {
        frames.push_back(api::typed_text_frame(paragraph));
        return;
    }
    if (manner_.speech == Speech::Deltas || manner_.speech == Speech::DeltasThatDiffer) {
        for (const std::string& delta : deltas(paragraph)) frames.push_back(writer_.partial_text(delta));
    }
    frames.push_back(writer_.text(manner_.speech == Speech::DeltasThatDiffer ? "In short: " + paragraph : paragraph));
}

void TurnTelling::end_badly(Frames& frames) {
    switch (manner_.ending) {
        case Ending::Clean: return;
        case Ending::ErrorFrame: return frames.push_back(api::error_frame(kFault));
        case Ending::DetailedErrorFrame: return frames.push_back(api::detailed_error_frame("ValueError", kFault));
        case Ending::UnescapedErrorFrame: return frames.push_back(api::unescaped_error_frame(kFault));
        case Ending::ErrorEvent: return frames.push_back(writer_.error_event("UNKNOWN_ERROR", kFault));
        case Ending::Apology: return frames.push_back(writer_.text(kApology));
    }
}

std::vector<std::string> paragraphs(std::string_view text) {
    std::vector<std::string> found;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        if (const auto line = text.substr(0, end); !api::trimmed(line).empty()) found.emplace_back(line);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return found;
}

std::vector<std::string> deltas(std::string_view text) {
    constexpr std::size_t kCharacters = 7;
    std::vector<std::string> pieces;
    std::size_t characters = 0;
    while (!text.empty()) {
        const std::size_t bytes = std::max<std::size_t>(api::character_bytes(text), 1);
        if (characters++ % kCharacters == 0) pieces.emplace_back();
        pieces.back() += text.substr(0, bytes);
        text.remove_prefix(bytes);
    }
    return pieces;
}

}  // namespace takt::server
