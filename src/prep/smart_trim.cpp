// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/smart_trim.h"

#include "av/output.h"
#include "base/stop.h"
#include "prep/proven.h"
#include "prep/seam_proof.h"
#include "prep/smart_sound.h"
#include "prep/smart_track.h"
#include "prep/sound_track.h"
#include "prep/written.h"

#include <fmt/format.h>

#include <memory>

namespace takt::prep {
namespace {

/// Sound begins with the first frame kept, which may be a little after the wanted begin.
std::unique_ptr<Track> sound_for(const Plan& plan, const SmartTrim& cut, Us begin, av::Output& output,
                                 const std::stop_token& stop) {
    if (plan.audio_stream < 0) return nullptr;
    const TimeRange range{begin, plan.trim.value_or(cut.copied).end};
    if (!cut.encode_sound) return std::make_unique<SmartSound>(plan.input, plan.audio_stream, range, output, stop);
    Plan shifted = plan;
    shifted.trim = range;
    return std::make_unique<SoundTrack>(shifted, Extras{}, output, stop);
}

/// Sound never runs ahead of the picture, so the output is interleaved.
void drive(SmartTrack& picture, Track* sound, Progress& progress, std::int64_t total_ms, const std::stop_token& stop) {
    bool more_picture = true;
    bool more_sound = sound != nullptr;
    while (more_picture || more_sound) {
        throw_if_stopped(stop);
        if (more_sound && (!more_picture || sound->position() < picture.position())) {
            more_sound = sound->step();
        } else {
            more_picture = picture.step();
            if (!picture.obstacle().empty()) return;
            progress.advance(std::min(total_ms, to_ms(picture.position()).count()));
        }
    }
}

}  // namespace

std::optional<std::string> smart_trim(const Plan& plan, const SmartTrim& cut, const std::filesystem::path& path,
                                      Executed& seen, Progress& progress, const std::stop_token& stop) {
    av::Output output(path, plan.extension);
    SmartTrack picture(plan, cut, output, stop);
    if (!picture.obstacle().empty()) return picture.obstacle();
    const auto sound = sound_for(plan, cut, picture.grid().first, output, stop);
    const std::int64_t total_ms = to_ms(plan.duration).count();
    progress.begin(fmt::format("{} {}", action_name(plan.action), plan.input.filename().string()), total_ms, "ms");
    if (plan.keep_metadata) output.keep_metadata(av::Input(plan.input, {.stream_info = av::StreamInfo::None}, stop));
    output.begin();
    drive(picture, sound.get(), progress, total_ms, stop);
    if (!picture.obstacle().empty()) return picture.obstacle();
    output.finish();
    auto wrong = disprove_cut({.source = plan.input,
                               .source_stream = plan.video_stream,
                               .written = output.part(),
                               .grid = picture.grid(),
                               .copied = picture.copied(),
                               .frames = picture.frames()},
                              stop);
    if (wrong) return wrong;
    Written written{.size = {}, .video_end = {}, .audio_end = {}, .keeps_metadata = plan.keep_metadata, .copied = true};
    written.video_end = picture.position();
    written.other_codec = picture.codec() == av::NalCodec::Hevc;
    if (sound) written.audio_end = sound->position();
    seen.removed = proven_removed(plan, prove(output.part(), path.filename().string(), written, stop));
    output.publish();
    progress.end();
    return std::nullopt;
}

Plan without_copying(Plan plan, const SmartTrim& cut) {
    plan.action = Transcode{.video = cut.otherwise, .audio = plan.audio_stream >= 0};
    return plan;
}

}  // namespace takt::prep
