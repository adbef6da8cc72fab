// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/upload_phases.h"

#include "takt/error.h"

#include <fmt/format.h>

#include <utility>

namespace takt::cloud {

UploadPhases::UploadPhases(Progress& progress, const Clock& clock, std::string subject)
    : progress_(progress), clock_(clock), subject_(std::move(subject)), moved_(clock.now()) {}

UploadPhases::~UploadPhases() {
    if (phase_ != Phase::None) progress_.end();
}

void UploadPhases::acknowledged(std::int64_t bytes, std::int64_t total) {
    if (total <= 0) return;  // the request is not on its way yet
    if (phase_ == Phase::None || bytes < bytes_) enter(Phase::Sending, total);
    if (phase_ == Phase::Processing) return;
    const auto now = clock_.now();
    if (std::exchange(bytes_, bytes) != bytes) moved_ = now;
    progress_.advance(bytes);
    if (bytes >= total) {
        enter(Phase::Processing, 0);
    } else if (now - moved_ >= kStallLimit) {
        throw Error(
            ErrorCode::Network,
            fmt::format("{}: no byte has moved for a minute; check the connection, then run `takt resume`", subject_));
    }
}

void UploadPhases::enter(Phase phase, std::int64_t total) {
    if (phase_ != Phase::None) progress_.end();
    phase_ = phase;
    moved_ = clock_.now();
    if (phase == Phase::Sending) {
        bytes_ = 0;
        progress_.begin("upload", total, "bytes");
    } else {
        progress_.begin("server is processing", 0, "");
    }
}

}  // namespace takt::cloud
