// SPDX-License-Identifier: GPL-3.0-or-later
#include "beats/analysis.h"

#include "av/audio_reader.h"
#include "base/stop.h"
#include "beats/ahead.h"
#include "beats/bars.h"
#include "beats/form.h"
#include "beats/onset_curve.h"
#include "beats/tracker.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace takt::beats {
namespace {

constexpr std::size_t kBlockSamples = kSampleRateHz / 5;

Us time_of(std::int64_t samples) {
    return Us{samples * 1'000'000 / kSampleRateHz};
}

/// Decoding, transforming and measuring run side by side, a block apart.
Curves listen(const std::filesystem::path& path, Progress& progress, const std::stop_token& stop) {
    av::AudioReader reader(path, {.sample_rate_hz = kSampleRateHz, .channels = 1}, {}, {}, stop);
    const Us total = reader.input().declared_duration().value_or(Us{0});
    progress.begin("analyse song", to_ms(total).count(), "ms");
    Ahead<std::vector<float>> sound([&]() -> std::optional<std::vector<float>> {
        throw_if_stopped(stop);
        std::vector<float> block(kBlockSamples);
        block.resize(reader.read(block));
        return block.empty() ? std::nullopt : std::optional(std::move(block));
    });
    Ear ear;
    bool ended = false;
    Ahead<Hops> heard([&]() -> std::optional<Hops> {
        if (ended) return std::nullopt;
        if (const auto block = sound.next()) return ear.hear(*block);
        ended = true;
        return ear.finish();
    });
    CurveWriter writer;
    std::int64_t samples = 0;
    while (const auto hops = heard.next()) {
        throw_if_stopped(stop);
        writer.add(*hops);
        samples += hops->samples;
        // The container may have declared less than there is.
        const Us done = total > Us{0} ? std::min(total, time_of(samples)) : time_of(samples);
        progress.advance(to_ms(done).count());
    }
    progress.end();
    return writer.finish();
}

std::vector<Beat> beats_of(std::span<const double> hops, const Bars& bars, std::span<const float> onsets, Us duration) {
    const float strongest = std::max(1e-6F, *std::max_element(onsets.begin(), onsets.end()));
    std::vector<Beat> beats;
    int bar = -1;
    for (std::size_t i = 0; i < hops.size(); ++i) {
        const Us time = std::max(Us{0}, from_seconds(hop_time_s(hops[i])));
        if (time >= duration || (!beats.empty() && time <= beats.back().time)) continue;
        const bool downbeat = bars.positions[i] == 0;
        if (downbeat) ++bar;
        const auto nearest = std::min(static_cast<std::size_t>(hops[i] + 0.5), onsets.size() - 1);
        beats.push_back({time, onsets[nearest] / strongest, downbeat, bar});
    }
    return beats;
}

std::vector<double> downbeats(std::span<const double> hops, const Bars& bars) {
    std::vector<double> result;
    for (std::size_t i = 0; i < hops.size(); ++i) {
        if (bars.positions[i] == 0) result.push_back(hops[i]);
    }
    return result;
}

}  // namespace

Analysis analyse_curves(Curves curves, const std::filesystem::path& source, const std::stop_token& stop) {
    std::vector<float> onsets = onset_curve(curves);
    const Track track = track_beats(curves, onsets, stop);
    const Bars bars = find_bars(curves, onsets, track.beats);
    BeatGrid::Parts parts;
    parts.analysis = kAnalysisVersion;
    parts.source = source;
    parts.duration = time_of(curves.samples);
    parts.musical = track.musical;
    parts.tempo = track.tempo;
    parts.meter = bars.meter;
    parts.beats = beats_of(track.beats, bars, onsets, parts.duration);
    Form form = find_form(curves, onsets, downbeats(track.beats, bars), parts.duration);
    parts.phrases = std::move(form.phrases);
    parts.sections = std::move(form.sections);
    parts.highlight = form.highlight;
    return {BeatGrid(std::move(parts)), {std::move(curves.wave), std::move(onsets), std::move(curves.timbre)}};
}

Analysis analyse_song(const std::filesystem::path& path, Progress& progress, const std::stop_token& stop) {
    return analyse_curves(listen(path, progress, stop), path, stop);
}

}  // namespace takt::beats

namespace takt {

BeatGrid analyse_beats(const std::filesystem::path& path, Progress& progress, std::stop_token stop) {
    return beats::analyse_song(path, progress, stop).grid;
}

BeatGrid analyse_beats(const std::filesystem::path& path) {
    NoProgress quiet;
    return analyse_beats(path, quiet);
}

}  // namespace takt
