// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/prep/cases.h"

#include "takt/preparation.h"

#include <fmt/format.h>

#include <algorithm>

namespace takt::bench {
namespace {

namespace fs = std::filesystem;

Command ffmpeg(std::vector<std::string> words) {
    Command command{"ffmpeg", "-hide_banner", "-loglevel", "error", "-nostdin", "-y"};
    command.insert(command.end(), words.begin(), words.end());
    return command;
}

/// All four stages, as `takt prep` makes them of one file, without what it then learns about the song and the shots.
Step prepare(const fs::path& input, const fs::path& output, const Wishes& wishes = {}, const Limits& limits = {},
             const Extras& extras = {}) {
    return std::function<void()>([=] {
        const MediaInfo info = probe(input, limits);
        const Verdict verdict = judge(info, limits, wishes);
        const auto kept = kept_range(info, wishes.trim);
        const CutSurvey survey = kept ? survey_cut(info, *kept) : CutSurvey{};
        NoProgress quiet;
        execute(plan_preparation(info, verdict, limits, wishes, survey), output, quiet, {}, extras);
    });
}

/// The program as a person calls it, in a project that does not exist yet.
Work takt_prep(const fs::path& input, const fs::path& out) {
    const fs::path project = out / "project";
    return {std::function<void()>([=] { fs::remove_all(project); }),
            Command{TAKT_PROGRAM, "-C", project.string(), "-q", "prep", input.string()}};
}

/// What an expert would type.
Work encode(const std::string& input, const std::string& chain, double crf, const std::string& output) {
    std::vector<std::string> words{"-i", input};
    if (!chain.empty()) words.insert(words.end(), {"-vf", chain});
    words.insert(words.end(), {"-c:v", "libx264", "-preset", "veryfast", "-crf", fmt::format("{:.2f}", crf), "-pix_fmt",
                               "yuv420p", "-c:a", "aac", "-b:a", "128k", "-movflags", "+faststart", output});
    return {ffmpeg(words)};
}

class Cases {
public:
    Cases(const fs::path& in, const fs::path& out) : in_(in), out_(out) {}

    std::vector<Case> make() {
        if (has("c00.mp4")) add_probes();
        if (has("e.mp4")) {
            add_copies();
            add_trim();
        }
        if (has("a.mov")) add_hdr();
        if (has("b.mov")) {
            add_high_rate();
            add_everything();
            add_fit();
        }
        return std::move(cases_);
    }

private:
    [[nodiscard]] bool has(const char* name) const { return fs::exists(in_ / name); }
    [[nodiscard]] std::string in(const char* name) const { return (in_ / name).string(); }
    [[nodiscard]] std::string out(const char* name) const { return (out_ / name).string(); }

    void add_probes() {
        Command ours{TAKT_PROGRAM, "--json", "probe"};
        Work theirs;
        std::vector<fs::path> clips;
        for (int n = 0; n < 10; ++n) {
            const fs::path clip = in_ / fmt::format("c0{}.mp4", n);
            if (!fs::exists(clip)) continue;
            clips.push_back(clip);
            ours.push_back(clip.string());
            theirs.push_back(
                Command{"ffprobe", "-v", "error", "-print_format", "json", "-show_format", "-show_streams", clip});
        }
        const auto in_process = [clips] {
            for (const fs::path& clip : clips) (void)probe(clip);
        };
        cases_.push_back({fmt::format("{} probes, program", clips.size()), 0.10, {ours}, theirs, {}, {}, {}});
        cases_.push_back({fmt::format("{} probes, stages", clips.size()),
                          0.10,
                          {std::function<void()>(in_process)},
                          theirs,
                          {},
                          {},
                          {}});
    }

    void add_copies() {
        const Work theirs{
            ffmpeg({"-i", in("e.mp4"), "-map", "0", "-c", "copy", "-movflags", "+faststart", out("copy_theirs.mp4")})};
        cases_.push_back({"copy with proof", 1.2, {prepare(in_ / "e.mp4", out_ / "copy.mp4")}, theirs, {}, {}, {}});
        cases_.push_back({"copy, program with all it learns", 0, takt_prep(in_ / "e.mp4", out_), theirs, {}, {}, {}});
        // The index at the end, as cameras write it.
        const std::string tail = out("tail.mov");
        (void)run({ffmpeg({"-i", in("e.mp4"), "-map", "0", "-c", "copy", tail})});
        cases_.push_back(
            {"remux with proof",
             1.2,
             {prepare(tail, out_ / "remux.mp4")},
             {ffmpeg({"-i", tail, "-map", "0", "-c", "copy", "-movflags", "+faststart", out("remux_theirs.mp4")})},
             {},
             {},
             {}});
    }

