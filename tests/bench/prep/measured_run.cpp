// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/prep/measured_run.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <exception>
#include <fcntl.h>
#include <stdexcept>
#include <sys/resource.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

namespace takt::bench {
namespace {

[[noreturn]] void become(const Command& command) {
    std::vector<char*> words;
    for (const std::string& word : command) words.push_back(const_cast<char*>(word.c_str()));
    words.push_back(nullptr);
    ::execvp(words[0], words.data());
    ::_exit(127);
}

[[noreturn]] void carry_out(const Step& step, int log) {
    ::dup2(::open("/dev/null", O_RDONLY), STDIN_FILENO);
    ::dup2(log, STDOUT_FILENO);
    ::dup2(log, STDERR_FILENO);
    if (const auto* command = std::get_if<Command>(&step)) become(*command);
    try {
        std::get<1>(step)();
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        std::fflush(stderr);
        ::_exit(1);
    }
    ::_exit(0);
}

std::string text_of(std::FILE* log) {
    std::string text;
    std::rewind(log);
    std::array<char, 4096> block{};
    while (const std::size_t count = std::fread(block.data(), 1, block.size(), log)) text.append(block.data(), count);
    return text;
}

struct Log {
    Log() : file(std::tmpfile()) {
        if (file == nullptr) throw std::system_error(errno, std::generic_category(), "a temporary file");
    }
    ~Log() { std::fclose(file); }
    Log(const Log&) = delete;
    Log& operator=(const Log&) = delete;
    std::FILE* file;
};

std::string name_of(const Step& step) {
    const auto* command = std::get_if<Command>(&step);
    return command != nullptr ? fmt::format("{}", fmt::join(*command, " ")) : "prep in this program";
}

rusage wait_for(const Step& step, Log& log) {
    const pid_t child = ::fork();
    if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
    if (child == 0) carry_out(step, ::fileno(log.file));
    int status = 0;
    rusage used{};
    if (::wait4(child, &status, 0, &used) != child) throw std::system_error(errno, std::generic_category(), "wait");
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        throw std::runtime_error(fmt::format("{} failed: {}", name_of(step), text_of(log.file)));
    }
    return used;
}

double seconds(const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

Cost median(const std::vector<Cost>& costs) {
    const auto middle = [&](double Cost::*member) {
        std::vector<double> values;
        for (const Cost& cost : costs) values.push_back(cost.*member);
        std::nth_element(values.begin(), values.begin() + values.size() / 2, values.end());
        return values[values.size() / 2];
    };
    return {middle(&Cost::wall_s), middle(&Cost::cpu_s), middle(&Cost::peak_mb)};
}

}  // namespace

Cost run(const Work& work) {
    Cost cost;
    const auto begin = std::chrono::steady_clock::now();
    for (const Step& step : work) {
        Log log;
        const rusage used = wait_for(step, log);
        cost.cpu_s += seconds(used.ru_utime) + seconds(used.ru_stime);
        cost.peak_mb = std::max(cost.peak_mb, static_cast<double>(used.ru_maxrss) / 1024);
    }
    cost.wall_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return cost;
}

Paired run_in_turn(const Work& ours, const Work& theirs, int rounds) {
    std::vector<Cost> our_costs;
    std::vector<Cost> their_costs;
    for (int n = 0; n < rounds; ++n) {
        our_costs.push_back(run(ours));
        their_costs.push_back(run(theirs));
    }
    return {median(our_costs), median(their_costs)};
}

std::string output_of(const Command& command) {
    Log log;
    (void)wait_for(command, log);
    return text_of(log.file);
}

}  // namespace takt::bench
