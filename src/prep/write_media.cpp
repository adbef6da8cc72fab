// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/write_media.h"

#include "takt/error.h"

#include "av/output.h"
#include "base/stop.h"
#include "prep/copied_track.h"
#include "prep/fitting.h"
#include "prep/picture_track.h"
#include "prep/proven.h"
#include "prep/sound_track.h"
#include "prep/written.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

namespace takt::prep {
namespace {

std::string muxer_for(const std::string& extension) {
    if (extension == "m4a") return "ipod";
    if (extension == "aac") return "adts";
    return extension;
}

/// The tracks the plan asks for; `transcode` is null for a remux. What is encoded can be asked for what it saw.
class Tracks {
public:
    Tracks(const Plan& plan, const Extras& extras, av::Output& output, RateGovernor* governor,
           const std::stop_token& stop) {
        const auto* transcode = std::get_if<Transcode>(&plan.action);
        if (transcode != nullptr && transcode->video) {
            picture_ = std::make_unique<PictureTrack>(plan, *transcode->video, extras, output, stop, governor);
            written_.size = transcode->video->size;
        } else if (plan.video_stream >= 0 && (transcode == nullptr || transcode->copy_video)) {
            copied_video_ = std::make_unique<CopiedTrack>(plan.input, plan.video_stream, output, stop);
        }
        if (transcode != nullptr && transcode->audio) {
            sound_ = std::make_unique<SoundTrack>(plan, extras, output, stop);
        } else if (plan.audio_stream >= 0 && (transcode == nullptr || transcode->copy_audio)) {
            copied_audio_ = std::make_unique<CopiedTrack>(plan.input, plan.audio_stream, output, stop);
        }
        written_.keeps_metadata = plan.keep_metadata;
        written_.copied = copied_video_ != nullptr || copied_audio_ != nullptr;
    }

    [[nodiscard]] Track* video() const { return picture_ ? static_cast<Track*>(picture_.get()) : copied_video_.get(); }
    [[nodiscard]] Track* audio() const { return sound_ ? static_cast<Track*>(sound_.get()) : copied_audio_.get(); }
    [[nodiscard]] bool copies_picture() const { return copied_video_ != nullptr; }
    [[nodiscard]] const Track& first() const { return video() != nullptr ? *video() : *audio(); }

    [[nodiscard]] Executed finish() const {
        Executed seen;
        if (picture_) picture_->finish(seen);
        if (sound_) sound_->finish(seen);
        return seen;
    }

    [[nodiscard]] Written written() const {
        Written written = written_;
        if (video() != nullptr) written.video_end = video()->position();
        if (audio() != nullptr) written.audio_end = audio()->position();
        return written;
    }

private:
    std::unique_ptr<PictureTrack> picture_;
    std::unique_ptr<CopiedTrack> copied_video_;
    std::unique_ptr<SoundTrack> sound_;
    std::unique_ptr<CopiedTrack> copied_audio_;
    Written written_;
};

/// Steps the track that is furthest behind until all are done.
void drive(const Tracks& tracks, Progress& progress, std::int64_t total_ms, const std::stop_token& stop) {
    std::vector<Track*> driven;
    for (Track* track : {tracks.video(), tracks.audio()}) {
        if (track != nullptr) driven.push_back(track);
    }
    while (!driven.empty()) {
        throw_if_stopped(stop);
        const auto last = std::min_element(
            driven.begin(), driven.end(), [](const Track* a, const Track* b) { return a->position() < b->position(); });
        const std::int64_t at_ms = to_ms((*last)->position()).count();
        progress.advance(total_ms > 0 ? std::min(total_ms, at_ms) : at_ms);
        if (!(*last)->step()) driven.erase(last);
    }
    if (total_ms > 0) progress.advance(total_ms);
}

/// Damage inside a container may make a reader skip most of a file without a word.
void expect_most_of_it(const Plan& plan, const Track& track) {
    if (track.position() >= plan.duration / 2) return;
    throw Error(ErrorCode::Corrupt,
                fmt::format("{}: only {:.1f} of {:.1f} s can be read; copy or download it again",
                            plan.input.filename().string(), seconds(track.position()), seconds(plan.duration)));
}

/// What one go came to; without `seen` the file is gone.
struct Go {
    std::optional<Executed> seen;
    bool again = false;  ///< it is not as large as it should be
};

Go write_once(Fitting& fitting, const std::filesystem::path& path, const Extras& extras, Progress& progress,
              const std::stop_token& stop) {
    RateGovernor* governor = fitting.begin();
    const Plan& plan = fitting.plan();
    av::Output output(path, muxer_for(plan.extension));
    const Tracks tracks(plan, extras, output, governor, stop);
    if (plan.keep_metadata) output.keep_metadata(av::Input(plan.input, {.stream_info = av::StreamInfo::None}, stop));
    const std::int64_t total_ms = to_ms(plan.duration).count();
    progress.begin(fmt::format("{} {}", action_name(plan.action), plan.input.filename().string()), total_ms, "ms");
    output.begin();
    drive(tracks, progress, total_ms, stop);
    expect_most_of_it(plan, tracks.first());
    output.finish();
    progress.end();
    if (!fitting.lands(static_cast<std::int64_t>(std::filesystem::file_size(output.part())))) {
        return {.seen = {}, .again = true};
    }
    Executed seen = tracks.finish();
    const MediaInfo info = prove(output.part(), path.filename().string(), tracks.written(), stop);
    if (tracks.copies_picture() && info.decode_errors > 0) return {};
    seen.removed = proven_removed(plan, info);
    output.publish();
    return {.seen = std::move(seen)};
}

}  // namespace

std::optional<Executed> write_media(const Plan& plan, const std::filesystem::path& path, const Extras& extras,
                                    Progress& progress, const std::stop_token& stop) {
    Fitting fitting(plan, stop);
    Go go{.seen = {}, .again = true};
    while (go.again) go = write_once(fitting, path, extras, progress, stop);
    if (go.seen) go.seen->notes.insert(go.seen->notes.end(), fitting.notes().begin(), fitting.notes().end());
    return std::move(go.seen);
}

}  // namespace takt::prep
