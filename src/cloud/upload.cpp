// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/routes.h"
#include "base/fingerprint.h"
#include "cloud/asset.h"
#include "cloud/cloud_backend.h"
#include "cloud/upload_phases.h"
#include "net/url.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace takt::cloud {
namespace {

using api::Endpoint;

constexpr std::int64_t kSlowestBytesPerSecond = 100'000;
constexpr Ms kProcessingLimit = std::chrono::minutes{10};
constexpr Ms kListedWithin = std::chrono::minutes{2};

/// A token that dies in the middle of a long upload would cost the whole upload.
Ms time_for(std::int64_t size_bytes) {
    return std::chrono::seconds{size_bytes / kSlowestBytesPerSecond} + kProcessingLimit;
}

/// No limit but on silence; while bytes are sent, UploadPhases knows a shorter one.
void limit_silence_only(net::Request& request) {
    request.total_limit.reset();
    request.stall_limit = kProcessingLimit;
}

std::string_view without_query(std::string_view address) {
    return address.substr(0, address.find_first_of("?#"));
}

bool same(std::string_view a, std::string_view b) {
    return !a.empty() && a == b;
}

/// A state may call a file by another address than its upload did: signed anew, or a path of the service's own.
bool same_file(const api::MediaFile& a, const api::MediaFile& b) {
    return same(without_query(a.cdn_url), without_query(b.cdn_url)) || same(a.filename, b.filename) ||
           same(a.hash, b.hash);
}

}  // namespace

Asset CloudBackend::upload(const SessionId& session, const std::filesystem::path& file, Progress& progress,
                           std::stop_token stop) {
    const Uploadable uploadable = check_uploadable(file);
    const std::string name = file.filename().string();
    const std::string subject = fmt::format("upload {}", name);
    Asset asset;
    {
        UploadPhases phases(progress, clock_, subject);
        net::Request request = caller_.post(api::routes::upload(session.value), {});
        request.body =
            net::FilePart{.field = "files", .file = file, .file_name = name, .media_type = uploadable.media_type};
        limit_silence_only(request);
        request.on_progress = [&phases](std::int64_t bytes, std::int64_t total) { phases.acknowledged(bytes, total); };
        Call call = caller_.repeatable(Endpoint::Upload, subject, std::move(request), stop);
        call.needed_for = time_for(uploadable.size_bytes);
        asset = asset_of(uploaded(session, call, stop));
    }
    if (asset.name.empty()) asset.name = name;
    if (asset.hash.empty()) asset.hash = fingerprint_file(file);
    return asset;
}

Asset CloudBackend::upload_url(const SessionId& session, const std::string& url, const std::stop_token& stop) {
    net::require_safe_url(url, "upload address");
    net::Request request = caller_.post(api::routes::upload(session.value), api::url_upload_to_json({.urls = {url}}));
    limit_silence_only(request);
    // The address may hold a secret of its own: it is not repeated in messages.
    const Call call = caller_.repeatable(Endpoint::Upload, fmt::format("upload from {}", net::origin_of(url)),
                                         std::move(request), stop);
    return asset_of(uploaded(session, call, stop));
}

api::MediaFile CloudBackend::uploaded(const SessionId& session, const Call& call, const std::stop_token& stop) {
    const api::UploadAnswer answer = api::upload_answer_from_json(caller_.expect(call, stop));
    if (answer.files.empty()) {
        throw Error(ErrorCode::Network,
                    fmt::format("{}: the service's answer names no file; read `takt status` before sending it again",
                                call.subject));
    }
    if (!answer.session_state_applied) await_listed(session, answer.files.front(), call.subject, stop);
    return answer.files.front();
}

/// Until the session lists the file, words about it would not be understood, but paid. The file is there all the same:
/// a caller who is told of a failure would send it again.
void CloudBackend::await_listed(const SessionId& session, const api::MediaFile& file, const std::string& subject,
                                const std::stop_token& stop) {
    try {
        if (comes_to_be_listed(session, file, stop)) return;
    } catch (const Error& error) {  // whoever reads the state next is told
        if (error.code() == ErrorCode::Interrupted) throw;
    }
    if (settings_.on_status) {
        settings_.on_status(fmt::format("{}: is not listed yet; the service may need a moment", subject));
    }
}

bool CloudBackend::comes_to_be_listed(const SessionId& session, const api::MediaFile& file,
                                      const std::stop_token& stop) {
    constexpr Ms kLongestPause{8'000};
    Ms pause{2'000};
    for (Ms waited{}; waited < kListedWithin; pause = std::min(2 * pause, kLongestPause)) {
        clock_.wait(pause, stop);
        waited += pause;
        const api::StateAnswer state = read_state(session, stop);
        const auto listed = [&](const api::MediaFile& other) { return same_file(file, other); };
        if (std::ranges::any_of(state.media, listed)) return true;
    }
    return false;
}

}  // namespace takt::cloud
