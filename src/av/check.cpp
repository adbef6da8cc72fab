// SPDX-License-Identifier: GPL-3.0-or-later
#include "av/check.h"

#include "av/handles.h"
#include "base/atomic_file.h"
#include "base/log.h"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <cstdarg>
#include <mutex>
#include <utility>

namespace takt::av {
namespace {

thread_local std::string last_line;

/// libav calls this from any of its threads.
void on_log(void* source, int level, const char* format, va_list arguments) noexcept {
    if (level > AV_LOG_WARNING) return;
    std::array<char, 512> line{};
    int prefix = 0;
    av_log_format_line2(source, level, format, arguments, line.data(), line.size(), &prefix);
    try {
        std::string text(line.data());
        while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
        log::debug(text);
        // "[mov @ 0x55…] moov atom not found": the address helps nobody in a message.
        while (text.starts_with('[') && text.find("] ") != std::string::npos) text.erase(0, text.find("] ") + 2);
        last_line = std::move(text);
    } catch (...) {  // a C callback: out of memory here only costs the log line
    }
}

std::string reason(int rc) {
    std::array<char, AV_ERROR_MAX_STRING_SIZE> text{};
    av_strerror(rc, text.data(), text.size());
    const std::string line = take_last_log_line();
    return line.empty() ? std::string(text.data()) : fmt::format("{} ({})", text.data(), line);
}

}  // namespace

void install_log() {
    static std::once_flag once;
    std::call_once(once, [] { av_log_set_callback(on_log); });
}

std::string take_last_log_line() {
    return std::exchange(last_line, {});
}

int check(int rc, std::string_view what, std::string_view subject, ErrorCode otherwise) {
    if (rc >= 0) return rc;
    const std::string name = subject.empty() ? std::string("media") : std::string(subject);
    switch (rc) {
        case AVERROR(ENOSPC):
        case AVERROR(EDQUOT):
        case AVERROR(ENOENT):
        case AVERROR(EACCES):
        case AVERROR(EPERM):
        case AVERROR(EROFS): throw_errno(AVUNERROR(rc), name);
        case AVERROR_EXIT: throw Error(ErrorCode::Interrupted, fmt::format("{}: interrupted", name));
        default: throw Error(otherwise, fmt::format("{}: cannot {}: {}", name, what, reason(rc)));
    }
}

}  // namespace takt::av
