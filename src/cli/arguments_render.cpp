// SPDX-License-Identifier: GPL-3.0-or-later
// What `render` can be told: the montage's wishes, the shape of the picture, what comes out.
#include "cli/arguments_parts.h"
#include "cli/edit_text.h"
#include "cli/time_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <iostream>
#include <iterator>

namespace takt::cli {
namespace {

constexpr Ms kLongestVideo = std::chrono::hours{3};

const Choices<Aspect> kAspects{{"auto", Aspect::Auto},
                               {"16:9", Aspect::Wide16x9},
                               {"9:16", Aspect::Tall9x16},
                               {"1:1", Aspect::Square},
                               {"4:5", Aspect::Portrait4x5}};
const Choices<Pace> kPaces{{"calm", Pace::Calm}, {"normal", Pace::Normal}, {"fast", Pace::Fast}};
const Choices<Fit> kFits{{"crop", Fit::Crop}, {"pad", Fit::Pad}, {"blur", Fit::Blur}};
const Choices<LengthFrom> kLengthsFrom{{"music", LengthFrom::Music}, {"video", LengthFrom::Video}};
const Choices<FrameRate> kRates{{"24", {24, 1}}, {"25", {25, 1}},          {"29.97", {30000, 1001}}, {"30", {30, 1}},
                                {"50", {50, 1}}, {"59.94", {60000, 1001}}, {"60", {60, 1}}};

std::vector<std::string> fit_words() {
    std::vector<std::string> words;
    for (const auto& each : kFits) words.push_back(each.first);
    for (const auto& each : kLengthsFrom) words.push_back(each.first);
    return words;
}

void add_picture(CLI::App& app, RenderArguments& render, MontageWords& words) {
    app.add_option("--aspect", words.aspect, "Shape of the picture; auto: as most of the footage")
        ->check(CLI::IsMember(kAspects))
        ->capture_default_str();
    app.add_option("--fit", words.fit,
                   "How footage of another shape fills the picture (crop, pad, blur), and which of the two decides how "
                   "long a music video is (music, video); may be given twice")
        ->check(CLI::IsMember(fit_words()))
        ->type_name("FIT");
    app.add_option("--fps", words.fps, "Frame rate [the clips']")->check(CLI::IsMember(kRates));
    app.add_option("--title", render.settings.title, "A title for the first seconds")->type_name("TEXT");
}

void add_montage(CLI::App& app, RenderArguments& render, MontageWords& words) {
    app.add_option("--pace", words.pace, "How densely to cut")->check(CLI::IsMember(kPaces))->capture_default_str();
    app.add_option("--length", words.length, "Length of the video, e.g. 30 or 1:15")->type_name("TIME");
    app.add_option("--lengths", words.lengths, "Several videos of one project, e.g. 15,30,60")->type_name("TIMES");
    app.add_option("--start", words.start,
                   "Where a longer song starts: chorus, beginning, a time of the song [where it is best]")
        ->type_name("WHERE");
    app.add_option("--pin", words.pins,
                   "Show this clip at this time of the video: IMG_2.MOV@0:12, or with the moment "
                   "of the clip IMG_2.MOV@0:12/3s; may be given several times")
        ->type_name("CLIP@TIME");
    app.add_option("--exclude", words.excluded, "Never show this part of a clip: IMG_1.MOV:0:05-0:08")
        ->type_name("CLIP:FROM-TO");
    app.add_option("--music", render.music_folder, "Choose the song in this folder that suits the clips best")
        ->type_name("DIR");
}

}  // namespace

void add_render(CLI::App& app, RenderArguments& render, MontageWords& words) {
    app.add_option("prompt", words.prompt,
                   "What to make, in words; - reads it from stdin. Without it: a beat-synced music video, or, with one "
                   "clip, music under it");
    add_picture(app, render, words);
    add_montage(app, render, words);
    app.add_option("--storyboard", render.storyboard, "The shots as pictures over the music, as .svg or .html")
        ->type_name("FILE");
    add_render_options(app, render.options, render.output, render.fallback_local, words.render);
    app.add_flag("--new-session", render.new_session,
                 "Begin another session at the service; it costs another editing fee");
}

void read_render_words(const MontageWords& words, const Globals& globals, RenderArguments& render) {
    EditSettings& settings = render.settings;
    settings.aspect = kAspects.at(words.aspect);  // CLI::IsMember has refused the others, here and below
    settings.pace = kPaces.at(words.pace);
    for (const std::string& word : words.fit) {
        if (const auto fit = kFits.find(word); fit != kFits.end()) settings.fit = fit->second;
        if (const auto from = kLengthsFrom.find(word); from != kLengthsFrom.end()) settings.length_from = from->second;
    }
    settings.seed = globals.seed;
    if (!words.fps.empty()) settings.rate = kRates.at(words.fps);
    if (!words.start.empty()) parse_song_start(words.start, settings);
    for (const std::string& pin : words.pins) settings.pins.push_back(parse_pin(pin));
    for (const std::string& each : words.excluded) settings.excluded.push_back(parse_exclusion(each));
    if (!words.lengths.empty()) render.lengths = parse_lengths(words.lengths);
    render.options.quality = kQualities.at(words.render.quality);
    render.options.threads = globals.jobs;
    if (!words.length.empty()) {
        settings.length = to_ms(parse_time(words.length));
        if (*settings.length <= Ms{0} || *settings.length > kLongestVideo) {
            throw Error(ErrorCode::Usage, "--length: must be between nothing and three hours; write e.g. 30 or 1:15");
        }
    }
    const bool piped = words.prompt.size() == 1 && words.prompt.front() == "-";
    render.prompt = piped ? std::string{std::istreambuf_iterator<char>(std::cin), {}}
                          : fmt::format("{}", fmt::join(words.prompt, " "));
}

}  // namespace takt::cli
