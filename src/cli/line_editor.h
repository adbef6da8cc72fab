// SPDX-License-Identifier: GPL-3.0-or-later
// A line from a person at a terminal: editing and history by readline, and Ctrl-C as an answer. The history is private:
// its file is 0600.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace takt::cli {

/// Readline keeps its state in globals: one editor at a time.
class LineEditor {
public:
    /// Reads the history, if there is one.
    explicit LineEditor(std::filesystem::path history_file);
    /// Writes the history.
    ~LineEditor();
    LineEditor(const LineEditor&) = delete;
    LineEditor& operator=(const LineEditor&) = delete;

    /// The next line; absent at the end of input (Ctrl-D), or when interrupted on an empty line. Ctrl-C on a line that
    /// is not empty only discards it.
    [[nodiscard]] std::optional<std::string> read(const std::string& prompt);
    /// Ctrl-C; any thread may call.
    void interrupt();

private:
    std::filesystem::path history_file_;
    int wake_read_ = -1;
    int wake_write_ = -1;
};

}  // namespace takt::cli
