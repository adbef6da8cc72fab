// SPDX-License-Identifier: GPL-3.0-or-later
// The one way takt fails. Everything that throws, throws takt::Error; expected outcomes are values instead.
// A message reads "subject: what is wrong; what to do next", lower case, without a full stop.
#pragma once

#include <stdexcept>
#include <string>

namespace takt {

/// What went wrong, as a stable code. `base/error_table.h` maps each to its name, exit status, HTTP status and retry.
/// Append only: programs outside rely on the names.
enum class ErrorCode {
    Internal,
    Usage,
    NotFound,           ///< an input path that does not exist
    UnsupportedFormat,  ///< container or type outside the accepted list
    TooLarge,           ///< over the size, pixel, stream, channel or duration limit
    Corrupt,            ///< damaged, truncated, or without a single decodable frame
    NoDecodableStream,  ///< well-formed, but nothing in it that this machine can decode
    Protected,          ///< DRM
    EditUnclear,        ///< the request needs a target or a number
    EditUnsupported,    ///< understood, but not to be had locally
    RenderFailed,
    VerificationFailed,  ///< a written file did not prove to be what was asked
    DiskFull,
    Permission,
    Busy,  ///< another takt holds the project
    Interrupted,
    Auth,
    Credits,
    Plan,
    RateLimited,
    Network,
    BatchPartial,
    EncoderMissing,
};

class Error final : public std::runtime_error {
public:
    Error(ErrorCode code, const std::string& message) : std::runtime_error(message), code_(code) {}
    [[nodiscard]] ErrorCode code() const noexcept { return code_; }

private:
    ErrorCode code_;
};

}  // namespace takt
