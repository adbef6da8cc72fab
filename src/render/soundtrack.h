// SPDX-License-Identifier: GPL-3.0-or-later
// The finished sound track: mixed, brought to its loudness, encoded to AAC into a file beside the output, decoded again
// and measured. It is made before the pictures, whose file then copies its packets.
#pragma once

#include "takt/draft.h"
#include "takt/progress.h"
#include "takt/render.h"

#include "av/input.h"
#include "av/output.h"

#include <filesystem>
#include <memory>
#include <stop_token>

namespace takt::render {

/// `side_file` is never published: it goes when the track does.
struct Soundtrack {
    RenderedSound sound;
    std::unique_ptr<av::Output> side_file;
};

/// `samples` long at 48 kHz stereo, whatever the draft's segments say. Silence stays silence, written as a silent
/// track, since players and services expect one. Quiet sound is raised by 20 dB at most: beyond that it is noise.
/// Throws NotFound, NoDecodableStream, Corrupt, DiskFull, Interrupted.
[[nodiscard]] Soundtrack make_soundtrack(const Draft& draft, std::int64_t samples, const std::filesystem::path& output,
                                         const RenderOptions& options, Progress& progress, const std::stop_token& stop);

/// Copies the side file's packets into the output, always a little ahead of the pictures.
class SoundCopy {
public:
    SoundCopy(const Soundtrack& soundtrack, av::Output& output, std::stop_token stop);
    /// To be called after the output began. Writes every packet that begins before `time`.
    void copy_until(Us time);
    void copy_rest();

private:
    bool fetch();

    av::Input input_;
    av::Output& output_;
    int stream_;
    int target_;
    av::PacketPtr packet_ = av::make_packet();
    bool waiting_ = false;  // packet_ is read, not yet written
};

}  // namespace takt::render
