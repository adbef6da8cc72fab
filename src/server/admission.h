// SPDX-License-Identifier: GPL-3.0-or-later
// Who asks for what, decided from the head of a request alone: an upload of 500 MB that nobody may make is refused
// before its first byte. The same decision is made again when the body is there.
#pragma once

#include "server/accounts.h"
#include "server/http.h"
#include "server/sessions.h"
#include "server/target.h"

#include <optional>
#include <string>

namespace takt::server {

struct Admission {
    std::optional<Answer> refusal;  ///< when present, nothing below counts
    std::optional<Target> target;
    std::string user;                ///< empty where no token is needed
    std::optional<Session> session;  ///< where the path names one: it is the user's
};

[[nodiscard]] Admission admit(const RequestHead& head, Accounts& accounts, Sessions& sessions, bool strict);

/// A body as JSON, as files, or neither: by its content type. One that is not named is taken for JSON.
enum class BodyType { Json, Multipart, Other };
[[nodiscard]] BodyType body_type(const RequestHead& head);

/// How the client reaches this server: "http://" and what it calls the host; empty when it does not say.
[[nodiscard]] std::string site_of(const RequestHead& head);

}  // namespace takt::server
