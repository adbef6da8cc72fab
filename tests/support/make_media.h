// SPDX-License-Identifier: GPL-3.0-or-later
// Media for tests, made on the spot: clips whose frames carry their number (support/barcode.h) and whose sound clicks
// at known times. The container follows the path's extension. What comes out is read with support/read_media.h.
#pragma once

#include "takt/media_info.h"
#include "takt/time.h"

#include "av/encoder.h"
#include "generator/drawing.h"
#include "support/barcode.h"
#include "support/temp_dir.h"

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace takt::test {

struct ClipSpec {
    Size size{320, 180};  ///< as a person sees it, in stored samples; turned clips are stored turned
    FrameRate rate{30, 1};
    int frames = 30;
    int first_number = 0;

    std::string codec = "libx264";
    AVPixelFormat format = AV_PIX_FMT_YUV420P;
    std::map<std::string, std::string> options;  ///< the codec's own; empty: quick ones
    int gop_frames = 0;                          ///< 0: a second
    AVColorPrimaries primaries = AVCOL_PRI_BT709;
    AVColorTransferCharacteristic transfer = AVCOL_TRC_BT709;
    AVColorSpace matrix = AVCOL_SPC_BT709;
    AVColorRange range = AVCOL_RANGE_MPEG;
    int clockwise_deg = 0;  ///< how far a player has to turn the stored picture
    AVRational sample_aspect{1, 1};
    std::vector<Us> times;  ///< of every frame, for a variable rate; empty: the constant rate

    bool numbered = true;
    std::optional<samples::Yuv> background;  ///< absent: a colour that moves with the number
    std::function<void(AVFrame&, int)>
        paint;  ///< over the background, under the number: (yuv420p picture, frame index)

    std::optional<std::vector<double>> clicks_s;  ///< seconds; empty: a silent track; absent: no sound track
    double tone_level = 0;                        ///< amplitude of a 440 Hz tone under the clicks
    int sample_rate_hz = 48'000;
    int channels = 2;
    std::string sound_codec = "aac";
    Us sound_begin{};  ///< presentation time of the first sample; what lies before 0 is cut (MOV, MP4)

    std::map<std::string, std::string> metadata;  ///< "location", "make", "model", "creation_time", …
};

void make_clip(const std::filesystem::path& path, const ClipSpec& spec = {});

struct ClickSpec {
    double seconds = 2;
    std::vector<double> clicks_s;
    double tempo_bpm = 0;  ///< over 0: a click on every beat from `first_beat_s` too
    double first_beat_s = 0;
    double tone_level = 0;  ///< amplitude of a 440 Hz tone under the clicks
    int sample_rate_hz = 48'000;
    int channels = 2;
    std::map<std::string, std::string> metadata;
};

/// .mp3, .m4a, .wav, .aac; .flac and .ogg (Opus, 48 kHz), which takt does not accept.
void make_sound(const std::filesystem::path& path, const ClickSpec& spec = {});

struct StillSpec {
    Size size{320, 180};  ///< stored
    int number = 0;
    std::optional<samples::Yuv> background;
    int exif_orientation = 1;  ///< JPEG only; over 1 it is written into EXIF, the pixels stay
};

/// .jpg, .png, .webp; .bmp and .tiff, which takt does not accept.
void make_still(const std::filesystem::path& path, const StillSpec& spec = {});

}  // namespace takt::test
