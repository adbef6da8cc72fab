// SPDX-License-Identifier: GPL-3.0-or-later
// An open media file, read packet by packet. The content alone decides the container: the name is never looked at, only
// takt's demuxers may open it, only the `file` protocol is there, and no demuxer may open a second file.
#pragma once

#include "takt/time.h"

#include "av/handles.h"

#include <filesystem>
#include <optional>
#include <span>
#include <stop_token>
#include <string>

namespace takt::av {

/// How much of a file is read and decoded before its streams are described. Headers leave fields out; MP4 and MOV with
/// a full index and codec configuration leave out none that decoding, copying or timing needs.
enum class StreamInfo { Full, WhereSilent, None };

struct InputOptions {
    std::int64_t probe_bytes = 5'000'000;  ///< read at most to find the streams
    Us analyse = std::chrono::seconds{5};
    int max_streams = 64;
    StreamInfo stream_info = StreamInfo::Full;
};

class Input {
public:
    /// Throws NotFound, Permission, UnsupportedFormat, Corrupt (ours, but broken), TooLarge (streams), Interrupted.
    explicit Input(const std::filesystem::path& path, const InputOptions& options = {}, std::stop_token stop = {});

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] std::string name() const { return path_.filename().string(); }
    [[nodiscard]] AVFormatContext& context() const { return *context_; }
    [[nodiscard]] std::span<AVStream* const> streams() const { return {context_->streams, context_->nb_streams}; }
    /// The stream `index`, or Error Internal.
    [[nodiscard]] AVStream& stream(int index) const;

    /// The first stream of real pictures (no cover art) and the first sound stream, default track first, that this
    /// machine can decode.
    [[nodiscard]] std::optional<int> best_video() const;
    [[nodiscard]] std::optional<int> best_audio() const;

    /// What the file's clock shows when presentation begins; subtract it from packet times.
    [[nodiscard]] Us zero() const;
    /// Presentation length as the container declares it; absent when it does not.
    [[nodiscard]] std::optional<Us> declared_duration() const;

    /// Packets of other streams are skipped while reading.
    void read_only(std::initializer_list<int> streams);
    /// The next packet; false at the end. Damage ends the file: `truncated()` then says so. Throws Interrupted.
    bool read(AVPacket& packet);
    [[nodiscard]] bool truncated() const { return truncated_; }
    /// False for a single picture and for what can only be read from the start exactly (MP3, ADTS, AVI with B-frames).
    [[nodiscard]] bool seekable() const;
    /// To the key frame at or before `time` (presentation) of `stream`; to the start when there is no index.
    void seek(int stream, Us time);
    /// Where the file's index has the last key frame at or before `time`, by its decoding time; absent without one.
    [[nodiscard]] std::optional<Us> key_frame_before(int stream, Us time) const;

private:
    void open(const InputOptions& options);
    void forget_unknown_colours();
    void analyse();
    void refuse(int rc, const InputOptions& options) const;

    std::filesystem::path path_;
    std::stop_token stop_;
    IoPtr io_;
    InputContextPtr context_;
    bool truncated_ = false;
};

/// True for pictures that are cover art or a thumbnail, not footage.
[[nodiscard]] bool is_cover(const AVStream& stream);
/// True for what takt would use if it can be decoded.
[[nodiscard]] bool is_footage_or_sound(const AVStream& stream);
/// True when this libav has a decoder for the stream and the stream says enough to open it.
[[nodiscard]] bool is_decodable(const AVStream& stream);

}  // namespace takt::av
