// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/line_editor.h"

#include "base/atomic_file.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <poll.h>
#include <readline/history.h>
#include <readline/readline.h>
#include <sys/stat.h>
#include <unistd.h>

namespace takt::cli {
namespace {

constexpr int kMaxHistory = 1000;

/// What readline's handler was given: it has no place for an argument.
struct Given {
    bool ended = false;
    std::optional<std::string> line;
};
Given given;

extern "C" void take_line(char* line) noexcept {
    given.ended = true;
    if (line != nullptr) given.line = line;
    std::free(line);  // NOLINT(cppcoreguidelines-no-malloc): readline's own allocation
    rl_callback_handler_remove();
}

}  // namespace

LineEditor::LineEditor(std::filesystem::path history_file) : history_file_(std::move(history_file)) {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0) throw_errno(errno, "chat");
    wake_read_ = ends[0];
    wake_write_ = ends[1];
    rl_catch_signals = 0;  // they are watched for the whole program
    using_history();
    stifle_history(kMaxHistory);
    read_history(history_file_.c_str());
}

LineEditor::~LineEditor() {
    const mode_t before = ::umask(S_IRWXG | S_IRWXO);
    std::error_code ignored;
    std::filesystem::create_directories(history_file_.parent_path(), ignored);
    write_history(history_file_.c_str());
    ::umask(before);
    ::close(wake_read_);
    ::close(wake_write_);
}

void LineEditor::interrupt() {
    const char byte = 0;
    (void)!::write(wake_write_, &byte, 1);  // a full pipe has been heard already
}

std::optional<std::string> LineEditor::read(const std::string& prompt) {
    given = {};
    rl_callback_handler_install(prompt.c_str(), take_line);
    while (!given.ended) {
        std::array<pollfd, 2> waiting{{{STDIN_FILENO, POLLIN, 0}, {wake_read_, POLLIN, 0}}};
        if (::poll(waiting.data(), waiting.size(), -1) < 0) continue;
        if ((waiting[1].revents & POLLIN) != 0) {
            std::array<char, 16> heard{};
            (void)!::read(wake_read_, heard.data(), heard.size());
            const bool was_empty = rl_end == 0;
            std::fputs("^C\n", stdout);
            rl_replace_line("", 0);
            rl_on_new_line();
            rl_redisplay();
            if (was_empty) {
                rl_callback_handler_remove();
                return std::nullopt;
            }
        } else if (waiting[0].revents != 0) {
            rl_callback_read_char();
        }
    }
    if (given.line && !given.line->empty()) add_history(given.line->c_str());
    return given.line;
}

}  // namespace takt::cli
