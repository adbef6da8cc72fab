// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/smart_track.h"

#include "av/check.h"

#include <algorithm>
#include <array>
#include <utility>

namespace takt::prep {
namespace {

// Ends a coded sequence: without it a CRA picture after our last frame would count as its continuation.
constexpr std::array<std::uint8_t, 2> kHevcEndOfSequence{0x48, 0x01};

bool is_random_access(const std::vector<av::NalUnit>& units, av::NalCodec codec) {
    return std::any_of(units.begin(), units.end(), [&](av::NalUnit unit) {
        const av::NalKind kind = av::kind_of(unit, codec);
        return kind == av::NalKind::Refresh || kind == av::NalKind::RandomAccess;
    });
}

bool is_damaged(const AVFrame& frame) {
    return frame.decode_error_flags != 0 || (frame.flags & AV_FRAME_FLAG_CORRUPT) != 0;
}

void prepend(std::vector<av::NalUnit>& units, const av::ParameterSets& sets) {
    units.insert(units.begin(), sets.units.begin(), sets.units.end());
}

}  // namespace

SmartTrack::SmartTrack(const Plan& plan, const SmartTrim& cut, av::Output& output, std::stop_token stop)
    : plan_(plan),
      cut_(cut),
      grid_(cut_grid(plan.trim.value_or(cut.copied), cut.copied, cut.rate)),
      output_(output),
      stop_(stop),
      walk_(plan.input, plan.video_stream, std::move(stop)),
      sets_(av::read_parameter_sets(*walk_.stream().codecpar)) {
    add_stream();
}

/// H.264 keeps both parameter sets in the header, under their own ids. x265 cannot choose ids: HEVC repeats the sets
/// in the stream wherever decoding may begin ('hev1').
void SmartTrack::add_stream() {
    if (!sets_) {
        fail("its parameter sets are not in the header");
        return;
    }
    edge_.emplace(walk_.stream(), *sets_, grid_.rate);
    const auto own = av::only_sequence_set(*sets_);
    const auto made = av::only_sequence_set(edge_->sets());
    const bool h264 = sets_->codec == av::NalCodec::H264;
    if (h264 && (!own || !made || own->width_mbs != made->width_mbs || own->height_units != made->height_units)) {
        fail("its picture is padded in another way than ours");
        return;
    }
    if (!h264 && sets_->length_size != 4) {
        fail("its packets are laid out in an unusual way");
        return;
    }
    const int told = own ? own->reorder_depth.value_or(0) : 0;
    reorder_frames_ = std::max(told, walk_.stream().codecpar->video_delay);
    out_stream_ = output_.add_copied_stream(walk_.stream());
    AVStream& stream = output_.stream(out_stream_);
    stream.time_base = {grid_.rate.den, grid_.rate.num};
    stream.avg_frame_rate = {grid_.rate.num, grid_.rate.den};
    if (!h264) {
        stream.codecpar->codec_tag = MKTAG('h', 'e', 'v', '1');
    } else if (const auto box = av::joined_avcc(*sets_, edge_->sets())) {
        av::replace_extradata(*stream.codecpar, *box);
    } else {
        fail("it has too many parameter sets");
    }
    shown_.assign(static_cast<std::size_t>(grid_.frames), false);
}

bool SmartTrack::fail(std::string obstacle) {
    obstacle_ = std::move(obstacle);
    stage_ = Stage::Done;
    return false;
}

bool SmartTrack::step() {
    switch (stage_) {
        case Stage::Head:
            if (edge_next_ < grid_.head) return encode_until(grid_.head, grid_.first);
            if (!finish_edge()) return false;
            stage_ = Stage::Copy;
            return true;
        case Stage::Copy: return copy();
        case Stage::Tail: return encode_until(grid_.frames, cut_.copied.end);
        case Stage::Done: break;
    }
    return false;
}

/// Decodes and encodes one frame of an edge; false after the last one of the cut, or at an obstacle.
bool SmartTrack::encode_until(std::int64_t end, Us from) {
    if (!reader_) {
        reader_.emplace(plan_.input, plan_.video_stream, av::DecoderOptions{}, stop_);
        reader_->seek(from - cut_tolerance(grid_.rate));
    }
    const AVFrame* decoded = edge_next_ < end ? reader_->next() : nullptr;
    if (decoded == nullptr || reader_->time() >= grid_.time_of(end) - cut_tolerance(grid_.rate)) {
        if (stage_ == Stage::Head) return fail("frames before its first clean key frame are missing");
        stage_ = Stage::Done;
        return finish_edge() && false;
    }
    if (is_damaged(*decoded) || reader_->damaged_packets() > 0) return fail("frames at its edges are damaged");
    if (!grid_.is_even(reader_->time()) || grid_.frame_at(reader_->time()) != edge_next_) {
        return fail("its frames are not evenly spaced");
    }
    av_frame_unref(frame_.get());
    av::check(av_frame_ref(frame_.get(), decoded), "keep a frame");
    edge_->send(*frame_, edge_next_++);
    edge_begun_ = true;
    return write_edge_packets();
}

bool SmartTrack::finish_edge() {
    if (!edge_begun_) return true;
    edge_->drain();
    return write_edge_packets();
}

bool SmartTrack::write_edge_packets() {
    while (edge_->receive(*packet_)) {
        const std::int64_t frame = packet_->pts;
        const bool first = (packet_->flags & AV_PKT_FLAG_KEY) != 0;
        const bool last = stage_ == Stage::Head && frame + 1 == grid_.head;
        if (sets_->codec == av::NalCodec::Hevc && (first || last)) {
            auto units = av::split_sized(av::payload(*packet_), 4).value_or(std::vector<av::NalUnit>{});
            if (first) prepend(units, edge_->sets());
            if (last) units.emplace_back(kHevcEndOfSequence);
            av::replace_payload(*packet_, av::join_sized(units));
        }
        if (!write(*packet_, frame)) return false;
    }
    return true;
}

/// The units that are copied: all but repeated parameter sets. Absent when there are others than in the header.
std::optional<std::vector<av::NalUnit>> SmartTrack::units_of(const AVPacket& packet) const {
    auto units = av::split_sized(av::payload(packet), sets_->length_size);
    if (!units) return std::nullopt;
    const auto is_set = [&](av::NalUnit unit) { return av::kind_of(unit, sets_->codec) == av::NalKind::ParameterSet; };
    const bool changed = std::any_of(units->begin(), units->end(),
                                     [&](av::NalUnit unit) { return is_set(unit) && !av::holds(*sets_, unit); });
    if (changed) return std::nullopt;
    std::erase_if(*units, is_set);
    return units;
}

bool SmartTrack::begin_copying() {
    reader_.reset();
    walk_.begin_at(cut_.copied.begin);
    const Us wanted = cut_.copied.begin - cut_tolerance(grid_.rate);
    AVPacket* packet = walk_.next();
    while (packet != nullptr && walk_.time() < wanted) packet = walk_.next();
    if (packet == nullptr || grid_.frame_at(walk_.time()) != grid_.head) return fail("its key frames moved");
    walking_ = true;
    return true;
}

bool SmartTrack::end_copying() {
    const auto copied = shown_.begin() + static_cast<std::ptrdiff_t>(written_);
    if (std::find(shown_.begin(), copied, false) != copied) return fail("some of its frames are missing");
    edge_next_ = written_;
    edge_begun_ = false;
    edge_.emplace(walk_.stream(), *sets_, grid_.rate);
    stage_ = Stage::Tail;
    return true;
}

bool SmartTrack::copy() {
    AVPacket* packet = nullptr;
    if (!walking_) {
        if (!begin_copying()) return false;
        packet = walk_.current();
    } else {
        packet = walk_.next();
    }
    if (packet == nullptr || walk_.time() >= cut_.copied.end - cut_tolerance(grid_.rate)) {
        return end_copying();
    }
    if (walk_.hidden()) return fail("an edit list hides some of its frames");
    if (!grid_.is_even(walk_.time())) return fail("its frames are not evenly spaced");
    auto units = units_of(*packet);
    if (!units) return fail("its parameter sets change on the way");
    if (sets_->codec == av::NalCodec::Hevc && is_random_access(*units, sets_->codec)) prepend(*units, *sets_);
    const av::Bytes bytes = av::join_sized(*units);
    av_packet_unref(packet_.get());
    av::check(av_packet_ref(packet_.get(), packet), "keep a packet");
    if (!std::ranges::equal(bytes, av::payload(*packet))) av::replace_payload(*packet_, bytes);
    av_packet_free_side_data(packet_.get());
    ++copied_;
    return write(*packet_, grid_.frame_at(walk_.time()));
}

/// Times are derived from the frame's number and from how many came before it in decoding order.
bool SmartTrack::write(AVPacket& packet, std::int64_t frame) {
    const bool fits = frame >= 0 && frame < grid_.frames && !shown_[static_cast<std::size_t>(frame)];
    if (!fits) return fail("its frames are not evenly spaced");
    shown_[static_cast<std::size_t>(frame)] = true;
    packet.pts = frame;
    packet.dts = written_++ - reorder_frames_;
    packet.duration = 1;
    if (packet.dts > packet.pts) return fail("its frames are reordered further than it says");
    output_.write(packet, out_stream_, {grid_.rate.den, grid_.rate.num});
    return true;
}

}  // namespace takt::prep
