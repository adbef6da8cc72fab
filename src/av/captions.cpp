// SPDX-License-Identifier: GPL-3.0-or-later
#include "av/captions.h"

#include "av/check.h"
#include "av/handles.h"
#include "av/ticks.h"
#include "base/regular_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace takt::av {
namespace {

constexpr std::int64_t kMostBytes = 10'000'000;
constexpr std::size_t kMostCues = 20'000;

InputContextPtr opened(const std::filesystem::path& file) {
    Dictionary settings;
    settings.set("format_whitelist", "srt,webvtt,ass");
    settings.set("protocol_whitelist", "file,pipe");
    AVFormatContext* context = nullptr;
    const int rc = avformat_open_input(&context, ("file:" + file.string()).c_str(), nullptr, settings.out());
    if (rc >= 0) return InputContextPtr(context);
    throw Error(ErrorCode::UnsupportedFormat,
                fmt::format("{}: not a subtitle file; give one in SubRip (.srt), WebVTT (.vtt) or ASS",
                            file.filename().string()));
}

CodecContextPtr decoder_of(const AVStream& stream) {
    const AVCodec* codec = avcodec_find_decoder(stream.codecpar->codec_id);
    CodecContextPtr decoder(avcodec_alloc_context3(codec));
    if (codec == nullptr || !decoder) return nullptr;
    check(avcodec_parameters_to_context(decoder.get(), stream.codecpar), "describe subtitles");
    decoder->pkt_timebase = stream.time_base;
    check(avcodec_open2(decoder.get(), codec, nullptr), "open the subtitle decoder");
    return decoder;
}

/// Every decoder speaks ASS: "ReadOrder,Layer,Style,Name,MarginL,MarginR,MarginV,Effect,Text" with {overrides}, \N for
/// a new line and \h for a hard space.
std::string plain_text(std::string_view ass) {
    for (int field = 0; field < 8; ++field) {
        const std::size_t comma = ass.find(',');
        if (comma == std::string_view::npos) return {};
        ass.remove_prefix(comma + 1);
    }
    std::string text;
    for (std::size_t i = 0; i < ass.size(); ++i) {
        if (ass[i] == '{') {
            i = std::min(ass.find('}', i), ass.size());
        } else if (ass[i] == '\\' && i + 1 < ass.size() && std::string_view("Nnh").find(ass[i + 1]) < 3) {
            text += ass[++i] == 'h' ? ' ' : '\n';
        } else if (ass[i] != '\r') {
            text += ass[i];
        }
    }
    text.erase(text.find_last_not_of(" \n\t") + 1);
    text.erase(0, std::min(text.find_first_not_of(" \n\t"), text.size()));
    return text;
}

class Subtitle {
public:
    Subtitle() = default;
    ~Subtitle() { avsubtitle_free(&subtitle_); }
    Subtitle(const Subtitle&) = delete;
    Subtitle& operator=(const Subtitle&) = delete;

    [[nodiscard]] std::string decode(AVCodecContext& decoder, AVPacket& packet) {
        int got = 0;
        if (avcodec_decode_subtitle2(&decoder, &subtitle_, &got, &packet) < 0 || got == 0) return {};
        std::string text;
        for (unsigned i = 0; i < subtitle_.num_rects; ++i) {
            const char* ass = subtitle_.rects[i]->ass;
            const std::string line = ass == nullptr ? std::string() : plain_text(ass);
            text += (text.empty() || line.empty() ? "" : "\n") + line;
        }
        return text;
    }

private:
    AVSubtitle subtitle_{};
};

}  // namespace

std::vector<CaptionCue> read_captions(const std::filesystem::path& file) {
    install_log();
    if (regular_file_size(file) > kMostBytes) {
        throw Error(ErrorCode::TooLarge,
                    fmt::format("{}: too large for subtitles; divide it", file.filename().string()));
    }
    const InputContextPtr input = opened(file);
    const CodecContextPtr decoder = input->nb_streams > 0 ? decoder_of(*input->streams[0]) : nullptr;
    std::vector<CaptionCue> cues;
    const PacketPtr packet = make_packet();
    while (decoder && av_read_frame(input.get(), packet.get()) >= 0) {
        const AVRational base = input->streams[packet->stream_index]->time_base;
        const Us begin = to_us(packet->pts, base).value_or(Us{0});
        const Us end = begin + to_us(packet->duration, base).value_or(Us{0});
        Subtitle subtitle;
        std::string text = subtitle.decode(*decoder, *packet);
        if (!text.empty() && end > begin && begin >= Us{0}) cues.push_back({{begin, end}, std::move(text)});
        av_packet_unref(packet.get());
        if (cues.size() > kMostCues) {
            throw Error(ErrorCode::TooLarge,
                        fmt::format("{}: more than {} subtitles; divide it", file.filename().string(), kMostCues));
        }
    }
    if (cues.empty()) {
        throw Error(ErrorCode::Corrupt,
                    fmt::format("{}: no subtitle can be read in it; save it again", file.filename().string()));
    }
    std::ranges::stable_sort(cues, {}, [](const CaptionCue& cue) { return cue.shown.begin; });
    return cues;
}

}  // namespace takt::av
