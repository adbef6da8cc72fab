// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/message.h"

#include <fmt/format.h>

#include <chrono>

namespace takt::flow {
namespace {

constexpr std::int64_t kSessionCredits = 50;  // the export is free
constexpr std::int64_t kLargeBytes = 100'000'000;
constexpr Us kLongFile = std::chrono::minutes{3};

std::string minutes_text(Us time) {
    const auto whole = std::chrono::round<std::chrono::seconds>(time).count();
    return fmt::format("{}:{:02}", whole / 60, whole % 60);
}

std::string described(const HandOffFile& file) {
    return fmt::format("{}: {:.1f} MB{}{}", file.name, static_cast<double>(file.size_bytes) / 1e6,
                       file.duration > Us{0} ? ", " + minutes_text(file.duration) : "",
                       file.there_already ? ", there already" : "");
}

}  // namespace

HandOffEstimate estimate_hand_off(std::string message, const std::vector<HandOffFile>& files, bool new_session,
                                  std::optional<Ms> wanted_length) {
    HandOffEstimate estimate{.message = std::move(message), .credits = new_session ? kSessionCredits : 0};
    for (const HandOffFile& file : files) {
        estimate.files.push_back(described(file));
        if (file.there_already) continue;
        estimate.bytes += file.size_bytes;
        estimate.media_s += seconds(file.duration);
        if (file.duration > kLongFile) {
            estimate.advice.push_back(
                fmt::format("{}: longer than three minutes; keep the best part with `takt prep --trim`", file.name));
        } else if (wanted_length && file.duration > Us{*wanted_length}) {
            estimate.advice.push_back(
                fmt::format("{}: {}, but the video is to last {}; trim it with `takt prep --trim`", file.name,
                            minutes_text(file.duration), minutes_text(*wanted_length)));
        }
        if (file.size_bytes > kLargeBytes) {
            estimate.advice.push_back(
                fmt::format("{}: over 100 MB; a shorter stretch (`takt prep --trim`) is there sooner", file.name));
        }
    }
    return estimate;
}

}  // namespace takt::flow
