// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/strip_picture.h"

#include "takt/error.h"

#include "av/check.h"
#include "av/filter_graph.h"
#include "av/jpeg_turn.h"
#include "av/picture_chain.h"
#include "av/same_picture.h"
#include "av/ticks.h"
#include "base/atomic_file.h"
#include "prep/file_bytes.h"
#include "prep/picture_parts.h"
#include "prep/still.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <sstream>
#include <utility>

namespace takt::prep {
namespace {

// The inverse transform rounds rows and columns apart, so turned blocks differ by one level here and there.
constexpr double kTurnTolerance = 0.5;

std::int64_t kept_bytes(const PicturePart& part) {
    if (part.instead) return static_cast<std::int64_t>(part.instead->size());
    return part.name.empty() ? part.end - part.begin : 0;
}

void copy_range(FileBytes& file, const PicturePart& part, std::ostream& to) {
    for (std::int64_t at = part.begin; at < part.end;) {
        std::string_view bytes = file.window(at);
        if (bytes.empty()) return;  // the size is checked at the end
        bytes = bytes.substr(0, static_cast<std::size_t>(part.end - at));
        to.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        at += static_cast<std::int64_t>(bytes.size());
    }
}

/// "RIFF", the size of what follows, "WEBP".
std::string riff_header(std::int64_t file_bytes) {
    std::string header = "RIFF";
    const auto size = static_cast<std::uint32_t>(file_bytes - 8);
    for (unsigned shift = 0; shift < 32; shift += 8) header += static_cast<char>(size >> shift & 0xFFU);
    return header + "WEBP";
}

av::FramePtr turned(const AVFrame& picture, const Orientation& orientation) {
    av::FilterGraph graph(av::upright_chain(orientation), picture, av::kUsBase);
    av::FramePtr frame = av::make_frame();
    av::check(av_frame_ref(frame.get(), &picture), "keep a frame");
    frame->pts = 0;
    graph.send(frame.get());
    graph.send(nullptr);
    av_frame_unref(frame.get());
    if (graph.receive(*frame) != av::Pull::Frame) throw Error(ErrorCode::Internal, "turning a picture gave none");
    return frame;
}

bool shows_the_same(const StillPicture& source, const std::filesystem::path& part, const std::stop_token& stop) {
    const bool upright = source.orientation.upright();
    const StillPicture written = decode_still(part, 0, stop);
    const av::FramePtr expected = upright ? nullptr : turned(*source.frame, source.orientation);
    const auto difference = av::mean_difference(expected ? *expected : *source.frame, *written.frame);
    return difference && *difference <= (upright ? 0.0 : kTurnTolerance) && written.orientation.upright();
}

/// Null when the blocks cannot be turned after all: the header told of others than the picture has.
std::optional<std::string> turned_jpeg(const Plan& plan, const Orientation& orientation) {
    std::ostringstream stripped;
    write_stripped(plan.input, PictureFormat::Jpeg, stripped);
    return av::turn_jpeg(stripped.str(), orientation);
}

}  // namespace

bool strips_picture(const Plan& plan) {
    const std::string& kind = plan.extension;
    return std::holds_alternative<Remux>(plan.action) && (kind == "jpg" || kind == "png" || kind == "webp");
}

void write_stripped(const std::filesystem::path& from, PictureFormat format, std::ostream& to) {
    const PictureParts picture = read_parts(from, format);
    if (!picture.complete) {
        throw Error(ErrorCode::Corrupt,
                    fmt::format("{}: the picture is damaged or incomplete; copy it again", from.filename().string()));
    }
    std::int64_t bytes = 0;
    for (const PicturePart& part : picture.parts) bytes += kept_bytes(part);
    FileBytes file(from);
    bool first = true;
    for (const PicturePart& part : picture.parts) {
        // The first part of a WebP is the header that tells the file's size; it may be one with its neighbours.
        PicturePart rest = part;
        if (std::exchange(first, false) && format == PictureFormat::Webp) {
            to << riff_header(bytes + bytes % 2);
            rest.begin = 12;
        }
        if (rest.instead) {
            to << *rest.instead;
        } else if (rest.name.empty()) {
            copy_range(file, rest, to);
        }
    }
    if (format == PictureFormat::Webp && bytes % 2 != 0) to.put('\0');
}

Written strip_picture(const Plan& plan, const std::filesystem::path& part, const std::stop_token& stop) {
    const PictureFormat format = picture_format(plan.input);
    const StillPicture source = decode_still(plan.input, plan.video_stream, stop);
    Size size{source.frame->width, source.frame->height};
    if (source.orientation.clockwise_deg % 180 != 0) std::swap(size.width, size.height);
    std::ofstream file(part, std::ios::binary | std::ios::trunc);
    if (source.orientation.upright()) {
        write_stripped(plan.input, format, file);
    } else if (const auto jpeg = turned_jpeg(plan, source.orientation)) {
        file << *jpeg;
    } else {
        file.close();
        return convert_still(plan, {.size = size}, part, stop);
    }
    file.close();
    if (!file) throw_errno(errno, part.string());
    if (shows_the_same(source, part, stop)) return {.size = size, .video_end = {}, .audio_end = {}};
    // Its parts are not what they are called: only the pixels can be trusted.
    if (format == PictureFormat::Webp) {
        throw Error(ErrorCode::Corrupt,
                    fmt::format("{}: its metadata is grown together with the picture; export it again",
                                plan.input.filename().string()));
    }
    return convert_still(plan, {.size = size, .png = format == PictureFormat::Png}, part, stop);
}

}  // namespace takt::prep
