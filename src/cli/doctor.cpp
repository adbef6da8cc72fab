// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/doctor.h"

#include "takt/error.h"

#include "av/encoder.h"
#include "cloud/cloud_backend.h"
#include "render/titles.h"

#include <fmt/format.h>

namespace takt::cli {
namespace {

Finding encoder_works() {
    Finding finding{.name = "H.264 encoder", .value = "libx264"};
    try {  // a missing encoder is an answer here
        av::Encoder encoder(
            av::VideoEncoding{.size = {320, 180}, .options = {{"preset", "veryfast"}, {"profile", "high"}}});
        const av::FramePtr picture = av::make_picture(320, 180, AV_PIX_FMT_YUV420P);
        picture->pts = 0;
        encoder.send(picture.get());
        encoder.send(nullptr);
        finding.ok = encoder.receive(*av::make_packet()) == av::Pull::Frame;
    } catch (const Error& error) {
        finding.ok = false;
        finding.value = error.what();
    }
    if (!finding.ok) finding.next_step = "install an FFmpeg with libx264 (Debian: third_party/install.sh)";
    return finding;
}

Finding filter_exists(const char* name, const char* purpose) {
    const bool there = avfilter_get_by_name(name) != nullptr;
    return {.name = fmt::format("filter {}", name),
            .ok = there,
            .value = purpose,
            .next_step = there ? "" : "install an FFmpeg built with it"};
}

Finding decoder_exists(const char* name) {
    const bool there = avcodec_find_decoder_by_name(name) != nullptr;
    return {.name = fmt::format("decoder {}", name),
            .ok = there,
            .value = there ? "present" : "absent",
            .next_step = there ? "" : "install a fuller FFmpeg"};
}

/// Never the token itself.
const char* token_in_use(const Environment& environment) {
    if (environment.token) return "NEMO_TOKEN: yours, with the scopes you gave it";
    std::error_code ignored;
    const bool stored = std::filesystem::exists(environment.state_home / "takt/tokens", ignored);
    return stored ? "a stored anonymous one (scopes read, write, upload)" : "none yet: the first connection gets one";
}

Finding room(const std::filesystem::path& project) {
    std::error_code failed;
    auto folder = std::filesystem::absolute(project, failed);
    while (!std::filesystem::exists(folder, failed) && folder.has_relative_path()) folder = folder.parent_path();
    const auto space = std::filesystem::space(folder, failed);
    constexpr std::uintmax_t kComfortable = 2'000'000'000;
    const bool enough = !failed && space.available >= kComfortable;
    return {.name = "free disk",
            .ok = enough,
            .value = fmt::format("{:.1f} GB", failed ? 0.0 : static_cast<double>(space.available) / 1e9),
            .next_step = enough ? "" : "free some space, or name another folder with -C"};
}

}  // namespace

std::vector<Finding> examine(const std::filesystem::path& project, const Environment& environment) {
    std::vector<Finding> findings;
    findings.push_back({.name = "takt", .value = TAKT_VERSION});
    findings.push_back({.name = "FFmpeg", .value = av_version_info()});
    findings.push_back(encoder_works());
    for (const char* decoder : {"h264", "hevc", "vp9", "aac", "mp3"}) findings.push_back(decoder_exists(decoder));
    findings.push_back(filter_exists("zscale", "HDR to SDR"));
    findings.push_back(filter_exists("tonemap", "HDR to SDR"));
    findings.push_back(filter_exists("bwdif", "interlaced to progressive"));
    const bool drawn = render::Titles({640, 360}).rasterise("Takt").size.width > 0;
    findings.push_back({.name = "title font",
                        .ok = drawn,
                        .value = drawn ? "present" : "absent",
                        .next_step = drawn ? "" : "install a font, e.g. fonts-dejavu-core"});
    findings.push_back(room(project));
    findings.push_back({.name = "service", .value = environment.api_url.value_or(cloud::CloudSettings{}.api_url)});
    findings.push_back({.name = "token", .value = token_in_use(environment)});
    findings.push_back({.name = "leaves this machine",
                        .value = "nothing, unless --backend cloud is named: then prepared files and the message, after "
                                 "a list of them"});
    return findings;
}

}  // namespace takt::cli
