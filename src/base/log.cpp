// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

namespace takt::log {
namespace {

spdlog::logger& sink() {
    static const auto logger = [] {
        auto made = spdlog::stderr_color_mt("takt");
        made->set_pattern("takt: %v");
        made->set_level(spdlog::level::warn);
        return made;
    }();
    return *logger;
}

}  // namespace

void set_level(Level level) {
    switch (level) {
        case Level::Off: sink().set_level(spdlog::level::off); break;
        case Level::Warning: sink().set_level(spdlog::level::warn); break;
        case Level::Info: sink().set_level(spdlog::level::info); break;
        case Level::Debug: sink().set_level(spdlog::level::debug); break;
    }
}

void warning(std::string_view text) {
    sink().warn("{}", text);
}
void info(std::string_view text) {
    sink().info("{}", text);
}
void debug(std::string_view text) {
    sink().debug("{}", text);
}

}  // namespace takt::log
