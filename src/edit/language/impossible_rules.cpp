// SPDX-License-Identifier: GPL-3.0-or-later
// What is understood, but not for this machine to do; and what says nothing that could be done.
#include "edit/language/readers.h"

namespace takt::language {
namespace {

Answer footage(const Clause&) {
    return Impossible{"footage made from nothing", "add a clip of your own, or use --backend cloud"};
}
Answer composed(const Clause&) {
    return Impossible{"music made from nothing", "add a song of your own, or use --backend cloud"};
}
Answer voiceover(const Clause&) {
    return Impossible{"a voice made from text", "add a recorded voice as a clip or song, or use --backend cloud"};
}
Answer transcribed(const Clause&) {
    return Impossible{"captions from speech", "add captions from an .srt file, or use --backend cloud"};
}
Answer lyrics(const Clause&) {
    return Impossible{"lyrics of a song", "add captions from an .srt or .lrc file that has them"};
}
Answer translated(const Clause&) {
    return Impossible{"translations", "add captions from a translated .srt file, or use --backend cloud"};
}
Answer objects(const Clause&) {
    return Impossible{"changing objects in the picture",
                      "zoom in or crop until they are outside, or use --backend cloud"};
}
Answer faces(const Clause&) {
    return Impossible{"effects on faces", "zoom, crop or cut the part out, or use --backend cloud"};
}
Answer upscaled(const Clause&) {
    return Impossible{"details that were not filmed", "raise contrast and saturation, or use --backend cloud"};
}
Answer other(const Clause&) {
    return Impossible{"stickers, sound effects and picture effects", "use titles, transitions, zooms or colours"};
}
Answer filler_sounds(const Clause&) {
    return Impossible{"finding words in speech", "say \"remove the silent parts\", or name the time to cut"};
}
Answer elsewhere(const Clause&) {
    return Question{"that is nothing to edit; say what to do to the video, such as \"export\""};
}
Answer vague(const Clause&) {
    return Question{"what to do is not said; say \"cut to the beat\", \"make it 30 seconds long\" or \"add music\""};
}

}  // namespace

std::span<const Rule> impossible_rules() {
    static const auto kRules = std::to_array<Rule>({
        {"generate|add|make footage_thing", "...", footage},
        {"generate to_start|to_end|clip|photo", "@do some for it ai_word video", footage},
        {"ai_word", "...", footage},
        {"generate video|clip|photo", "...", footage},
        {"generate music", "@do background some this for video it genre quiet", composed},
        {"voiceover", "...", voiceover},
        {"transcribe", "...", transcribed},
        {"generate caption", "@do @clips voice speaking sound in from original for some", transcribed},
        {"caption voice|speaking|sound|original", "@do @clips in from for some", transcribed},
        {"lyrics", "...", lyrics},
        {"translate", "...", translated},
        {"remove|replace|change background", "@clips from of", objects},
        {"remove_object", "...", objects},
        {"face_effect", "...", faces},
        {"upscale", "...", upscaled},
        {"other_ai", "...", other},
        {"filler_sounds", "remove all in silence voice from original", filler_sounds},
        {"outside", "@clips it", elsewhere},
        {"vague", "@do @clips more a_lot a_little look vague even too keep all", vague},
    });
    return kRules;
}

}  // namespace takt::language
