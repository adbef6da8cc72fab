// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/language/readers.h"

#include <algorithm>
#include <cmath>

namespace takt::language {
namespace {

using How = op::ChangeVolume::How;

/// +1 louder, -1 quieter, 0 not said; "too loud" is quieter.
int direction(const Clause& clause) {
    if (clause.has("too")) {
        if (clause.has("loud")) return -1;
        if (clause.has_any({"quiet", "quieter"})) return 1;
    }
    if (clause.has("hard_to_hear")) return 1;
    const bool more = clause.has_any({"louder", "up", "loud", "big"});
    const bool less = clause.has_any({"quieter", "down", "quiet", "small"});
    return more == less ? 0 : more ? 1 : -1;
}

bool kinds_mixed(const Clause& clause) {
    const bool own = clause.has_any({"original", "voice"});
    return clause.has("music") && own;
}

Answer volume(const Clause& clause) {
    if (kinds_mixed(clause) && !clause.has("hard_to_hear")) return NotThis{};
    if (clause.lengths().size() + static_cast<std::size_t>(clause.count("#percent")) > 1) return NotThis{};
    op::ChangeVolume change{clause.sound(Target::Kind::Mix), How::Step, 0};
    const int towards = direction(clause);
    const Role role = clause.role("#percent");
    if (const auto percent = clause.number("#percent")) {
        const bool relative = role == Role::By || (role == Role::Plain && towards != 0);
        change.how = relative ? How::ByPercent : How::Percent;
        change.value = relative && towards < 0 ? -std::abs(*percent) : *percent;
    } else if (const auto db = clause.number("#db")) {
        change.how = How::Decibels;
        change.value = towards < 0 ? -std::abs(*db) : *db;
    } else if (clause.has("half_as")) {
        change.how = How::ByPercent;
        change.value = -50;
    } else if (clause.has("twice_as")) {
        change.how = How::ByPercent;
        change.value = 100;
    } else if (clause.has_any({"half", "full", "normal"})) {
        change.how = How::Percent;
        change.value = clause.has("half") ? 50 : 100;
    } else if (const auto factor = clause.number("#factor")) {
        change.how = How::ByPercent;
        change.value = (*factor - 1) * 100;
    } else if (towards != 0) {
        change.value = towards * clause.degree();
    } else {
        return NotThis{};
    }
    return Ops{change};
}

Answer how_loud(const Clause&) {
    return Question{"how loud is missing; say \"set the music volume to 50%\", \"louder\" or \"3 dB quieter\""};
}

bool from_or_to_black(const Clause& clause) {
    return clause.has("black_flaw") || std::ranges::any_of(clause.tokens(), [](const Token& token) {
               const bool fades = token.is("fade_in") || token.is("fade_out") || token.is("fade");
               return fades &&
                      (token.text.find("black") != std::string::npos || token.text.find("黑") != std::string::npos);
           });
}

/// "fade the music in", but not "fade the music out in 2 s" or "fade it in the middle".
bool fades_in(const Clause& clause) {
    const Tokens& tokens = clause.tokens();
    if (!clause.has("fade")) return false;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (tokens[i].text != "in") continue;
        if (i + 1 == tokens.size() || tokens[i + 1].is("and") || tokens[i + 1].separates()) return true;
        if (tokens[i + 1].is("on") || tokens[i + 1].is("at_least")) return true;  // over
        if (tokens[i + 1].is("#length") && !clause.has_any({"fade_out", "out"})) return true;
    }
    return false;
}

/// "fade in 1 s and out 3 s", "1 s fade in, 3 s fade out": each end with its own length.
Answer two_fades(const Clause& clause, const op::Fade& like) {
    std::vector<bool> ways;  // in
    for (const Token& token : clause.tokens()) {
        const bool in = token.is("fade_in") || token.text == "in";
        if (in || token.is("fade_out") || token.is("out")) ways.push_back(in);
    }
    const std::vector<Ms> lengths = clause.lengths();
    if (lengths.size() != 2 || ways.size() != 2 || ways[0] == ways[1]) return NotThis{};
    Ops ops;
    for (std::size_t i = 0; i < 2; ++i) {
        op::Fade fade = like;
        fade.in = ways[i];
        fade.out = !ways[i];
        fade.length = lengths[i];
        ops.emplace_back(fade);
    }
    return ops;
}

/// Which end of the sound or picture; "fade the music in", "fade out", "fade at the end".
Answer fade(const Clause& clause) {
    op::Fade fade;
    const bool sound = clause.has_any({"music", "original", "voice", "sound", "everything_heard"});
    const bool picture = (clause.has("video") || from_or_to_black(clause)) && !sound;
    const Target* before = clause.has("it")
                               ? clause.carried({Target::Kind::Music, Target::Kind::Original, Target::Kind::Titles})
                               : clause.carried({Target::Kind::Music});
    if (clause.has_any({"title", "#title", "caption"})) {
        fade.target = clause.texts();
    } else if (sound) {
        fade.target = clause.sound(Target::Kind::Mix);
    } else if (before != nullptr && !picture) {
        fade.target = *before;
    } else {
        fade.target = {Target::Kind::Picture, clause.refs("#clip"), {}};
    }
    fade.target.stretch.reset();
    fade.in = clause.has_any({"fade_in", "fade_both"}) || fades_in(clause);
    fade.out = clause.has_any({"fade_out", "fade_both", "out"});
    if (!fade.in && !fade.out) {
        fade.in = clause.has("to_start");
        fade.out = clause.has("to_end");
    }
    if (!fade.in) fade.out = true;
    if (clause.lengths().size() > 1) return two_fades(clause, fade);
    fade.length = clause.length();
    if (const auto stretch = clause.stretch()) {
        if (stretch->begin.from_end && stretch->end == Moment{Ms{0}, true}) fade.length = stretch->begin.at;
        if (stretch->begin == Moment{} && !stretch->end.from_end) fade.length = stretch->end.at;
        if (!fade.length) return NotThis{};
    }
    if (clause.has_any({"remove", "no", "not"})) {
        fade.length = Ms{0};
        if (!clause.has_any({"fade_in", "fade_out", "fade_both", "out", "to_start", "to_end"}))
            fade.in = fade.out = true;
    }
    // "the video and the music"
    const std::size_t also = clause.place_of("and");
    const bool both = fade.target.kind == Target::Kind::Music && clause.has("video") &&
                      std::min(clause.place_of("video"), clause.place_of("music")) < also &&
                      also < std::max(clause.place_of("video"), clause.place_of("music"));
    if (!both) return Ops{fade};
    op::Fade picture_too = fade;
    picture_too.target = {};
    return Ops{picture_too, fade};
}

Answer fade_from_black(const Clause&) {
    return Ops{op::Fade{{}, true, false, {}}};
}
Answer fade_to_black(const Clause&) {
    return Ops{op::Fade{{}, false, true, {}}};
}

Answer duck(const Clause& clause) {
    op::Duck duck;
    if (const auto percent = clause.number("#percent")) {
        duck.level = clause.role("#percent") == Role::By ? 1 - *percent / 100 : *percent / 100;
    } else if (const auto db = clause.number("#db")) {
        duck.level = std::pow(10.0, -std::abs(*db) / 20);
    }
    if (duck.level && (*duck.level < 0 || *duck.level > 1)) return NotThis{};
    return Ops{duck};
}

Answer no_duck(const Clause&) {
    return Ops{op::Duck{false, {}}};
}

Answer mute(const Clause& clause) {
    if (kinds_mixed(clause)) return NotThis{};
    Target target = clause.sound(Target::Kind::Original);
    return Ops{op::Mute{target, true}};
}

Answer unmute(const Clause& clause) {
    if (kinds_mixed(clause)) return NotThis{};
    return Ops{op::Mute{clause.sound(Target::Kind::Original), false}};
}

Answer only_music(const Clause& clause) {
    const std::vector<EditOp>& done = clause.context().done;
    if (!done.empty() && done.back() == EditOp{op::Mute{}}) return Ops{};  // "no sound, just the music"
    return Ops{op::Mute{}};
}

/// "but keep the music": nothing to do.
Answer kept(const Clause&) {
    return Ops{};
}

Answer loudness(const Clause& clause) {
    const auto lufs = clause.number("#lufs");
    if (lufs && (*lufs < -70 || *lufs > 0))
        return Question{"the loudness must be between -70 and 0 LUFS; say \"normalize to -14 LUFS\""};
    return Ops{op::SetLoudness{lufs.value_or(-14)}};
}

Answer denoise(const Clause& clause) {
    const Target target = clause.sound(Target::Kind::Original);
    return Ops{op::Denoise{target.kind == Target::Kind::Mix ? Target{Target::Kind::Original, {}, {}} : target, true}};
}

Answer no_denoise(const Clause& clause) {
    return Ops{op::Denoise{clause.sound(Target::Kind::Original), false}};
}

}  // namespace

