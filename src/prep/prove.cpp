// SPDX-License-Identifier: GPL-3.0-or-later
#include "takt/error.h"

#include "av/video_reader.h"
#include "prep/written.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace takt::prep {
namespace {

// Encoders round sound up to whole frames of 1024 samples, twice.
constexpr Us kSlack = std::chrono::milliseconds{50};

class Proof {
public:
    Proof(std::string name, bool copied) : name_(std::move(name)), copied_(copied) {}

    void that(bool holds, const std::string& what_is_wrong) const {
        if (holds) return;
        if (copied_) {
            throw Error(ErrorCode::Corrupt,
                        fmt::format("{}: what the input says of its packets does not hold: {}; export it again", name_,
                                    what_is_wrong));
        }
        throw Error(
            ErrorCode::VerificationFailed,
            fmt::format("{}: the written file is not what was planned: {}; please report it", name_, what_is_wrong));
    }

    void ends(std::string_view what, std::optional<Us> wanted, std::optional<Us> found, Us frame) const {
        that(wanted.has_value() == found.has_value(), fmt::format("{} {}", what, found ? "is there" : "is missing"));
        if (!wanted) return;
        const Us off = std::max(*wanted, *found) - std::min(*wanted, *found);
        that(off <= frame + kSlack,
             fmt::format("{} ends at {:.3f} s instead of {:.3f} s", what, seconds(*found), seconds(*wanted)));
    }

private:
    std::string name_;
    bool copied_;
};

/// Other limits than the default ones were the plan's business.
Limits any_size() {
    Limits limits;
    limits.max_input_bytes = limits.max_size_bytes = std::numeric_limits<std::int64_t>::max();
    limits.max_long_side = limits.max_still_long_side = limits.max_side;
    limits.max_fps = 1000;
    return limits;
}

/// Answers how many packets of the last stretch did not decode. Copied ones are as damaged as they were.
int prove_last_frame(const Proof& proof, const std::filesystem::path& file, const VideoStreamInfo& video,
                     const std::stop_token& stop) {
    av::VideoReader reader(file, video.index, {.cheap = true, .references_only = true}, stop);
    const Us end = video.start + video.duration;
    proof.that(reader.at(end) != nullptr && reader.time() >= end - 3 * frame_time(1, video.measured_rate) - kSlack,
               "its last frame cannot be decoded");
    return reader.damaged_packets();
}

}  // namespace

MediaInfo prove(const std::filesystem::path& file, const std::string& name, const Written& written,
                const std::stop_token& stop) {
    const Proof proof(name, written.copied);
    MediaInfo info = probe(file, any_size(), stop);
    const Verdict verdict = judge(info, any_size(), {.keep_metadata = written.keeps_metadata});
    for (const Reason& reason : verdict.reasons) {
        // The unfinished file's name ends in ".part".
        proof.that(reason.code == "extension" || (written.other_codec && reason.code == "video_codec"), reason.message);
    }
    const VideoStreamInfo* video = info.video();
    const AudioStreamInfo* audio = info.audio();
    if (written.size) proof.that(video != nullptr && video->display == *written.size, "its picture has another size");
    if (info.kind == MediaKind::Still) return info;
    const auto end_of = [](const auto* stream) {
        return stream != nullptr ? std::optional(stream->start + stream->duration) : std::nullopt;
    };
    proof.ends("the picture", written.video_end, end_of(video),
               video != nullptr ? frame_time(1, video->measured_rate) : Us{0});
    proof.ends("the sound", written.audio_end, end_of(audio), Us{0});
    if (video != nullptr) info.decode_errors += prove_last_frame(proof, file, *video, stop);
    return info;
}

}  // namespace takt::prep
