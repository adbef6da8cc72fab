// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/language/readers.h"

#include <algorithm>
#include <cstdlib>

namespace takt::language {
namespace {

int steps(const Clause& clause) {
    constexpr double kMost = 1000;
    if (const auto number = clause.number("#number")) return static_cast<int>(std::clamp(*number, 1.0, kMost));
    if (const auto factor = clause.number("#factor")) return static_cast<int>(std::clamp(*factor, 1.0, kMost));
    return clause.has("twice_as") ? 2 : 1;
}

Answer undo(const Clause& clause) {
    return Ops{op::Undo{steps(clause)}};
}
Answer redo(const Clause& clause) {
    // "put it back" takes back what was done, but for what was undone.
    const std::vector<EditOp>& done = clause.context().done;
    const Token* said = clause.first("redo");
    const bool back =
        said->text.ends_with("it back") && !done.empty() && !std::holds_alternative<op::Undo>(done.back());
    if (back) return Ops{op::Undo{steps(clause)}};
    return Ops{op::Redo{steps(clause)}};
}
Answer reset(const Clause&) {
    return Ops{op::Reset{}};
}
Answer show(const Clause&) {
    return Ops{op::Show{}};
}
Answer compare(const Clause& clause) {
    std::vector<int> numbers;
    if (const auto back = clause.number("#number"); back && clause.has("ago"))
        numbers.push_back(-static_cast<int>(*back));
    for (const Token& token : clause.tokens()) {
        numbers.insert(numbers.end(), token.refs.begin(), token.refs.end());
        if (token.is("#number") && !clause.has("ago")) numbers.push_back(static_cast<int>(*token.number));
    }
    if (numbers.size() > 2) return NotThis{};
    op::Compare compare;
    if (!numbers.empty()) compare.before = numbers[0];
    if (numbers.size() == 2) compare.after = numbers[1];
    return Ops{compare};
}

Answer export_video(const Clause& clause) {
    op::Export made;
    struct Preset {
        std::string_view said;
        std::string_view name;
    };
    constexpr auto kPresets = std::to_array<Preset>({{"preset_shorts", "shorts"},
                                                     {"preset_reels", "reels"},
                                                     {"preset_tiktok", "tiktok"},
                                                     {"preset_youtube", "youtube"}});
    for (const Preset& preset : kPresets) {
        if (made.preset.empty() && clause.has(preset.said)) made.preset = preset.name;
    }
    if (const auto text = clause.text()) made.preset = *text;
    if (const auto lines = clause.number("#lines")) made.height = static_cast<int>(*lines);
    if (clause.has("full_hd") && !made.height) made.height = 1080;
    return Ops{made};
}

Answer credits(const Clause&) {
    return Ops{op::ShowCredits{}};
}
Answer status(const Clause&) {
    return Ops{op::ShowStatus{}};
}
Answer upload(const Clause& clause) {
    op::Upload upload;
    for (const Token& token : clause.tokens()) {
        if (token.is("#file") || token.is("#text")) upload.files.push_back(token.text);
    }
    return Ops{upload};
}

}  // namespace

std::span<const Rule> session_rules() {
    static const auto kRules = std::to_array<Rule>({
        {"undo", "step again previous change #number #factor twice_as it all clip", undo},
        {"redo", "step again #number #factor twice_as it", redo},
        {"reset", "video all it make again original_word change", reset},
        {"show_verb tracks|clip|music", "all it video change in credits on", show},
        {"tracks", "show_verb all add", show},
        {"compare", "revision previous ago #revision #number it video show_verb between step change", compare},
        {"export",
         "video it file_word quality full_hd #lines preset_tiktok preset_reels preset_shorts preset_youtube all for at "
         "in #text version make cut use export",
         export_video},
        {"credits", "show_verb change one more it use for left_over all some", credits},
        {"status", "show_verb it video of make", status},
        {"upload", "#file #text file_word clip video photo this some it all music", upload},
    });
    return kRules;
}

}  // namespace takt::language