std::span<const Rule> sound_rules() {
    static const auto kRules = std::to_array<Rule>({
        {"louder|quieter|loud", "@set @sounds @amount @degree it too loud quiet up down", volume},
        {"up|down|big|small|loud|quiet sound|volume|music|original|voice",
         "@set @sounds @amount @degree it too louder quieter", volume},
        {"sound|volume|music|original|voice #percent|#db|#factor|half|half_as|twice_as|full|normal",
         "@set @sounds @degree it louder quieter up down set_to", volume},
        {"turn up|down", "@sounds @amount @degree it too", volume},
        {"hard_to_hear voice|original|music|sound|video|clip|#clip", "@sounds it too small quiet quieter loud on",
         volume},
        {"hard_to_hear transcribe", "@sounds it on", volume},
        {"#db", "@set it louder quieter up down @sounds", volume},
        {"volume|sound|music|original|voice change|make", "it video clip @sounds", how_loud},
        {"fade|fade_in|fade_out|fade_both",
         "@do @sounds it title #title caption in out to_start to_end #length #stretch a_little for smooth fade fade_in "
         "fade_out all gradual while black_flaw front_part back_part each_word",
         fade},
        {"remove|no|not fade|fade_in|fade_out|fade_both",
         "music original voice sound #clip clip it title in out to_start to_end all", fade},
        {"start_verb|to_start black_flaw", "video with from in", fade_from_black},
        {"stop_verb|to_end black_flaw", "video with in on", fade_to_black},
        {"duck",
         "@do music background sound speaking someone voice while original #percent #db it a_little quieter down",
         duck},
        {"quieter|down|duck|quiet|small music speaking",
         "@do background sound while someone volume voice #percent #db it this a_little a_lot keep make turn", duck},
        {"quieter|down|duck|quiet|small speaking while",
         "@do background sound music someone volume voice #percent #db it a_little a_lot keep", duck},
        {"not|no|remove|stop_verb duck", "music sound it speaking while someone anymore voice", no_duck},
        {"mute", "@set @sounds it all", mute},
        {"remove|no|not sound|original|voice", "@sounds it all want original_word add", mute},
        {"unmute sound|original|voice|#clip|music|everything_heard", "@set @sounds it all", unmute},
        {"unmute", "@set @sounds it all mute", unmute},
        {"not|no mute", "@sounds it all", unmute},
        {"keep music|title|caption|transition|order|cut|speed", "all background same it", kept},
        {"not|no touch|change",
         "music original sound voice title caption order speed clip video transition cut it all "
         "#clip #title photo volume length aspect colour_word touch look background",
         kept},
        {"alone keep|stay|make",
         "music original sound voice title caption order speed clip video transition it all "
         "#clip #title photo",
         kept},
        {"keep original|voice", "@sounds it all", unmute},
        {"only music", "keep background sound it", only_music},
        {"loudness", "@do sound volume #lufs it video music all original voice normal", loudness},
        {"#lufs", "@do sound volume it video loudness", loudness},
        {"denoise", "@do @sounds it all", denoise},
        {"remove|down|quieter|no|less noise", "@sounds it all a_little in", denoise},
        {"not|no|remove denoise", "@sounds it all", no_denoise},
    });
    return kRules;
}

}  // namespace takt::language
