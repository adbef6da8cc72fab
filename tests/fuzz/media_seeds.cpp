// SPDX-License-Identifier: GPL-3.0-or-later
// Writes the files that the fuzzers of media start from: one small file of every kind takt accepts.
#include "base/atomic_file.h"
#include "support/make_media.h"

#include <cstdio>
#include <filesystem>
#include <string>

namespace {

using takt::test::ClipSpec;

ClipSpec small(int frames = 6) {
    ClipSpec spec;
    spec.size = {64, 48};
    spec.frames = frames;
    spec.numbered = false;
    return spec;
}

ClipSpec coded(const std::string& codec, AVPixelFormat format = AV_PIX_FMT_YUV420P) {
    ClipSpec spec = small();
    spec.codec = codec;
    spec.format = format;
    return spec;
}

void make_clips(const std::filesystem::path& folder) {
    using takt::test::make_clip;
    ClipSpec phone = small(10);
    phone.clockwise_deg = 90;
    phone.clicks_s = {{0.1}};
    phone.sample_rate_hz = 16'000;
    phone.metadata = {{"location", "+48.2082+016.3738/"}, {"make", "Maker"}, {"model", "Model"}};
    make_clip(folder / "phone.mov", phone);
    ClipSpec groups = small(20);
    groups.gop_frames = 5;
    make_clip(folder / "groups.mp4", groups);
    ClipSpec hdr = coded("libx265", AV_PIX_FMT_YUV420P10LE);
    hdr.primaries = AVCOL_PRI_BT2020;
    hdr.transfer = AVCOL_TRC_ARIB_STD_B67;
    hdr.matrix = AVCOL_SPC_BT2020_NCL;
    make_clip(folder / "hdr.mp4", hdr);
    ClipSpec uneven = small();
    uneven.times = {takt::Us{0}, takt::Us{33'000}, takt::Us{99'000}, takt::Us{120'000}, takt::Us{190'000}};
    uneven.frames = 5;
    uneven.sample_aspect = {4, 3};
    make_clip(folder / "uneven.mkv", uneven);
    make_clip(folder / "vp9.webm", coded("libvpx-vp9"));
    make_clip(folder / "mjpeg.avi", coded("mjpeg", AV_PIX_FMT_YUVJ422P));
    make_clip(folder / "mpeg4.avi", coded("mpeg4"));
    make_clip(folder / "moving.gif", coded("gif", AV_PIX_FMT_RGB8));
}

void make_sounds_and_stills(const std::filesystem::path& folder) {
    for (const char* name : {"sound.mp3", "sound.wav", "sound.m4a", "sound.aac"}) {
        takt::test::make_sound(folder / name, {.seconds = 0.15, .clicks_s = {0.05}, .sample_rate_hz = 16'000});
    }
    for (const char* name : {"still.png", "still.webp"}) takt::test::make_still(folder / name, {.size = {64, 48}});
    takt::test::make_still(folder / "turned.jpg", {.size = {64, 48}, .exif_orientation = 6});
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fputs("usage: takt_media_seeds FOLDER\n", stderr);
        return 2;
    }
    takt::make_folder(argv[1]);
    make_clips(argv[1]);
    make_sounds_and_stills(argv[1]);
    return 0;
}
