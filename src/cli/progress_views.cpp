// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/progress_views.h"

#include "cli/lines.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <unistd.h>

namespace takt::cli {
namespace {

using Clock = std::chrono::steady_clock;

int percent(std::int64_t done, std::int64_t total) {
    return total <= 0 ? 0 : static_cast<int>(std::clamp<std::int64_t>(done * 100 / total, 0, 100));
}

/// One line that rewrites itself, ten times a second at most.
class Bar final : public Progress {
public:
    void begin(std::string_view phase, std::int64_t total, std::string_view) override {
        phase_ = phase;
        total_ = total;
        begun_ = Clock::now();
        draw(0);
    }
    void advance(std::int64_t done) override {
        if (Clock::now() - drawn_ >= std::chrono::milliseconds(100)) draw(done);
    }
    void end() override { fmt::print(stderr, "\r\033[K{} done in {:.1f} s\n", phase_, elapsed()); }
    void reword(std::string_view phase) override { phase_ = phase; }

private:
    [[nodiscard]] double elapsed() const { return std::chrono::duration<double>(Clock::now() - begun_).count(); }
    void draw(std::int64_t done) {
        constexpr int kCells = 24;
        drawn_ = Clock::now();
        if (total_ <= 0) {
            fmt::print(stderr, "\r\033[K{} …", phase_);
        } else {
            const int filled = percent(done, total_) * kCells / 100;
            fmt::print(stderr, "\r\033[K{} [{:<24}] {:3} %", phase_, std::string(static_cast<std::size_t>(filled), '#'),
                       percent(done, total_));
        }
        std::fflush(stderr);
    }

    std::string phase_;
    std::int64_t total_ = 0;
    Clock::time_point begun_;
    Clock::time_point drawn_;
};

/// For logs: a line at the begin and the end, and one every few seconds between.
class Plain final : public Progress {
public:
    void begin(std::string_view phase, std::int64_t total, std::string_view) override {
        phase_ = phase;
        total_ = total;
        said_ = Clock::now();
        fmt::print(stderr, "{} …\n", phase_);
    }
    void advance(std::int64_t done) override {
        if (total_ <= 0 || Clock::now() - said_ < std::chrono::seconds(5)) return;
        said_ = Clock::now();
        fmt::print(stderr, "{} {} %\n", phase_, percent(done, total_));
    }
    void end() override { fmt::print(stderr, "{} done\n", phase_); }
    void reword(std::string_view phase) override { phase_ = phase; }

private:
    std::string phase_;
    std::int64_t total_ = 0;
    Clock::time_point said_;
};

/// For programs: one object a line.
class Ndjson final : public Progress {
public:
    void begin(std::string_view phase, std::int64_t total, std::string_view unit) override {
        phase_ = phase;
        unit_ = unit;
        total_ = total;
        last_ = 0;
        line("begin", 0);
    }
    void advance(std::int64_t done) override {
        if (percent(done, total_) == percent(last_, total_) && done != total_) return;
        last_ = done;
        line("advance", done);
    }
    void end() override { line("end", total_); }

private:
    void line(std::string_view event, std::int64_t done) const {
        fmt::print(stderr, "{}\n", progress_line(event, phase_, done, total_, unit_));
    }

    std::string phase_;
    std::string unit_;
    std::int64_t total_ = 0;
    std::int64_t last_ = 0;
};

}  // namespace

std::unique_ptr<Progress> make_progress(ProgressStyle style, bool quiet) {
    if (style == ProgressStyle::Auto) {
        style = quiet ? ProgressStyle::None : ::isatty(STDERR_FILENO) != 0 ? ProgressStyle::Bar : ProgressStyle::Plain;
    }
    switch (style) {
        case ProgressStyle::Bar: return std::make_unique<Bar>();
        case ProgressStyle::Ndjson: return std::make_unique<Ndjson>();
        case ProgressStyle::None: return std::make_unique<NoProgress>();
        case ProgressStyle::Plain:
        case ProgressStyle::Auto: break;
    }
    return std::make_unique<Plain>();
}

}  // namespace takt::cli