    void add_trim() {
        const Us whole = probe(in_ / "e.mp4").duration;
        // Neither end on a key frame.
        const Us begin{whole.count() / 6 / 33'333 * 33'333 + 1'100'000};
        const Us end{begin + std::min<Us>(std::chrono::seconds{60}, whole * 2 / 3)};
        const Wishes wishes{.trim = {.begin = begin, .end = end}};
        cases_.push_back(
            {fmt::format("exact trim to {:.0f} s", seconds(end - begin)),
             0.06,
             {prepare(in_ / "e.mp4", out_ / "trim.mp4", wishes)},
             {ffmpeg({"-ss", fmt::format("{:.6f}", seconds(begin)), "-to", fmt::format("{:.6f}", seconds(end)), "-i",
                      in("e.mp4"), "-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-c:a", "aac", "-b:a",
                      "128k", "-movflags", "+faststart", out("trim_theirs.mp4")})},
             {},
             {},
             {}});
    }

    void add_hdr() {
        constexpr const char* kScaleThenMap =
            "zscale=w=1080:h=1920:t=linear:npl=100,format=gbrpf32le,zscale=p=bt709,tonemap=tonemap=hable:desat=0,"
            "zscale=t=bt709:m=bt709:r=tv,format=yuv420p";
        const auto theirs = [from = in("a.mov"), to = out("hdr_theirs.mp4")](double crf) {
            return encode(from, kScaleThenMap, crf, to);
        };
        const Pictures pictures{in_ / "a.mov", out_ / "hdr.mp4", out_ / "hdr_theirs.mp4", kScaleThenMap};
        cases_.push_back({"4K HDR portrait, peak <= 450 MB",
                          0.60,
                          {prepare(in_ / "a.mov", out_ / "hdr.mp4")},
                          theirs(20),
                          pictures,
                          theirs,
                          {}});
    }

    void add_high_rate() {
        const auto theirs = [from = in("b.mov"), to = out("b_theirs.mp4")](double crf) {
            return encode(from, {}, crf, to);
        };
        const Pictures pictures{in_ / "b.mov", out_ / "b.mp4", out_ / "b_theirs.mp4", "null"};
        cases_.push_back({"1080p60", 0.75, {prepare(in_ / "b.mov", out_ / "b.mp4")}, theirs(20), pictures, theirs, {}});
    }

    void add_everything() {
        const double length_s = seconds(probe(in_ / "b.mov").duration);
        Work theirs = encode(in("b.mov"), {}, 20, out("b_theirs.mp4"));
        theirs.push_back(ffmpeg({"-i", in("b.mov"), "-an", "-vf", "scale=-2:640", "-c:v", "libx264", "-preset",
                                 "veryfast", "-crf", "28", "-pix_fmt", "yuv420p", out("proxy_theirs.mp4")}));
        theirs.push_back(ffmpeg({"-i", in("b.mov"), "-an", "-vf", fmt::format("fps={:.5f},scale=-2:320", 10 / length_s),
                                 out("thumb_%02d.jpg")}));
        theirs.push_back(ffmpeg({"-i", in("b.mov"), "-an", "-vf", "scale=-2:160,signalstats", "-f", "null", "-"}));
        theirs.push_back(ffmpeg({"-i", in("b.mov"), "-vn", "-af", "ebur128=peak=true", "-f", "null", "-"}));
        const Extras extras{.proxy = out_ / "proxy.mp4", .thumbnails = 10, .measures = true, .loudness = true};
        cases_.push_back({"output, proxy, thumbnails, measures, loudness",
                          0.55,
                          {prepare(in_ / "b.mov", out_ / "all.mp4", {}, {}, extras)},
                          theirs,
                          {},
                          {},
                          {}});
    }

    void add_fit() {
        const double length_s = seconds(probe(in_ / "b.mov").duration);
        Limits limits;
        limits.max_size_bytes = static_cast<std::int64_t>(fs::file_size(in_ / "b.mov")) * 4 / 10;
        const double rate_bps = static_cast<double>(limits.max_size_bytes) * 8 / length_s - 98'000;
        const std::string rate = fmt::format("{:.0f}", rate_bps * 0.99);
        const std::string log = out("two_pass");
        const Work theirs{ffmpeg({"-i", in("b.mov"), "-c:v", "libx264", "-preset", "veryfast", "-b:v", rate, "-pass",
                                  "1", "-passlogfile", log, "-an", "-f", "null", "-"}),
                          ffmpeg({"-i", in("b.mov"), "-c:v", "libx264", "-preset", "veryfast", "-b:v", rate, "-pass",
                                  "2", "-passlogfile", log, "-c:a", "aac", "-b:a", "96k", "-movflags", "+faststart",
                                  out("fit_theirs.mp4")})};
        const Pictures pictures{in_ / "b.mov", out_ / "fit.mp4", out_ / "fit_theirs.mp4", "null"};
        cases_.push_back({"fit to a size",
                          0.75,
                          {prepare(in_ / "b.mov", out_ / "fit.mp4", {}, limits)},
                          theirs,
                          pictures,
                          {},
                          limits.max_size_bytes});
    }

    fs::path in_;
    fs::path out_;
    std::vector<Case> cases_;
};

}  // namespace

std::vector<Case> make_cases(const fs::path& in, const fs::path& out) {
    return Cases(in, out).make();
}

}  // namespace takt::bench
