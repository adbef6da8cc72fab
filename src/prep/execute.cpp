// SPDX-License-Identifier: GPL-3.0-or-later
// execute: a thin loop over what the plan decided. Write the .part file, prove it, give it its name.
#include "takt/error.h"
#include "takt/preparation.h"

#include "av/output.h"
#include "base/atomic_file.h"
#include "base/fingerprint.h"
#include "base/stop.h"
#include "prep/copied_track.h"
#include "prep/picture_track.h"
#include "prep/sound_track.h"
#include "prep/still.h"
#include "prep/written.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <memory>
#include <system_error>
#include <vector>

namespace takt {
namespace {

using namespace prep;

/// Removes the unfinished file on every way out but the good one.
class PartFile {
public:
    explicit PartFile(const std::filesystem::path& path) : path_(path), part_(part_path(path)) {}
    ~PartFile() {
        std::error_code ignored;
        if (!published_) std::filesystem::remove(part_, ignored);
    }
    PartFile(const PartFile&) = delete;
    PartFile& operator=(const PartFile&) = delete;

    [[nodiscard]] const std::filesystem::path& part() const { return part_; }
    void publish() {
        takt::publish(part_, path_);
        published_ = true;
    }

private:
    std::filesystem::path path_;
    std::filesystem::path part_;
    bool published_ = false;
};

void copy_bytes(const std::filesystem::path& from, const std::filesystem::path& to, Progress& progress,
                const std::stop_token& stop) {
    std::ifstream in(from, std::ios::binary);
    std::ofstream out(to, std::ios::binary | std::ios::trunc);
    if (!in) throw_errno(errno, from.string());
    if (!out) throw_errno(errno, to.string());
    std::vector<char> block(1U << 20U);
    std::int64_t done = 0;
    while (in) {
        throw_if_stopped(stop);
        in.read(block.data(), static_cast<std::streamsize>(block.size()));
        if (!out.write(block.data(), in.gcount())) throw_errno(errno, to.string());
        progress.advance(done += in.gcount());
    }
    out.close();
    if (!out) throw_errno(errno, to.string());
}

void copy_file(const Plan& plan, const std::filesystem::path& output, Progress& progress, const std::stop_token& stop) {
    PartFile file(output);
    const auto size = static_cast<std::int64_t>(std::filesystem::file_size(plan.input));
    progress.begin(fmt::format("copy {}", plan.input.filename().string()), size, "bytes");
    copy_bytes(plan.input, file.part(), progress, stop);
    if (fingerprint_file(file.part()) != fingerprint_file(plan.input)) {
        throw Error(ErrorCode::VerificationFailed,
                    fmt::format("{}: the copy differs from the original; check the disk", output.string()));
    }
    file.publish();
    progress.end();
}

void convert_picture(const Plan& plan, const ConvertStill& target, const std::filesystem::path& output,
                     Progress& progress, const std::stop_token& stop) {
    PartFile file(output);
    progress.begin(fmt::format("convert {}", plan.input.filename().string()), 1, "frames");
    const Written written = convert_still(plan, target, file.part(), stop);
    prove(file.part(), output.filename().string(), written, stop);
    file.publish();
    progress.advance(1);
    progress.end();
}

std::string muxer_for(const std::string& extension) {
    if (extension == "m4a") return "ipod";
    if (extension == "aac") return "adts";
    return extension;
}

/// Steps the track that is furthest behind until all are done.
void drive(std::vector<Track*> tracks, Progress& progress, std::int64_t total_ms, const std::stop_token& stop) {
    while (!tracks.empty()) {
        throw_if_stopped(stop);
        const auto last = std::min_element(
            tracks.begin(), tracks.end(), [](const Track* a, const Track* b) { return a->position() < b->position(); });
        const std::int64_t at_ms = to_ms((*last)->position()).count();
        progress.advance(total_ms > 0 ? std::min(total_ms, at_ms) : at_ms);
        if (!(*last)->step()) tracks.erase(last);
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

/// The tracks the plan asks for; `transcode` is null for a remux.
struct Tracks {
    std::unique_ptr<Track> video;
    std::unique_ptr<Track> audio;
};

Tracks make_tracks(const Plan& plan, const Transcode* transcode, av::Output& output, const std::stop_token& stop) {
    Tracks tracks;
    if (transcode != nullptr && transcode->video) {
        tracks.video = std::make_unique<PictureTrack>(plan, *transcode->video, output, stop);
    } else if (plan.video_stream >= 0 && (transcode == nullptr || transcode->copy_video)) {
        tracks.video = std::make_unique<CopiedTrack>(plan.input, plan.video_stream, output, stop);
    }
    if (transcode != nullptr && transcode->audio) {
        tracks.audio = std::make_unique<SoundTrack>(plan, output, stop);
    } else if (plan.audio_stream >= 0 && (transcode == nullptr || transcode->copy_audio)) {
        tracks.audio = std::make_unique<CopiedTrack>(plan.input, plan.audio_stream, output, stop);
    }
    return tracks;
}

void write_media(const Plan& plan, const Transcode* transcode, const std::filesystem::path& path, Progress& progress,
                 const std::stop_token& stop) {
    av::Output output(path, muxer_for(plan.extension));
    const Tracks tracks = make_tracks(plan, transcode, output, stop);
    const std::int64_t total_ms = to_ms(plan.duration).count();
    progress.begin(fmt::format("{} {}", action_name(plan.action), plan.input.filename().string()), total_ms, "ms");
    output.begin();
    std::vector<Track*> driven;
    for (Track* track : {tracks.video.get(), tracks.audio.get()}) {
        if (track != nullptr) driven.push_back(track);
    }
    drive(std::move(driven), progress, total_ms, stop);
    expect_most_of_it(plan, tracks.video ? *tracks.video : *tracks.audio);
    output.finish();
    Written written;
    if (transcode != nullptr && transcode->video) written.size = transcode->video->size;
    if (tracks.video) written.video_end = tracks.video->position();
    if (tracks.audio) written.audio_end = tracks.audio->position();
    prove(output.part(), path.filename().string(), written, stop);
    output.publish();
    progress.end();
}

}  // namespace

void execute(const Plan& plan, const std::filesystem::path& output, Progress& progress, std::stop_token stop) {
    if (std::holds_alternative<Copy>(plan.action)) {
        copy_file(plan, output, progress, stop);
    } else if (const auto* still = std::get_if<ConvertStill>(&plan.action)) {
        convert_picture(plan, *still, output, progress, stop);
    } else {
        write_media(plan, std::get_if<Transcode>(&plan.action), output, progress, stop);
    }
}

}  // namespace takt
