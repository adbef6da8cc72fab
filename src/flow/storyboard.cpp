// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/storyboard.h"

#include "takt/error.h"

#include "base/atomic_file.h"
#include "flow/storyboard_media.h"
#include "flow/storyboard_sheet.h"

#include <fmt/format.h>

#include <algorithm>

namespace takt::flow {
namespace {

constexpr Ms kLongest = std::chrono::hours{24};

bool is_page(const std::filesystem::path& out) {
    const std::string ending = out.extension().string();
    if (ending == ".svg") return false;
    if (ending == ".html" || ending == ".htm") return true;
    throw Error(ErrorCode::Usage,
                fmt::format("{}: a storyboard is a drawing or a page; name it .svg or .html", out.filename().string()));
}

void require_drawable(const Draft& draft) {
    const std::vector<std::string> broken = broken_invariants(draft);
    if (!broken.empty()) {
        throw Error(ErrorCode::Corrupt, fmt::format("draft: {}; fetch or make the draft again", broken.front()));
    }
    if (draft.duration > kLongest) {
        throw Error(ErrorCode::TooLarge, "draft: longer than a day; draw a shorter one");
    }
}

Draft with_paths(Draft draft, const std::filesystem::path& root) {
    for (Track& track : draft.tracks) {
        for (Segment& segment : track.segments) {
            if (!segment.source.empty()) segment.source = (root / segment.source).string();  // an absolute one stays
        }
    }
    return draft;
}

std::vector<Segment> segments_of(const Draft& draft, TrackType type) {
    std::vector<Segment> segments;
    for (const Track& track : draft.tracks) {
        if (track.is(type)) segments.insert(segments.end(), track.segments.begin(), track.segments.end());
    }
    std::stable_sort(segments.begin(), segments.end(),
                     [](const Segment& a, const Segment& b) { return a.start < b.start; });
    return segments;
}

Storyboard gathered(const Draft& draft, const std::vector<Beat>& beats, Progress& progress,
                    const std::stop_token& stop) {
    Storyboard board{.title = draft.title, .duration = draft.duration, .canvas = draft.canvas, .beats = beats};
    const std::vector<Segment> shots = segments_of(draft, TrackType::Video);
    board.picture_every = (shots.size() + kMostPictures - 1) / kMostPictures;
    board.picture_every = std::max<std::size_t>(board.picture_every, 1);
    std::vector<std::string> pictures = shot_pictures(draft, shots, board.picture_every, progress, stop);
    for (std::size_t i = 0; i < shots.size(); ++i) board.shots.push_back({shots[i], std::move(pictures[i])});
    board.texts = segments_of(draft, TrackType::Text);
    board.rows = board_rows(board.shots, draft.duration, draft.canvas);
    const std::size_t columns = board.rows.count * (kRowWidth / kWaveStep);
    board.wave =
        sound_outline(draft, columns, board.rows.length * static_cast<std::int64_t>(board.rows.count), progress, stop);
    return board;
}

}  // namespace

void write_storyboard(const Draft& draft, const std::vector<Beat>& beats, const std::filesystem::path& root,
                      const std::filesystem::path& out, Progress& progress, const std::stop_token& stop) {
    const bool page = is_page(out);
    require_drawable(draft);
    const Storyboard board = gathered(with_paths(draft, root), beats, progress, stop);
    write_file(out, page ? storyboard_page(board) : storyboard_svg(board));
}

}  // namespace takt::flow
