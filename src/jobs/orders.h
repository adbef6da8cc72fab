// SPDX-License-Identifier: GPL-3.0-or-later
// What the journal knows of a hand-off: which order was given, in which session it is carried out, what was uploaded,
// said and rendered for it. Each row is on the disk before the thing it names is asked for, or as soon as it is known.
#pragma once

#include "takt/backend.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace takt::jobs {

/// What a user asked for; `takt resume` finishes the ones that are not.
struct OrderRow {
    std::string key;                     ///< fingerprint of everything that was asked
    std::string backend;                 ///< where it is carried out: "local", or the service's origin
    std::string json;                    ///< flow's own document
    std::optional<std::string> session;  ///< once it is open
    bool finished = false;
    bool operator==(const OrderRow&) const = default;
};

struct UploadRow {
    std::string session;
    std::string hash;     ///< of the content
    std::string name;     ///< of the file
    std::string address;  ///< how the backend calls it
    bool operator==(const UploadRow&) const = default;
};

struct MessageRow {
    enum class State { Sent, Answered, Failed };
    std::int64_t id = 0;
    std::string session;
    std::string order;  ///< key of the order it was said for; empty in a conversation
    std::string text;
    std::string baseline_json;  ///< the state before it was sent: what a lost answer is compared with
    State state = State::Sent;  ///< Sent after a crash: it may have been understood, so never send it again
    std::string outcome;        ///< what came of it, in words
    std::string at;             ///< UTC, "2024-05-01 12:00:00"
};

struct RenderRow {
    std::string id;
    std::string session;
    std::string order;  ///< key of the order it is for
    RenderStatus::Phase phase = RenderStatus::Phase::Pending;
    std::string draft_json;
    std::optional<std::filesystem::path> output;  ///< absent until the finished file is in place
    bool operator==(const RenderRow&) const = default;
};

}  // namespace takt::jobs
