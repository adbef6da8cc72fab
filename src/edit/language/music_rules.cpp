// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/language/readers.h"

#include <algorithm>
#include <cctype>

namespace takt::language {
namespace {

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

SongChoice choice(const Clause& clause, SongChoice::How otherwise) {
    using How = SongChoice::How;
    if (const Token* song = clause.first("#song")) return {How::Number, song->refs.back(), {}};
    if (const Token* file = clause.first("#file")) return {How::Words, 0, lower(file->text)};
    if (const Token* text = clause.first("#text")) return {How::Words, 0, lower(text->text)};
    std::string words;
    for (const Token& token : clause.tokens()) {
        if (token.is("genre")) words += (words.empty() ? "" : " ") + token.text;
    }
    if (!words.empty()) return {How::Words, 0, words};
    if (clause.has("match")) return {How::ForClip, 0, {}};
    if (clause.has_any({"different", "some"})) return {How::Some, 0, {}};
    const Token* music = clause.first("music");
    if (clause.has("this") || (music != nullptr && music->definite)) return {How::This, 0, {}};
    return {otherwise, 0, {}};
}

/// "music at 30%", "quiet music": how loud it is to be from the begin.
void add_level(Ops& ops, const Clause& clause) {
    op::ChangeVolume volume;
    if (const auto percent = clause.number("#percent")) {
        volume.how = op::ChangeVolume::How::Percent;
        volume.value = *percent;
    } else if (clause.has_any({"quiet", "quieter"})) {
        volume.value = -1;
    } else {
        return;
    }
    ops.emplace_back(volume);
}

Answer add_music(const Clause& clause) {
    if (clause.has("replace") && !clause.has("add")) return NotThis{};
    if (clause.count("#song") > 1) return NotThis{};
    if (const Token* file = clause.first("#file")) {
        const bool subtitles =
            file->text.ends_with(".srt") || file->text.ends_with(".vtt") || file->text.ends_with(".ass");
        if (subtitles) return Ops{op::AddCaptions{file->text}};
    }
    op::AddMusic add{choice(clause, SongChoice::How::Some), {}};
    if (const auto at = clause.moment()) {
        add.at = *at;
    } else if (const auto stretch = clause.stretch()) {
        if (!(stretch->end == Moment{Ms{0}, true})) return NotThis{};
        add.at = stretch->begin;
    } else if (!clause.moments().empty()) {
        return NotThis{};
    }
    Ops ops{add};
    add_level(ops, clause);
    return ops;
}

Answer replace_music(const Clause& clause) {
    return Ops{op::ReplaceMusic{choice(clause, SongChoice::How::This)}};
}

Answer replace_original(const Clause& clause) {
    return Ops{op::Mute{}, op::AddMusic{choice(clause, SongChoice::How::This), {}}};
}

Answer remove_music(const Clause& clause) {
    const Token* verb = clause.first("add");
    const bool left_alone = clause.has("not") && verb != nullptr && (verb->text == "add" || verb->text == "加");
    if (left_alone) return NotThis{};
    return Ops{op::RemoveMusic{}};
}

Answer music_from(const Clause& clause) {
    if (const auto at = clause.moment(); at && !at->from_end) return Ops{op::MusicFrom{at->at}};
    if (const auto length = clause.length()) return Ops{op::MusicFrom{*length}};
    if (const auto stretch = clause.stretch()) {
        const bool skipped = clause.has("remove") && stretch->begin == Moment{} && !stretch->end.from_end;
        if (skipped) return Ops{op::MusicFrom{stretch->end.at}};
        if (stretch->end == Moment{Ms{0}, true}) return Ops{op::MusicFrom{stretch->begin.at}};
    }
    return NotThis{};
}

Answer music_at(const Clause& clause) {
    const auto at = clause.moment();
    const Token* music = clause.first("music");
    const Token* verb = clause.first("add");
    const bool new_music = verb != nullptr && !verb->is("move") && verb->text != "play" &&
                           (verb->text == "add" || !music->definite) && clause.role("#moment") != Role::From;
    if (at && new_music) return Ops{op::AddMusic{choice(clause, SongChoice::How::Some), *at}};
    if (clause.role("#stretch") == Role::Until) return NotThis{};
    if (!at) {
        const auto stretch = clause.stretch();
        const bool after = stretch && stretch->end == Moment{Ms{0}, true};
        return after ? Answer{Ops{op::MusicAt{stretch->begin}}} : NotThis{};
    }
    if (clause.role("#moment") == Role::From && !clause.has("video")) return Ops{op::MusicFrom{at->at}};
    return Ops{op::MusicAt{*at}};
}

/// "a different one" after "add happy music".
Answer another(const Clause& clause) {
    const auto& target = clause.context().target;
    if (!target || target->kind != Target::Kind::Music) return NotThis{};
    return Ops{op::ReplaceMusic{{SongChoice::How::Some, 0, {}}}};
}
Answer start_it(const Clause& clause) {
    const auto at = clause.moment();
    if (!at || clause.carried({Target::Kind::Music}) == nullptr) return NotThis{};
    return Ops{op::MusicAt{*at}};
}

Answer loop_music(const Clause& clause) {
    const auto stretch = clause.stretch();
    if (stretch && !(stretch->end == Moment{Ms{0}, true})) return NotThis{};
    return Ops{op::FitMusic{true}};
}

Answer no_loop(const Clause&) {
    return Ops{op::FitMusic{false}};
}

/// Whichever is named first is made to fit the other.
Answer fit(const Clause& clause) {
    if (clause.place_of("music") < clause.place_of("video")) return Ops{op::FitMusic{!clause.has("not")}};
    return Ops{op::FitVideo{}};
}

constexpr std::string_view kSongWords =
    "#song #file #text genre match mood this some different it more background video clip all quiet quieter volume "
    "sound #percent use music while add";

}  // namespace

std::span<const Rule> music_rules() {
    static const auto kRules = std::to_array<Rule>({
        {"add|use #song|music",
         "@do #moment #stretch to_start start_verb #song #file #text genre match mood this some different it more "
         "background video clip all quiet quieter volume sound #percent use while loop",
         add_music},
        {"match|genre music", "@do #song #file #text mood this some it more background video clip all quiet use",
         add_music},
        {"add|use #file", "@do music this it background video clip #moment", add_music},
        {"add genre some|beat", "@do this it on background video clip", add_music},
        {"take|make music off|out", "turn take all", remove_music},
        {"different one", "make use add replace", another},
        {"start_verb it #moment", "", start_it},
        {"background music", "@do this some it video clip quiet genre #song #file", add_music},
        {"replace|change music|#song", kSongWords, replace_music},
        {"different music", "@do use this some it background genre", replace_music},
        {"replace original|sound|voice music|#song|#file", kSongWords, replace_original},
        {"remove|no|not music", "want all background add use it this video anymore", remove_music},
        {"music start_verb|use|add|keep|make from|#moment|#stretch #moment|#length|#stretch",
         "@do start_verb to_start use this it of", music_at},
        {"music start_verb|use|add|keep|to_start #length", "@do start_verb to_start use this it of in", music_from},
        {"music from #moment|#stretch", "@do start_verb to_start use this it part_of keep add", music_from},
        {"remove #stretch of|in music", "this it start_verb", music_from},
        {"music start_verb|to_start #moment|#length of|in|from music", "@do use this it keep", music_from},
        {"loop music", "@do it this until fit_verb video length to_end all for background whole_time #stretch length",
         loop_music},
        {"not|no loop", "music it this background", no_loop},
        {"fit_verb music video",
         "@do length this it at all to_end stop_verb match shorten loop background while not keep until same sync "
         "whole_time",
         fit},
        {"music whole_time", "@do this it background video fit_verb stay loop keep until", loop_music},
    });
    return kRules;
}

}  // namespace takt::language
