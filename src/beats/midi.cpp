// SPDX-License-Identifier: GPL-3.0-or-later
#include "beats/midi.h"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace takt::beats {
namespace {

constexpr std::int64_t kTicks = 960;                // a quarter note
constexpr std::int64_t kLongestQuarter = 0xFFFFFF;  // µs in the 24 bits of a tempo
constexpr Us kDefaultQuarter{500'000};
constexpr std::size_t kLongestName = 1000;

enum Meta : char { Text = 0x01, Marker = 0x06, EndOfTrack = 0x2F, SetTempo = 0x51, TimeSignature = 0x58 };

std::string big_endian(std::int64_t value, int bytes) {
    std::string out;
    for (int i = bytes - 1; i >= 0; --i) out += static_cast<char>(value >> (8 * i) & 0xFF);
    return out;
}

/// Seven bits a byte, the highest first; all but the last are marked.
std::string variable_length(std::int64_t value) {
    std::string out(1, static_cast<char>(value & 0x7F));
    while (value >>= 7) out.insert(out.begin(), static_cast<char>(0x80 | (value & 0x7F)));
    return out;
}

struct Event {
    std::int64_t tick = 0;
    Meta type{};
    std::string bytes;
};

/// The song's time cut into notes: quarters before the first beat, one a beat, quarters after the last. When the first
/// beat comes sooner than half a quarter, what is before it is one shorter note, so that no tempo is absurd.
class Notes {
public:
    explicit Notes(const BeatGrid& grid) {
        const auto beats = grid.beats();
        const Us period = beats.size() < 2 ? kDefaultQuarter
                                           : std::max(Us{1}, (beats.back().time - beats.front().time) /
                                                                 static_cast<std::int64_t>(beats.size() - 1));
        if (!beats.empty()) lead_to(beats.front().time, period);
        for (std::size_t i = 0; i < beats.size(); ++i) {
            if (i > 0) fill_to(beats[i].time, 1);
            if (beats[i].downbeat) bars_.push_back(quarters());
        }
        const Us last = knots_.back().time;
        const std::int64_t after =
            last < grid.duration() ? std::min((grid.duration() - last) / period + 1, kMostAfter) : 0;
        for (std::int64_t n = 1; n <= after; ++n) fill_to(last + period * n, 1);
    }

    struct Knot {
        std::int64_t tick = 0;
        Us time{};
    };
    [[nodiscard]] const std::vector<Knot>& knots() const { return knots_; }
    /// What is before the first quarter, as the power of two of its note value; 0: nothing.
    [[nodiscard]] int lead_power() const { return lead_power_; }
    [[nodiscard]] std::int64_t tick_of(std::int64_t quarter) const { return lead_ticks() + quarter * kTicks; }
    /// The quarters at which bars begin.
    [[nodiscard]] const std::vector<std::int64_t>& bars() const { return bars_; }

    [[nodiscard]] std::int64_t tick_at(Us time) const {
        const auto later = [](Us t, const Knot& knot) { return t < knot.time; };
        const auto after = std::upper_bound(knots_.begin(), knots_.end(), time, later);
        if (after == knots_.begin()) return 0;
        const Knot& before = *(after - 1);
        if (after == knots_.end()) return before.tick;
        const std::int64_t ticks = after->tick - before.tick;
        return before.tick + rounded((time - before.time).count() * ticks, (after->time - before.time).count());
    }

private:
    // A song ends soon after its last beat; more than a day of quarters is a document that lies.
    static constexpr std::int64_t kMostAfter = 500'000;
    static constexpr int kShortestPower = 6;  // a 64th

    static std::int64_t rounded(std::int64_t value, std::int64_t by) { return (value + by / 2) / by; }
    [[nodiscard]] std::int64_t lead_ticks() const { return lead_power_ == 0 ? 0 : (4 * kTicks) >> lead_power_; }
    [[nodiscard]] std::int64_t quarters() const { return (knots_.back().tick - lead_ticks()) / kTicks; }

    void lead_to(Us first, Us period) {
        if (first <= Us{0} || first >= period / 2) return fill_to(first, rounded(first.count(), period.count()));
        for (lead_power_ = 3; lead_power_ < kShortestPower && first < period / (1 << (lead_power_ - 1));) ++lead_power_;
        knots_.push_back({lead_ticks(), first});
    }

    /// `wanted` quarters up to `time`, more when one would be too long for a tempo; their ends are rounded, their sum
    /// is exact.
    void fill_to(Us time, std::int64_t wanted) {
        const Knot begin = knots_.back();
        const std::int64_t span = (time - begin.time).count();
        if (span <= 0) return;
        const std::int64_t count = std::max({wanted, span / kLongestQuarter + 1, std::int64_t{1}});
        for (std::int64_t n = 1; n <= count; ++n) {
            knots_.push_back({begin.tick + n * kTicks, begin.time + Us{rounded(span * n, count)}});
        }
    }

    std::vector<Knot> knots_{Knot{}};
    std::vector<std::int64_t> bars_;
    int lead_power_ = 0;
};

void add_tempi(std::vector<Event>& events, const Notes& notes) {
    const auto& knots = notes.knots();
    std::int64_t before = 0;
    for (std::size_t i = 0; i + 1 < knots.size(); ++i) {
        // Note values divide the ticks of a whole note, so this is exact.
        const std::int64_t quarter =
            (knots[i + 1].time - knots[i].time).count() * kTicks / (knots[i + 1].tick - knots[i].tick);
        if (quarter != before) events.push_back({knots[i].tick, SetTempo, big_endian(quarter, 3)});
        before = quarter;
    }
    if (knots.size() < 2) events.push_back({0, SetTempo, big_endian(kDefaultQuarter.count(), 3)});
}

/// A bar is as long as it was counted; the first one reaches to the first downbeat.
void add_signatures(std::vector<Event>& events, const Notes& notes, std::int64_t meter) {
    std::pair<std::int64_t, int> before;
    const auto add = [&](std::int64_t tick, std::int64_t count, int power) {
        const std::pair signature{std::clamp<std::int64_t>(count, 1, 255), power};
        if (signature == before) return;
        before = signature;
        // count/2^power, a click a quarter, eight 32nds in one.
        events.push_back({tick, TimeSignature, {static_cast<char>(signature.first), static_cast<char>(power), 24, 8}});
    };
    if (notes.lead_power() > 0) add(0, 1, notes.lead_power());
    const auto& bars = notes.bars();
    const std::int64_t first = bars.empty() ? 0 : bars.front();
    const std::int64_t upbeat = first % meter;
    if (upbeat > 0) add(notes.tick_of(0), upbeat, 2);
    if (bars.empty() || first >= meter) add(notes.tick_of(upbeat), meter, 2);
    for (std::size_t i = 0; i < bars.size(); ++i) {
        add(notes.tick_of(bars[i]), i + 1 < bars.size() ? bars[i + 1] - bars[i] : meter, 2);
    }
}

std::string track(std::vector<Event> events, std::int64_t end) {
    std::stable_sort(events.begin(), events.end(), [](const Event& a, const Event& b) { return a.tick < b.tick; });
    if (!events.empty()) end = std::max(end, events.back().tick);
    events.push_back({end, EndOfTrack, ""});
    std::string bytes;
    std::int64_t at = 0;
    for (const Event& event : events) {
        bytes += variable_length(event.tick - at) + '\xFF' + static_cast<char>(event.type) +
                 variable_length(static_cast<std::int64_t>(event.bytes.size())) + event.bytes;
        at = event.tick;
    }
    return bytes;
}

}  // namespace

std::string beats_midi(const BeatGrid& grid) {
    const Notes notes(grid);
    std::vector<Event> events{{0, Text, "beats found by takt"}};
    add_signatures(events, notes, std::max(1, grid.meter()));
    add_tempi(events, notes);
    for (const Section& section : grid.sections()) {
        events.push_back({notes.tick_at(section.range.begin), Marker, section.label.substr(0, kLongestName)});
    }
    const std::string bytes = track(std::move(events), notes.tick_at(grid.duration()));
    return "MThd" + big_endian(6, 4) + big_endian(0, 2) + big_endian(1, 2) + big_endian(kTicks, 2) + "MTrk" +
           big_endian(static_cast<std::int64_t>(bytes.size()), 4) + bytes;
}

}  // namespace takt::beats
