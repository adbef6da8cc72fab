// SPDX-License-Identifier: GPL-3.0-or-later
#include "verify/pictures.h"

#include "takt/error.h"

#include "av/describe.h"
#include "av/luma.h"
#include "av/video_reader.h"
#include "base/stop.h"
#include "verify/cut_finder.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

namespace takt::verify {
namespace {

constexpr int kBlackLevel = 20;       // of 255
constexpr double kBlackShare = 0.98;  // a logo or noise may be brighter
constexpr double kFrozenStep = 0.15;  // what an encoder does to a picture that stands still
constexpr Us kShortestBlack = std::chrono::milliseconds{500};
constexpr Us kShortestFrozen = std::chrono::seconds{1};

/// Gathers the times during which something holds into stretches.
class Stretches {
public:
    explicit Stretches(Us shortest) : shortest_(shortest) {}
    void see(bool holds, Us time) {
        if (holds && !begin_) begin_ = time;
        if (!holds) end(time);
    }
    void end(Us time) {
        if (begin_ && time - *begin_ >= shortest_) found_.push_back({*begin_, time});
        begin_.reset();
    }
    [[nodiscard]] std::vector<TimeRange> take() { return std::move(found_); }

private:
    Us shortest_;
    std::optional<Us> begin_;
    std::vector<TimeRange> found_;
};

/// Collects the pictures around each planned cut and locates it as soon as its window has passed.
class PlannedCuts {
public:
    PlannedCuts(const std::vector<Cut>& planned, Us frame) : planned_(planned), frame_(frame) {
        for (const Cut& cut : planned) located_.push_back({cut, std::nullopt});
    }
    void see(const Seen& seen) {
        // Windows do not overlap: one is open at a time.
        while (next_ < planned_.size() && seen.time >= window_of(planned_, next_, frame_).end) close();
        if (next_ < planned_.size() && seen.time >= window_of(planned_, next_, frame_).begin) pictures_.push_back(seen);
    }
    [[nodiscard]] std::vector<LocatedCut> take() {
        while (next_ < planned_.size()) close();
        return std::move(located_);
    }

private:
    void close() {
        located_[next_].found = locate(planned_[next_], pictures_, frame_);
        ++next_;
        pictures_.clear();
    }

    const std::vector<Cut>& planned_;
    Us frame_;
    std::vector<LocatedCut> located_;
    std::vector<Seen> pictures_;
    std::size_t next_ = 0;
};

FrameRate average_rate(const AVStream& stream) {
    const AVRational rate = stream.avg_frame_rate.num > 0 ? stream.avg_frame_rate : stream.r_frame_rate;
    return rate.num > 0 && rate.den > 0 ? FrameRate{rate.num, rate.den} : FrameRate{};
}

class Watcher {
public:
    Watcher(const std::vector<Cut>& planned, Pictures& notes)
        : notes_(notes), planned_(planned, frame_time(1, notes.rate)) {}

    void see(const AVFrame& frame, Us time) {
        if (notes_.frames == 0) notes_.begin = time;
        const Us due = notes_.begin + frame_time(notes_.frames, notes_.rate);
        notes_.worst_time_error = std::max(notes_.worst_time_error, std::chrono::abs(time - due));

        const av::LumaGrid grid = sampler_.sample(frame);
        Step step{time, 0, 0};
        if (notes_.frames > 0) step.one = static_cast<float>(av::difference(grid, last_));
        if (notes_.frames > 1) step.two = static_cast<float>(av::difference(grid, last_but_one_));
        steps_.push_back(step);
        black_.see(av::share_below(grid, kBlackLevel) >= kBlackShare, time);
        frozen_.see(notes_.frames > 0 && step.one < kFrozenStep, time);
        planned_.see({time, grid});
        last_but_one_ = std::exchange(last_, grid);
        notes_.end = time + frame_time(1, notes_.rate);
        ++notes_.frames;
    }

    void finish() {
        black_.end(notes_.end);
        frozen_.end(notes_.end);
        notes_.black = black_.take();
        notes_.frozen = frozen_.take();
        notes_.cuts = find_cuts(steps_);
        notes_.planned_cuts = planned_.take();
    }

private:
    Pictures& notes_;
    av::LumaSampler sampler_;
    av::LumaGrid last_;
    av::LumaGrid last_but_one_;
    std::vector<Step> steps_;
    Stretches black_{kShortestBlack};
    Stretches frozen_{kShortestFrozen};
    PlannedCuts planned_;
};

}  // namespace

Pictures watch(const std::filesystem::path& file, const std::vector<Cut>& planned, Progress& progress,
               const std::stop_token& stop) {
    av::VideoReader reader(file, {}, {}, stop);
    Pictures notes;
    notes.rate = average_rate(reader.stream());
    notes.declared_frames = reader.stream().nb_frames;
    notes.stream = av::describe_video(reader.stream(), nullptr);
    Watcher watcher(planned, notes);
    progress.begin("check the pictures", notes.declared_frames, "frames");
    while (const AVFrame* frame = reader.next()) {
        throw_if_stopped(stop);
        if (notes.frames == 0) notes.stream = av::describe_video(reader.stream(), frame);
        watcher.see(*frame, reader.time());
        progress.advance(notes.frames);
    }
    progress.end();
    if (notes.frames == 0) {
        throw Error(ErrorCode::Corrupt,
                    fmt::format("{}: not one picture decodes; render it again", file.filename().string()));
    }
    watcher.finish();
    notes.damaged_packets = reader.damaged_packets();
    notes.truncated = reader.input().truncated();
    return notes;
}

}  // namespace takt::verify
