// SPDX-License-Identifier: GPL-3.0-or-later
#include "takt/error.h"
#include "takt/render.h"

#include "base/stop.h"
#include "render/pictures.h"
#include "render/proof.h"
#include "render/sound.h"
#include "render/soundtrack.h"
#include "render/stabilise.h"

#include <fmt/format.h>

#include <filesystem>
#include <system_error>

namespace takt {
namespace {

constexpr int kMaxSide = 8192;
constexpr double kMaxFps = 240;

void require_renderable(const Draft& draft) {
    const auto refuse = [](const std::string& what) { throw Error(ErrorCode::RenderFailed, "draft: " + what); };
    const auto even = [](int side) { return side >= 16 && side <= kMaxSide && side % 2 == 0; };
    if (!draft.renderable()) refuse("nothing is on its timeline; add a clip, a song or a title first");
    if (!even(draft.canvas.width) || !even(draft.canvas.height)) {
        refuse(fmt::format("the canvas {}x{} cannot be H.264; use even sides from 16 to {}", draft.canvas.width,
                           draft.canvas.height, kMaxSide));
    }
    if (draft.rate.num <= 0 || draft.rate.den <= 0 || draft.rate.fps() > kMaxFps || draft.rate.fps() < 1) {
        refuse(fmt::format("{}/{} frames per second cannot be rendered; use 24 to 60", draft.rate.num, draft.rate.den));
    }
    if (nearest_frame(draft.duration, draft.rate) < 1) refuse("it is shorter than one frame; make it longer");
    if (const auto broken = broken_invariants(draft); !broken.empty()) {
        throw Error(ErrorCode::Internal, fmt::format("draft: {}; undo the last edit", broken.front()));
    }
}

/// All of them, before the first minute of work is spent.
void require_sources(const Draft& draft) {
    for (const Track& track : draft.tracks) {
        if (!track.is(TrackType::Video) && !track.is(TrackType::Audio)) continue;
        for (const Segment& segment : track.segments) {
            std::error_code failed;
            if (std::filesystem::exists(segment.source, failed)) continue;
            throw Error(ErrorCode::NotFound,
                        fmt::format("{}: the source of segment \"{}\" is gone; bring it back or prepare it again",
                                    segment.source, segment.name));
        }
    }
}

}  // namespace

RenderResult render_draft(const Draft& draft, const std::filesystem::path& output, const RenderOptions& options,
                          Progress& progress, std::stop_token stop) {
    require_renderable(draft);
    require_sources(draft);
    throw_if_stopped(stop);
    const std::int64_t frames = nearest_frame(draft.duration, draft.rate);
    const std::int64_t samples = frame_time(frames, draft.rate).count() * render::kSoundRateHz / 1'000'000;
    RenderOptions wanted = options;
    wanted.integrated_lufs = draft.loudness_lufs.value_or(options.integrated_lufs);
    const render::Soundtrack soundtrack = render::make_soundtrack(draft, samples, output, wanted, progress, stop);
    const render::Steadied steadied(draft, output, progress, stop);
    const auto video = render::write_video(steadied.draft(), frames, soundtrack, output, options, progress, stop);
    render::prove(video->part(), output.string(), draft, frames, stop);
    video->publish();
    return {output, frames, soundtrack.sound};
}

}  // namespace takt
