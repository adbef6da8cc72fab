// SPDX-License-Identifier: GPL-3.0-or-later
#include "beats/midi.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <stdexcept>
#include <utility>

namespace takt::test {
namespace {

/// A standard MIDI file of one track, read by the rules of its specification.
class ReadMidi {
public:
    explicit ReadMidi(const std::string& bytes) : bytes_(bytes) {
        EXPECT_EQ(take(4), "MThd");
        EXPECT_EQ(number(4), 6);
        EXPECT_EQ(number(2), 0);
        EXPECT_EQ(number(2), 1);
        division = number(2);
        EXPECT_EQ(take(4), "MTrk");
        const auto size = static_cast<std::size_t>(number(4));
        EXPECT_EQ(size, bytes_.size() - at_);
        std::int64_t tick = 0;
        bool ended = false;
        while (at_ < bytes_.size()) {
            EXPECT_FALSE(ended);
            tick += variable();
            EXPECT_EQ(number(1), 0xFF);
            const std::int64_t type = number(1);
            const std::string data = take(static_cast<std::size_t>(variable()));
            if (type == 0x51) tempi[tick] = big(data);
            if (type == 0x58) signatures[tick] = {data.at(0), 1 << data.at(1)};
            if (type == 0x06) markers.emplace_back(tick, data);
            ended = type == 0x2F;
            if (ended) end = tick;
        }
        EXPECT_TRUE(ended);
    }

    /// As a player counts: microseconds, never rounded on the way.
    [[nodiscard]] double time_us(double tick) const {
        double time = 0;
        for (auto tempo = tempi.begin(); tempo != tempi.end(); ++tempo) {
            const auto next = std::next(tempo);
            const double until = next == tempi.end() ? tick : std::min(tick, static_cast<double>(next->first));
            if (until <= static_cast<double>(tempo->first)) break;
            time += (until - static_cast<double>(tempo->first)) * static_cast<double>(tempo->second) /
                    static_cast<double>(division);
        }
        return time;
    }

    /// Where bars begin, by the time signatures.
    [[nodiscard]] std::vector<double> bar_times_us() const {
        std::vector<double> times;
        auto signature = signatures.begin();
        for (std::int64_t tick = 0; tick <= end;) {
            const auto next = std::next(signature);
            if (next != signatures.end() && next->first <= tick) {
                EXPECT_EQ(next->first, tick) << "a time signature inside a bar";
                signature = next;
            }
            times.push_back(time_us(static_cast<double>(tick)));
            tick += 4 * division * signature->second.first / signature->second.second;
        }
        return times;
    }

    std::int64_t division = 0;
    std::int64_t end = 0;
    std::map<std::int64_t, std::int64_t> tempi;
    std::map<std::int64_t, std::pair<int, int>> signatures;
    std::vector<std::pair<std::int64_t, std::string>> markers;

private:
    std::string take(std::size_t count) {
        if (count > bytes_.size() - at_) throw std::runtime_error("the file ends early");
        at_ += count;
        return bytes_.substr(at_ - count, count);
    }
    static std::int64_t big(const std::string& bytes) {
        std::int64_t value = 0;
        for (const char c : bytes) value = value << 8 | static_cast<unsigned char>(c);
        return value;
    }
    std::int64_t number(std::size_t count) { return big(take(count)); }
    std::int64_t variable() {
        std::int64_t value = 0;
        for (int i = 0; i < 4; ++i) {
            const std::int64_t byte = number(1);
            value = value << 7 | (byte & 0x7F);
            if (byte < 0x80) return value;
        }
        throw std::runtime_error("a length of more than four bytes");
    }

