// SPDX-License-Identifier: GPL-3.0-or-later
// A media file being written. It stands under "<name>.part" until publish(); dropped before that, it leaves nothing.
//
//     Output output(path, "mp4");
//     const int video = output.add_stream(encoder);
//     output.begin();
//     … output.write(packet, video, encoder.time_base()); …
//     output.finish();          // trailer written, file closed: open output.part() and check it
//     output.publish();         // now it has its name
#pragma once

#include "av/encoder.h"
#include "av/handles.h"
#include "av/input.h"

#include <filesystem>
#include <string>
#include <vector>

namespace takt::av {

class Output {
public:
    /// `format` is a muxer's name: "mp4", "mov", "wav", "matroska", "mp3", … MP4 and MOV are written with faststart.
    /// Throws DiskFull, Permission, NotFound (no such folder).
    Output(const std::filesystem::path& path, const std::string& format);
    ~Output();
    Output(const Output&) = delete;
    Output& operator=(const Output&) = delete;

    int add_stream(const Encoder& encoder);
    /// A stream whose packets are copied. Metadata is not.
    int add_copied_stream(const AVStream& stream);
    [[nodiscard]] AVStream& stream(int index) const { return *context_->streams[index]; }
    [[nodiscard]] AVFormatContext& context() const { return *context_; }

    /// Before begin(): the file's own tags (place, device, dates) go along. Without this call none do.
    void keep_metadata(const Input& source);

    void begin();
    /// Writes in presentation order over all streams; packet times are in `time_base`. The packet is left blank.
    void write(AVPacket& packet, int stream, AVRational time_base);
    /// Of all packets so far; the container adds to it.
    [[nodiscard]] std::int64_t payload_bytes() const { return payload_bytes_; }
    void finish();
    void publish();
    [[nodiscard]] const std::filesystem::path& part() const { return part_; }

private:
    std::filesystem::path path_;
    std::filesystem::path part_;
    IoPtr io_;
    OutputContextPtr context_;
    std::int64_t payload_bytes_ = 0;
    bool keeps_metadata_ = false;
    bool published_ = false;
};

}  // namespace takt::av
