// SPDX-License-Identifier: GPL-3.0-or-later
// The error that an action ends with, for the tests of the wire documents.
#pragma once

#include "takt/error.h"

#include <functional>
#include <optional>
#include <string>

namespace takt::api {

inline std::optional<Error> error_of_action(const std::function<void()>& action) {
    try {
        action();
    } catch (const Error& error) {
        return error;
    }
    return std::nullopt;
}

/// "code: message", to be matched; "none" when nothing was thrown.
inline std::string failure(ErrorCode expected, const std::function<void()>& action) {
    const std::optional<Error> error = error_of_action(action);
    if (!error) return "none";
    return error->code() == expected ? error->what() : "another code: " + std::string(error->what());
}

}  // namespace takt::api
