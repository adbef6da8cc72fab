// SPDX-License-Identifier: GPL-3.0-or-later
// beats: a song analysed, corrected as the person says and said before, and written in whatever form was asked for.
#include "av/still_encoder.h"
#include "base/atomic_file.h"
#include "base/fingerprint.h"
#include "beats/analysis.h"
#include "beats/cached_beats.h"
#include "beats/click.h"
#include "beats/midi.h"
#include "beats/picture.h"
#include "beats/table_text.h"
#include "cli/beats_text.h"
#include "cli/commands.h"
#include "render/lettering.h"

#include <fmt/format.h>

#include <utility>

namespace takt::cli {
namespace {

/// A prepared song stands for the one it was made from: its project's analysis says which.
SongContent content_of(const std::filesystem::path& song) {
    const auto folder = std::filesystem::absolute(song).lexically_normal().parent_path();
    if (folder.filename() != "media") return {fingerprint_file(song), {}};
    return beats::content_of(song, beats::beats_file(folder.parent_path() / "analysis", song.stem()));
}

BeatGrid with_content(const BeatGrid& grid, SongContent content) {
    BeatGrid::Parts parts = grid.parts();
    parts.song = std::move(content);
    return BeatGrid(std::move(parts));
}

/// Stored before it is shown: what is shown holds from now on.
BeatGrid corrected_grid(const BeatGrid& grid, const BeatsArguments& arguments, const Surroundings& with) {
    const beats::Corrections corrections(with.environment.corrections());
    if (!arguments.change.any()) return corrections.applied(grid);
    const SongContent& content = grid.song().value();
    const auto stored = arguments.change.forget ? std::nullopt : corrections.of(content.fingerprint);
    // Times are said on what was named, and kept on the whole song.
    const BeatCorrection correction =
        changed(moved(stored.value_or(BeatCorrection{}), content.begin), arguments.change, grid.duration());
    if (!with.globals.dry_run) corrections.keep(content.fingerprint, moved(correction, -content.begin));
    return corrected(grid, correction);
}

std::string png_of(const beats::Sheet& sheet) {
    std::vector<std::uint8_t> rgba = beats::sheet_pixels(sheet);
    std::vector<render::Words> words;
    for (const beats::Label& label : sheet.labels) {
        words.push_back({.x = label.x,
                         .y = label.y,
                         .size = label.size,
                         .rgb = label.rgb,
                         .anchor = static_cast<render::Words::Side>(label.anchor),
                         .bold = label.bold,
                         .text = label.text});
    }
    render::letter(rgba, {sheet.width, sheet.height}, words);
    return av::encode_png(rgba, sheet.width, sheet.height);
}

void write_outputs(const BeatGrid& grid, const beats::Drawing& drawing, const BeatsArguments& arguments,
                   const Surroundings& with) {
    if (arguments.svg) write_file(*arguments.svg, beats::beats_svg(grid, drawing));
    if (arguments.png) write_file(*arguments.png, png_of(beats::beats_sheet(grid, drawing)));
    if (arguments.csv) write_file(*arguments.csv, beats::beats_csv(grid));
    if (arguments.labels) write_file(*arguments.labels, beats::beats_labels(grid));
    if (arguments.midi) write_file(*arguments.midi, beats::beats_midi(grid));
    if (arguments.click) {
        beats::write_click_mix(arguments.song, grid, *arguments.click, with.progress, with.stop);
    }
}

}  // namespace

int run(const BeatsArguments& arguments, const Surroundings& with) {
    const beats::Analysis analysis = beats::analyse_song(arguments.song, with.progress, with.stop);
    const BeatGrid grid = corrected_grid(with_content(analysis.grid, content_of(arguments.song)), arguments, with);
    if (!with.globals.dry_run) write_outputs(grid, analysis.drawing, arguments, with);
    if (with.globals.json) {
        fmt::print("{}", beats_to_json(grid));
    } else {
        fmt::print("{}", beats_text(grid, arguments.song, !with.globals.quiet));
    }
    return 0;
}

}  // namespace takt::cli
