// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error_table.h"

#include <array>

namespace takt {
namespace {

using enum ErrorCode;

constexpr std::array kRows{
    ErrorRow{Internal, "internal", 1, 500, {}, Retry::Never, "report this with the log of `-v`"},
    ErrorRow{Usage, "usage", 2, 400, 400, Retry::Never, "see `takt --help`"},
    ErrorRow{NotFound, "not_found", 3, 404, {}, Retry::Never, "check the path"},
    ErrorRow{UnsupportedFormat, "unsupported_format", 3, 415, 4001, Retry::Never,
             "use mp4 mov avi webm mkv jpg png gif webp mp3 wav m4a aac"},
    ErrorRow{TooLarge, "too_large", 3, 413, 4002, Retry::Never, "trim or compress it"},
    ErrorRow{Corrupt, "corrupt", 3, 422, {}, Retry::Never, "copy or download the file again"},
    ErrorRow{NoDecodableStream, "no_decodable_stream", 3, 415, 4001, Retry::Never, "convert it to H.264 and AAC first"},
    ErrorRow{Protected, "protected", 3, 415, 4001, Retry::Never, "use a file without copy protection"},
    ErrorRow{EditUnclear, "edit_unclear", 4, 422, {}, Retry::Never, "say which clip, and by how much"},
    ErrorRow{EditUnsupported, "edit_unsupported", 4, 422, {}, Retry::Never, "see `takt render --help`"},
    ErrorRow{RenderFailed, "render_failed", 9, 500, {}, Retry::Later, "run the same command again"},
    ErrorRow{VerificationFailed, "verification_failed", 10, 500, {}, Retry::Later, "run the same command again"},
    ErrorRow{DiskFull, "disk_full", 12, 507, {}, Retry::Later, "free some space, then run the same command again"},
    ErrorRow{Permission, "permission", 12, 403, {}, Retry::Never, "check the folder's permissions"},
    ErrorRow{Busy, "busy", 12, 409, {}, Retry::Later, "wait for the other takt to end"},
    ErrorRow{Interrupted, "interrupted", 130, 499, {}, Retry::Later, "run the same command again to go on"},
    ErrorRow{Auth, "auth", 5, 401, 1001, Retry::Renew, "check NEMO_TOKEN"},
    ErrorRow{Credits, "credits", 6, 402, 2001, Retry::Never, "top up, or render here with --backend local"},
    ErrorRow{Plan, "plan", 6, 402, 402, Retry::Never, "render here with --backend local"},
    ErrorRow{RateLimited, "rate_limited", 7, 429, 429, Retry::Later, "wait 30 seconds"},
    ErrorRow{Network, "network", 8, 502, {}, Retry::Later, "run `takt resume`"},
    ErrorRow{BatchPartial, "batch_partial", 11, 207, {}, Retry::Later, "see the report for the failed jobs"},
    ErrorRow{EncoderMissing, "encoder_missing", 9, 500, {}, Retry::Never, "run `takt doctor`"},
};

}  // namespace

const ErrorRow& error_row(ErrorCode code) {
    for (const ErrorRow& row : kRows) {
        if (row.code == code) return row;
    }
    return kRows.front();
}

std::string_view retry_name(Retry retry) {
    switch (retry) {
        case Retry::Later: return "later";
        case Retry::Renew: return "renew";
        case Retry::Never: break;
    }
    return "never";
}

std::string_view next_step(const Error& error) {
    const std::string_view message = error.what();
    const auto at = message.rfind("; ");
    return at == std::string_view::npos ? error_row(error.code()).next_step : message.substr(at + 2);
}

}  // namespace takt
