// SPDX-License-Identifier: GPL-3.0-or-later
// takt_bench_prep FOLDER [ROUNDS [WORD]]: what preparation costs beside the ffmpeg and ffprobe programs, both in
// alternation in one run; only cases whose name holds WORD. FOLDER holds a.mov (4K HLG, turned), b.mov (1080p60,
// turned), c00.mp4 to c09.mp4, e.mp4 (1080p30). Prints medians as ratios: under 1, takt is cheaper. Asserts nothing.
// Takes minutes; build optimised, e.g. with the preset `release`:
//   ninja takt_bench_prep && tests/bench/prep/takt_bench_prep bench-work/in 3
#include "bench/prep/cases.h"
#include "support/temp_dir.h"

#include <fmt/format.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <exception>

namespace {

using namespace takt::bench;
namespace fs = std::filesystem;

double megabytes(const fs::path& path) {
    return static_cast<double>(fs::file_size(path)) / 1e6;
}

/// Structural similarity of `made` to the source in the chain's shape, by ffmpeg's filter; 1 is the same.
double ssim(const fs::path& made, const Pictures& pictures) {
    const std::string text =
        output_of({"ffmpeg", "-hide_banner", "-nostdin", "-i", made.string(), "-i", pictures.source.string(), "-lavfi",
                   fmt::format("[1:v]{}[r];[0:v]settb=AVTB[m];[r]settb=AVTB[s];[m][s]ssim", pictures.reference), "-an",
                   "-f", "null", "-"});
    const auto at = text.rfind("All:");
    return at == std::string::npos ? 0 : std::strtod(text.c_str() + at + 4, nullptr);
}

/// x264's files halve about every six steps of crf; two corrections land within a few per cent.
double equal_size_crf(const Case& of) {
    double crf = 20;
    (void)run(of.ours);
    for (int step = 0; step < 2; ++step) {
        (void)run(of.theirs_at(crf));
        crf += 6 * std::log2(megabytes(of.pictures->theirs) / megabytes(of.pictures->ours));
    }
    return crf;
}

void measure(const Case& of, int rounds) {
    const double crf = of.theirs_at ? equal_size_crf(of) : 0;
    const Paired cost = run_in_turn(of.ours, of.theirs_at ? of.theirs_at(crf) : of.theirs, rounds);
    fmt::print("{:46} wall {:5.3f} {} cpu {:5.3f}  {:7.2f} of {:7.2f} s, {:4.0f} of {:4.0f} MB\n", of.name,
               cost.ours.wall_s / cost.theirs.wall_s, of.goal > 0 ? fmt::format("(<= {:4.2f})", of.goal) : "         ",
               cost.ours.cpu_s / cost.theirs.cpu_s, cost.ours.wall_s, cost.theirs.wall_s, cost.ours.peak_mb,
               cost.theirs.peak_mb);
    if (!of.pictures) return;
    fmt::print("{:46} {:.2f} MB, SSIM {:.5f}; theirs {:.2f} MB, SSIM {:.5f}", "", megabytes(of.pictures->ours),
               ssim(of.pictures->ours, *of.pictures), megabytes(of.pictures->theirs),
               ssim(of.pictures->theirs, *of.pictures));
    if (of.theirs_at) fmt::print(", crf {:.1f}", crf);
    if (of.wanted_bytes) {
        const double wanted = static_cast<double>(*of.wanted_bytes) / 1e6;
        fmt::print("; {:.1f} % and {:.1f} % of the wanted size", 100 * megabytes(of.pictures->ours) / wanted,
                   100 * megabytes(of.pictures->theirs) / wanted);
    }
    fmt::print("\n");
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fputs("usage: takt_bench_prep FOLDER [ROUNDS [WORD]]\n", stderr);
        return 2;
    }
    const int rounds = argc > 2 ? std::max(1, std::atoi(argv[2])) : 3;
    const std::string word = argc > 3 ? argv[3] : "";
    const takt::test::TempDir out;
    for (const Case& of : make_cases(argv[1], out.path())) {
        if (of.name.find(word) == std::string::npos) continue;
        try {
            measure(of, rounds);
        } catch (const std::exception& error) {
            fmt::print("{:46} {}\n", of.name, error.what());
        }
        std::fflush(stdout);
    }
    return 0;
}
