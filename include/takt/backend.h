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
    std::string hash;  ///< content hash; the same content is one asset; empty when the backend does not say
    Us duration{};     ///< 0 for stills, and when the backend does not say
    Size display;      ///< 0×0 for sound, and when the backend does not say
    double fps = 0;    ///< 0 without moving pictures, and when the backend does not say
};

// A turn of the conversation, as values. Heartbeats are events because the idle limit depends on them.
struct TextDelta {
    std::string text;
};
struct ToolActivity {
    std::string name;
};
struct Heartbeat {};
struct TurnEnded {
    enum class How {
        Answered,  ///< the turn ended as it should; it may have been silent
        Failed,    ///< the editor reports a failure; nothing, or only part of it, happened
        Lost,      ///< the stream broke off or timed out: what came of the turn is unknown until the state is read
    };
    How how = How::Answered;
    std::string why;  ///< unless Answered, and when an answered turn mentions trouble
};
using ChatEvent = std::variant<TextDelta, ToolActivity, Heartbeat, TurnEnded>;

struct SessionState {
    std::vector<Asset> assets;
    std::optional<Draft> draft;  ///< our view of it; absent before the first edit
    std::string draft_json;      ///< the draft exactly as the backend holds it; empty when absent
    std::string other_json;      ///< what else an edit may change (generated media, canvas), only to be compared
};

struct Credits {
    std::int64_t available = 0;
    std::int64_t frozen = 0;
    bool unlimited = false;  ///< the local backend costs nothing
};

struct RenderRequest {
    std::string id;  ///< chosen and stored by the caller before the request
    SessionId session;
    std::string draft_json;  ///< SessionState::draft_json, untouched: its writer may know more of it than we do
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
    /// Never repeat once it has begun: it may have been understood and paid. Events arrive on the calling thread, the
    /// last one is TurnEnded. Throws, without a TurnEnded, when the request was refused or never left the machine;
    /// Interrupted when stopped: the turn may go on without us.
    virtual void say(const SessionId& session, const std::string& text,
                     const std::function<void(const ChatEvent&)>& on_event, std::stop_token stop) = 0;
    /// May be repeated. Throws NotFound for a session that does not exist.
    virtual SessionState state(const SessionId& session) = 0;
    /// May be repeated.
    virtual Credits credits() = 0;
    /// Never repeat with the same id before polling that id. Returns at once; the work goes on without the caller.
    /// Throws Network when it is unknown whether the request arrived.
    virtual void submit_render(const RenderRequest& request) = 0;
    /// May be repeated. Throws NotFound for an id that was never submitted, or is forgotten.
    virtual RenderStatus poll_render(const std::string& render_id) = 0;
    /// Ends a render that is pending or running; no effect on one that has ended. May be repeated.
    virtual void cancel_render(const std::string& render_id) = 0;
    /// Brings the finished file to `destination`, whole or not at all. May be repeated.
    virtual void fetch(const std::string& render_id, const std::filesystem::path& destination, Progress& progress,
                       std::stop_token stop) = 0;
    /// Where a browser shows the session; absent when nowhere. May be repeated.
    virtual std::optional<std::string> link(const SessionId& session) = 0;
};

}  // namespace takt