    const std::string& bytes_;
    std::size_t at_ = 0;
};

/// An hour of beats that wander and never lie on a round number; the first downbeat is beat `upbeats`.
BeatGrid wandering(Us first, int count = 7200, int upbeats = 0) {
    BeatGrid::Parts parts;
    parts.musical = true;
    double at = static_cast<double>(first.count());
    for (int i = 0; i < count; ++i) {
        const bool downbeat = i >= upbeats && (i - upbeats) % 4 == 0;
        parts.beats.push_back({Us{std::llround(at)}, 1, downbeat, (i - upbeats) / 4});
        at += 501'234.567 + 40'000 * std::sin(0.1 * i);
    }
    parts.duration = Us{std::llround(at)} + Us{2'345'678};
    parts.sections = {{{Us{0}, Us{3'000'000}}, 1, "intro"}, {{Us{3'000'000}, parts.duration}, 1, "drop"}};
    return BeatGrid(std::move(parts));
}

/// The file's bar lines from the first downbeat on are the song's, to the microsecond, and so are the beats between.
void expect_same_grid(const BeatGrid& grid) {
    const std::string bytes = beats::beats_midi(grid);
    const ReadMidi midi(bytes);
    const std::vector<double> bars = midi.bar_times_us();
    std::size_t bar = 0;
    for (const Beat& beat : grid.beats()) {
        if (!beat.downbeat) continue;
        while (bar < bars.size() && bars[bar] < static_cast<double>(beat.time.count()) - 1) ++bar;
        ASSERT_LT(bar, bars.size());
        ASSERT_NEAR(bars[bar], static_cast<double>(beat.time.count()), 0.01);
    }
    const double last = static_cast<double>(grid.beats().back().time.count());
    double tick = 0;
    while (midi.time_us(tick) < static_cast<double>(grid.beats().front().time.count()) - 0.01) tick += 60;
    for (std::size_t i = 0; i < grid.beats().size(); i += 97) {
        ASSERT_NEAR(midi.time_us(tick + static_cast<double>(i) * 960),
                    static_cast<double>(grid.beats()[i].time.count()), 0.01);
    }
    EXPECT_GT(midi.time_us(static_cast<double>(midi.end)), last);
}

TEST(BeatsMidi, FallsOnEveryBeatOfAnHour) {
    expect_same_grid(wandering(Us{0}));
}

TEST(BeatsMidi, StartsWhereTheSoundStarts) {
    for (const std::int64_t first : {3'000, 12'345, 60'000, 130'001, 249'999, 260'000, 700'001, 3'600'007}) {
        SCOPED_TRACE(first);
        expect_same_grid(wandering(Us{first}, 200));
        expect_same_grid(wandering(Us{first}, 200, 3));
    }
}

TEST(BeatsMidi, HasNoAbsurdTempoBeforeAnEarlyFirstBeat) {
    const std::string bytes = beats::beats_midi(wandering(Us{12'345}, 50));
    for (const auto& [tick, quarter_us] : ReadMidi(bytes).tempi) EXPECT_GT(quarter_us, 60'000) << tick;
}

TEST(BeatsMidi, FollowsBarsOfOtherLengths) {
    BeatGrid::Parts parts = wandering(Us{0}, 40).parts();
    const std::vector<bool> downbeats = {false, true, false, false, true, false, false, false, false, true};
    for (std::size_t i = 0; i < downbeats.size(); ++i) parts.beats[i].downbeat = downbeats[i];
    expect_same_grid(BeatGrid(parts));
}

TEST(BeatsMidi, MarksTheSections) {
    const std::string bytes = beats::beats_midi(wandering(Us{100'000}, 100));
    const ReadMidi midi(bytes);
    ASSERT_EQ(midi.markers.size(), 2U);
    EXPECT_EQ(midi.markers[0], (std::pair<std::int64_t, std::string>{0, "intro"}));
    EXPECT_EQ(midi.markers[1].second, "drop");
    EXPECT_NEAR(midi.time_us(static_cast<double>(midi.markers[1].first)), 3'000'000, 300);  // half a tick
}

TEST(BeatsMidi, BridgesAGapThatNoTempoCanHold) {
    BeatGrid::Parts parts;
    parts.duration = Us{80'000'000};
    parts.beats = {{Us{500'000}, 1, true, 0}, {Us{70'000'001}, 1, false, 0}};
    const std::string bytes = beats::beats_midi(BeatGrid(parts));
    const ReadMidi midi(bytes);
    // After a 64th note up to the first beat, five quarters.
    EXPECT_NEAR(midi.time_us(60 + 5 * 960), 70'000'001, 0.01);
}

TEST(BeatsMidi, OfNothingIsStillAFile) {
    const std::string bytes = beats::beats_midi(BeatGrid{});
    const ReadMidi midi(bytes);
    EXPECT_EQ(midi.tempi.at(0), 500'000);
    EXPECT_EQ(midi.signatures.at(0), (std::pair{4, 4}));
}

}  // namespace
}  // namespace takt::test
