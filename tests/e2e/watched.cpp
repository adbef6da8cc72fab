// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/watched.h"

#include "base/atomic_file.h"
#include "support/temp_dir.h"

#include <csignal>
#include <cstdlib>
#include <sstream>

namespace takt::test {
namespace {

// What waits for ever takes no processor time: it is ended by the clock.
constexpr Blow kHangs{.after = std::chrono::seconds{90}, .signal = SIGTERM};

std::vector<std::string> launcher(const std::string& trace) {
    return {"strace", "-f", "-qq", "--seccomp-bpf", "-e",
            "trace=open,openat,openat2,creat,unlink,unlinkat,rename,renameat,renameat2,connect,execve", "-o", trace,
            // Within the trace, and replaced by the program it starts.
            "/bin/sh", "-c", "ulimit -t 10; exec \"$0\" \"$@\""};
}

/// `openat(AT_FDCWD, "a\"b", O_RDONLY) = 3`: the quoted words, unescaped as far as tests need it.
std::vector<std::string> quoted_words(const std::string& line) {
    std::vector<std::string> words;
    for (std::size_t at = line.find('"'); at != std::string::npos; at = line.find('"', at + 1)) {
        std::string word;
        for (++at; at < line.size() && line[at] != '"'; ++at) {
            if (line[at] == '\\') ++at;
            if (at < line.size()) word += line[at];
        }
        words.push_back(std::move(word));
    }
    return words;
}

void read_trace(Watched& watched, const std::string& trace) {
    std::istringstream lines(trace);
    int programs = 0;
    for (std::string line; std::getline(lines, line);) {
        // "PID name(": unfinished calls are told in full by their first line.
        const std::size_t name = line.find_first_not_of("0123456789 ");
        if (name == std::string::npos || line.find('(') == std::string::npos) continue;
        const std::string call = line.substr(name, line.find('(') - name);
        if (call == "execve") {
            if (++programs > 2) watched.forbidden.push_back(line);  // the shell, then takt
        } else if (call == "connect") {
            watched.forbidden.push_back(line);
        } else if (call.find("resumed") == std::string::npos) {
            for (const std::string& path : quoted_words(line)) {
                watched.touched.push_back(std::filesystem::absolute(path).lexically_normal());
            }
        }
    }
}

}  // namespace

bool can_watch() {
    return std::system("strace -f -qq --seccomp-bpf -e trace=execve -o /dev/null true 2>/dev/null") == 0;
}

Watched run_watched(const std::filesystem::path& home, const std::vector<std::string>& words) {
    const TempDir folder;
    const std::string trace = folder / "trace";
    Surroundings surroundings;
    for (const char* name : {"HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"}) {
        surroundings.variables[name] = home.string();
    }
    surroundings.launcher = launcher(trace);
    Watched watched;
    watched.ended = run_takt_in(surroundings, words, kHangs);
    read_trace(watched, read_file(trace));
    return watched;
}

}  // namespace takt::test
