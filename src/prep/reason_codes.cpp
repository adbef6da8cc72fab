// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/reason_codes.h"

#include <array>

namespace takt::prep {
namespace {

constexpr bool kRejects = true;
constexpr bool kMended = false;

constexpr std::array kCodes{
    ReasonCode{"too_large", kRejects, "the file is larger than takt reads"},
    ReasonCode{"too_many_streams", kRejects, "more streams than a recording has"},
    ReasonCode{"too_long", kRejects, "longer than twelve hours"},
    ReasonCode{"too_many_pixels", kRejects, "a picture larger than can be worked on"},
    ReasonCode{"frame_rate_too_high", kRejects, "more frames a second than cameras take"},
    ReasonCode{"too_many_channels", kRejects, "more sound channels than can be mixed"},
    ReasonCode{"protected", kRejects, "copy protection (FairPlay, Common Encryption)"},
    ReasonCode{"truncated", kRejects, "an incomplete download or transfer"},
    ReasonCode{"not_decodable", kRejects, "no decoder for what it would be used for"},
    ReasonCode{"empty", kRejects, "neither picture nor sound"},
    ReasonCode{"dolby_vision_5", kRejects, "Dolby Vision without a picture for other decoders"},
    ReasonCode{"extension", kMended, "the name says another format than the content"},
    ReasonCode{"video_codec", kMended, "the picture is not H.264"},
    ReasonCode{"video_profile", kMended, "an H.264 profile that players refuse"},
    ReasonCode{"pixel_format", kMended, "not 8-bit 4:2:0"},
    ReasonCode{"hdr", kMended, "HLG, PQ or Dolby Vision"},
    ReasonCode{"full_range", kMended, "full-range levels"},
    ReasonCode{"colour_matrix", kMended, "another colour matrix than BT.709"},
    ReasonCode{"orientation", kMended, "stored turned or mirrored"},
    ReasonCode{"pixel_aspect", kMended, "pixels that are not square"},
    ReasonCode{"size", kMended, "larger than asked for"},
    ReasonCode{"odd_size", kMended, "an odd width or height"},
    ReasonCode{"interlaced", kMended, "two half pictures a frame"},
    ReasonCode{"alpha", kMended, "transparency"},
    ReasonCode{"variable_rate", kMended, "a frame rate that varies"},
    ReasonCode{"frame_rate", kMended, "more frames a second than asked for"},
    ReasonCode{"slow_motion", kMended, "a high-speed recording, played as wished"},
    ReasonCode{"animation", kMended, "an animated picture"},
    ReasonCode{"audio_codec", kMended, "sound that is not AAC-LC"},
    ReasonCode{"audio_channels", kMended, "more than two channels"},
    ReasonCode{"audio_rate", kMended, "another sampling rate than 44.1 or 48 kHz"},
    ReasonCode{"audio_not_decodable", kMended, "sound that cannot be decoded beside a picture that can"},
    ReasonCode{"audio_tracks", kMended, "further sound tracks"},
    ReasonCode{"container", kMended, "another container"},
    ReasonCode{"header", kMended, "sizes in the header are wrong"},
    ReasonCode{"faststart", kMended, "the index stands behind the media"},
    ReasonCode{"foreign_streams", kMended, "streams that are neither picture nor sound"},
    ReasonCode{"damage", kMended, "a few places do not decode"},
    ReasonCode{"location", kMended, "the place it was taken"},
    ReasonCode{"device", kMended, "names of the device and its software"},
    ReasonCode{"dates", kMended, "the date it was taken"},
    ReasonCode{"metadata", kMended, "other private metadata"},
    ReasonCode{"motion_photo", kMended, "a clip behind a photo"},
    ReasonCode{"size_limit", kMended, "larger than the prepared file may be"},
    ReasonCode{"cannot_fit", kRejects, "too long for the size it must fit in"},
    ReasonCode{"too_long_for_preset", kRejects, "longer than the preset's place takes"},
    ReasonCode{"too_short_for_preset", kRejects, "shorter than the preset's place takes"},
    ReasonCode{"landscape", kRejects, "wider than tall, where only upright pictures are shown"},
    ReasonCode{"too_small_for_preset", kRejects, "a smaller picture than the preset's place takes"},
};

}  // namespace

std::span<const ReasonCode> reason_codes() {
    return kCodes;
}

}  // namespace takt::prep
