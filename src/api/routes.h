// SPDX-License-Identifier: GPL-3.0-or-later
// Every path of the service, built by the client and matched by the server from the same table.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace takt::api::routes {

inline constexpr std::string_view kAnonymousToken = "/api/auth/anonymous-token";
inline constexpr std::string_view kClaimToken = "/api/auth/claim-token";
inline constexpr std::string_view kSession = "/api/tasks/me/with-session/nemo_agent";
inline constexpr std::string_view kTurn = "/run_sse";
inline constexpr std::string_view kCredits = "/api/credits/balance/simple";
inline constexpr std::string_view kRenderSubmit = "/api/render/proxy/lambda";

[[nodiscard]] std::string upload(std::string_view session);
[[nodiscard]] std::string state(std::string_view session);
[[nodiscard]] std::string render_poll(std::string_view render);
[[nodiscard]] std::string render_cancel(std::string_view render);
[[nodiscard]] std::string render_download(std::string_view render);

struct Match {
    enum class Route {
        AnonymousToken,
        ClaimToken,
        OpenSession,
        Turn,
        Credits,
        RenderSubmit,
        Upload,
        State,
        RenderPoll,
        RenderCancel,
        RenderDownload,
    };
    Route route;
    std::string method;  ///< the one that the route wants
    std::string id;      ///< the session or render in the path; percent-decoded; empty where there is none
};

/// By path alone (a wrong method is a 405, not a 404). A user id may stand where `me` does. The old name of the submit
/// path is known too.
[[nodiscard]] std::optional<Match> match(std::string_view path);

}  // namespace takt::api::routes
