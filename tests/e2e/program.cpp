// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/program.h"

#include "base/atomic_file.h"
#include "support/temp_dir.h"

#include <cerrno>
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <system_error>
#include <thread>
#include <unistd.h>

extern char** environ;

namespace takt::test {
namespace {

int wait_for(pid_t child, const std::optional<Blow>& blow, rusage& used) {
    int status = 0;
    if (blow) {
        const auto due = std::chrono::steady_clock::now() + blow->after;
        while (std::chrono::steady_clock::now() < due) {
            if (::wait4(child, &status, WNOHANG, &used) == child) return status;
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        }
        ::kill(child, blow->signal);
    }
    while (::wait4(child, &status, 0, &used) < 0 && errno == EINTR) {
    }
    return status;
}

double cpu_seconds(const rusage& used) {
    const auto in_seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
    };
    return in_seconds(used.ru_utime) + in_seconds(used.ru_stime);
}

std::vector<std::string> environment_with(const std::map<std::string, std::string>& changes) {
    std::vector<std::string> variables;
    for (char** variable = environ; *variable != nullptr; ++variable) {
        const std::string text = *variable;
        if (changes.count(text.substr(0, text.find('='))) == 0) variables.push_back(text);
    }
    for (const auto& [name, value] : changes) variables.push_back(name + "=" + value);
    return variables;
}

}  // namespace

Ended run_takt(const std::vector<std::string>& words, std::optional<Blow> blow) {
    return run_takt_in({}, words, blow);
}

Ended run_takt_in(const Surroundings& surroundings, const std::vector<std::string>& words, std::optional<Blow> blow) {
    const TempDir streams;
    const std::string in = streams / "in";
    write_file(in, surroundings.input);
    const std::string out = streams / "out";
    const std::string err = streams / "err";
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, in.c_str(), O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, out.c_str(), O_WRONLY | O_CREAT, 0600);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, err.c_str(), O_WRONLY | O_CREAT, 0600);
    std::vector<std::string> line = surroundings.launcher;
    line.emplace_back(TAKT_PROGRAM);
    line.insert(line.end(), words.begin(), words.end());
    std::vector<char*> arguments;
    for (std::string& word : line) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    std::vector<std::string> variables = environment_with(surroundings.variables);
    std::vector<char*> environment;
    for (std::string& variable : variables) environment.push_back(variable.data());
    environment.push_back(nullptr);
    pid_t child = 0;
    const int failed =
        ::posix_spawnp(&child, arguments.front(), &actions, nullptr, arguments.data(), environment.data());
    posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) throw std::system_error(failed, std::generic_category(), line.front());
    if (surroundings.on_start) surroundings.on_start(child);

    rusage used{};
    const int status = wait_for(child, blow, used);
    Ended ended;
    if (WIFEXITED(status)) ended.exit_status = WEXITSTATUS(status);
    if (WIFSIGNALED(status)) ended.signal = WTERMSIG(status);
    ended.cpu_s = cpu_seconds(used);
    ended.peak_bytes = std::int64_t{used.ru_maxrss} * 1024;
    ended.out = read_file(out);
    ended.err = read_file(err);
    return ended;
}

std::vector<std::string> prep_words(const TempDir& folder, const std::vector<std::string>& words) {
    std::vector<std::string> all{"-C", folder / "project", "--progress", "none", "prep"};
    all.insert(all.end(), words.begin(), words.end());
    return all;
}

}  // namespace takt::test
