// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/arguments_parts.h"
#include "cli/colour_text.h"

#include <fmt/format.h>

namespace takt::cli {
namespace {

const Choices<SlowMotion> kSlowMotion{
    {"auto", SlowMotion::Auto}, {"real", SlowMotion::Real}, {"slow", SlowMotion::Slow}};
constexpr int kMostTracks = 64;

}  // namespace

void add_prep_wishes(CLI::App& app, PrepArguments& prep, PrepWords& words) {
    app.add_option("--keep-audio", prep.wishes.keep_audio, "The sound track to keep, counted from 1 [the default one]")
        ->check(CLI::Range(1, kMostTracks))
        ->type_name("N");
    app.add_option("--slowmo", words.slow_motion,
                   "High-speed recordings: at real speed, slowed until every frame is seen, or as they are")
        ->check(CLI::IsMember(kSlowMotion))
        ->capture_default_str();
    app.add_option("--background", words.background, "Laid behind transparency: RRGGBB, black or white")
        ->capture_default_str()
        ->type_name("COLOUR");
    CLI::Option* keep =
        app.add_flag("--keep-metadata", prep.wishes.keep_metadata, "Location, device and dates stay in the files");
    app.add_flag("--remove-dates", prep.wishes.remove_dates, "Dates of recording are removed too")->excludes(keep);
    app.add_flag("--proxy", prep.proxy, "Also a small copy of every clip, for looking at: analysis/*-proxy.mp4");
    app.add_option("--report", prep.report, "Before and after of every file, with pictures and reasons, as a web page")
        ->type_name("OUT.html");
}

void read_prep_wishes(const PrepWords& words, PrepArguments& prep) {
    prep.wishes.slow_motion = kSlowMotion.at(words.slow_motion);  // CLI::IsMember has refused the others
    prep.wishes.background_rgb = parse_colour(words.background);
    // A pattern that the shell spread must not make a page out of somebody's clip.
    if (prep.report && prep.report->extension() != ".html" && prep.report->extension() != ".htm") {
        throw Error(ErrorCode::Usage,
                    fmt::format("--report: '{}' is no web page's name; end it with .html", prep.report->string()));
    }
}

}  // namespace takt::cli
