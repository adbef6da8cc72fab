// SPDX-License-Identifier: GPL-3.0-or-later
#include "song_race.h"

#include "bench/prep/measured_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <unistd.h>
#include <vector>

namespace takt::bench {
namespace {

bool is_installed(const std::string& program) {
    const char* path = std::getenv("PATH");
    std::istringstream folders(path != nullptr ? path : "");
    for (std::string folder; std::getline(folders, folder, ':');) {
        if (::access((std::filesystem::path(folder) / program).c_str(), X_OK) == 0) return true;
    }
    return false;
}

double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

}  // namespace

int run_race(const Race& race) {
    if (!is_installed("aubiotrack")) {
        fmt::print("skipped: aubiotrack is not installed (Debian: aubio-tools)\n");
        return 0;
    }
    if (::access(race.takt.c_str(), X_OK) != 0) {
        fmt::print("skipped: {} is not built; build the target takt, or name the program\n", race.takt);
        return 0;
    }
    const Work ours{Command{race.takt, "beats", race.song, "--json"}};
    const Work theirs{Command{"aubiotrack", race.song}};
    (void)run(ours), (void)run(theirs);  // both read from the page cache from here on
    std::vector<double> wall;
    std::vector<double> cpu;
    for (int round = 1; round <= race.rounds; ++round) {
        const Cost our = run(ours);
        const Cost their = run(theirs);
        wall.push_back(our.wall_s / their.wall_s);
        cpu.push_back(our.cpu_s / their.cpu_s);
        fmt::print("round {}: takt {:.3f} s ({:.3f} s of CPU, {:.0f} MB)  aubiotrack {:.3f} s ({:.3f} s, {:.0f} MB)\n",
                   round, our.wall_s, our.cpu_s, our.peak_mb, their.wall_s, their.cpu_s, their.peak_mb);
    }
    fmt::print("median of {} rounds: takt takes {:.2f} times as long as aubiotrack, {:.2f} times its CPU\n",
               race.rounds, median(wall), median(cpu));
    return 0;
}

}  // namespace takt::bench
