// SPDX-License-Identifier: GPL-3.0-or-later
// The one interface behind which a video is made: in this process (`local`) or by a service (`cloud`).
// A session holds assets and one draft; words change the draft; a render turns it into a file. Every call says whether
// it may be repeated after a failure whose outcome is unknown: where it may not, read the state and compare.
#pragma once

#include "takt/draft.h"
#include "takt/edit.h"
#include "takt/error.h"
#include "takt/media_info.h"
#include "takt/progress.h"
#include "takt/render.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <variant>
#include <vector>

namespace takt {

struct SessionId {
    std::string value;
    bool operator==(const SessionId&) const = default;
};

struct Asset {
    std::string name;
    std::string address;  ///< how the backend calls it: a path or a URL
    MediaKind kind = MediaKind::Video;
    std::string hash;  ///< content hash; the same content is one asset
};

// A turn of the conversation, as values. Heartbeats are events because the idle limit depends on them.
struct TextDelta {
    std::string text;
};
struct ToolActivity {
    std::string name;
};
struct Heartbeat {};
struct TurnEnded {};
using ChatEvent = std::variant<TextDelta, ToolActivity, Heartbeat, TurnEnded>;

struct SessionState {
    std::vector<Asset> assets;
    std::optional<Draft> draft;  ///< absent before the first edit
};

struct Credits {
    std::int64_t available = 0;
    std::int64_t frozen = 0;
    bool unlimited = false;  ///< the local backend costs nothing
};

struct RenderRequest {
    std::string id;  ///< chosen and stored by the caller before the request
    SessionId session;
    Draft draft;
    RenderOptions options;
};

struct RenderStatus {
    enum class Phase { Pending, Processing, Completed, Failed, Cancelled };
    Phase phase = Phase::Pending;
    double progress = 0;                 ///< 0..1
    std::optional<Error> failure;        ///< when Failed, and why
    std::optional<RenderedSound> sound;  ///< when Completed, if the backend knows what came of the sound
};

class Backend {
public:
    virtual ~Backend() = default;

    /// May be repeated, but each success is another session.
    virtual SessionId open_session(const EditSettings& settings) = 0;
    /// May be repeated: the same content becomes the same asset.
    virtual Asset upload(const SessionId& session, const std::filesystem::path& file, Progress& progress,
                         std::stop_token stop) = 0;
    /// Never repeat: it may have been understood and paid. Events arrive on the calling thread.
    virtual void say(const SessionId& session, const std::string& text,
                     const std::function<void(const ChatEvent&)>& on_event, std::stop_token stop) = 0;
    /// May be repeated. Throws NotFound for a session that does not exist.
    virtual SessionState state(const SessionId& session) = 0;
    /// May be repeated.
    virtual Credits credits() = 0;
    /// Never repeat with the same id before polling that id. Returns at once; the work goes on without the caller.
    virtual void submit_render(const RenderRequest& request) = 0;
    /// May be repeated.
    virtual RenderStatus poll_render(const std::string& render_id) = 0;
    /// Ends a render that is pending or running; no effect on one that has ended. May be repeated.
    virtual void cancel_render(const std::string& render_id) = 0;
    /// Brings the finished file to `destination`, whole or not at all. May be repeated.
    virtual void fetch(const std::string& render_id, const std::filesystem::path& destination, Progress& progress,
                       std::stop_token stop) = 0;
};

}  // namespace takt
