// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/language/readers.h"

namespace takt::language {
namespace {

constexpr Ms kUsual{3000};
constexpr Moment kEnd{Ms{0}, true};

/// "not bold but italic" is only about bold; "don't make it bold" about all that is named.
bool negated(const Clause& clause, std::string_view said) {
    const Tokens& tokens = clause.tokens();
    bool of_all = false;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (!tokens[i].is("not") && !tokens[i].is("no")) continue;
        const Token* next = i + 1 < tokens.size() ? &tokens[i + 1] : nullptr;
        if (next != nullptr && next->is(said)) return true;
        of_all = of_all || next == nullptr || !(next->is("bold") || next->is("italic") || next->is("box_style"));
    }
    return of_all;
}

op::StyleChange style_of(const Clause& clause, bool new_text) {
    op::StyleChange style;
    if (clause.has("top")) style.place = TextPlace::Top;
    if (clause.has("bottom")) style.place = TextPlace::Bottom;
    if (clause.has("centre")) style.place = TextPlace::Centre;
    if (const Token* colour = clause.first("#colour")) style.colour = colour->colour;
    if (clause.has("bold")) style.bold = !negated(clause, "bold");
    if (clause.has("italic")) style.italic = !negated(clause, "italic");
    if (clause.has("box_style")) style.box = !negated(clause, "box_style") && !clause.has("remove");
    constexpr double kStep = 1.25;
    const double step = clause.has("a_lot") ? kStep * kStep : clause.has("a_little") ? 1.1 : kStep;
    std::optional<double> by;
    if (clause.has("big")) by = clause.has("too") ? 1 / step : step;
    if (clause.has("small")) by = clause.has("too") ? step : 1 / step;
    if (clause.has("twice_as")) by = 2;
    if (clause.has("half_as")) by = 0.5;
    if (by) (new_text ? style.size : style.scale) = by;
    if (const auto percent = clause.number("#percent")) style.size = *percent / 100;
    if (const auto factor = clause.number("#factor")) style.scale = *factor;
    return style;
}

/// When it is shown: a moment alone is the begin of three seconds, "at the end" the last three.
std::optional<Stretch> shown(const Clause& clause) {
    if (const auto stretch = clause.stretch()) return stretch;
    const Ms length = clause.length().value_or(kUsual);
    if (const auto at = clause.moment()) {
        if (!at->from_end) return Stretch{*at, {at->at + length, false}};
        return Stretch{*at, at->at > length ? Moment{at->at - length, true} : kEnd};
    }
    if (clause.has("whole_time")) return Stretch{};
    if (clause.has_any({"to_end", "back_part"}) && !clause.has("to_start")) return Stretch{{length, true}, kEnd};
    if (clause.length()) return Stretch{{}, {length, false}};
    return std::nullopt;
}

Answer add_text(const Clause& clause) {
    if (clause.count("#text") != 1 || clause.count("#stretch") > 1 || clause.count("#moment") > 1) return NotThis{};
    op::AddText add;
    add.text = *clause.text();
    add.caption = clause.has("caption") && !clause.has("title");
    add.style = style_of(clause, true);
    add.stretch = shown(clause);
    return Ops{add};
}

Answer no_words(const Clause&) {
    return Question{"the words of the title are missing; say 'add a title \"Summer 2024\" for the first 3 seconds'"};
}

Answer rewrite(const Clause& clause) {
    if (clause.count("#text") > 2) return NotThis{};
    op::ChangeText change;
    change.target = clause.texts();
    for (const Token& token : clause.tokens()) {
        if (token.is("#text")) change.text = token.text;  // "change 'A' to 'B'": the last is the new one
    }
    change.style = style_of(clause, false);
    return Ops{change};
}

bool changes(const op::ChangeText& change) {
    return change.begin || change.end || !(change.style == op::StyleChange{});
}

Answer restyle(const Clause& clause) {
    op::ChangeText change;
    change.target = clause.texts();
    const bool said = clause.has_any({"title", "caption", "#title"}) ||
                      (clause.has("size") && !clause.has_any({"clip", "#clip", "video"}));
    if (!said && clause.carried({Target::Kind::Titles, Target::Kind::Captions}) == nullptr) return NotThis{};
    change.style = style_of(clause, false);
    if (const auto stretch = clause.stretch()) {
        const Token* token = clause.first("#stretch");
        if (token->role != Role::Until && token->role != Role::Before) change.begin = stretch->begin;
        if (token->role != Role::After) change.end = stretch->end;
    } else if (const auto at = clause.moment()) {
        (clause.has("stop_verb") ? change.end : change.begin) = *at;
    } else if (clause.has("whole_time")) {
        change.begin = Moment{};
        change.end = kEnd;
    } else if (const auto length = clause.length()) {
        change.end = Moment{*length, false};
    }
    return changes(change) ? Answer{Ops{change}} : NotThis{};
}

Answer rewrite_it(const Clause& clause) {
    if (clause.carried({Target::Kind::Titles, Target::Kind::Captions}) == nullptr) return NotThis{};
    return rewrite(clause);
}

Answer styled_captions(const Clause& clause) {
    if (clause.count("#text") > 0) return NotThis{};
    op::ChangeText change{{Target::Kind::Captions, {}, {}}, {}, {}, {}, style_of(clause, false)};
    return Ops{op::AddCaptions{}, change};
}

Answer remove_text(const Clause& clause) {
    return Ops{op::RemoveText{clause.texts()}};
}

Answer captions(const Clause& clause) {
    const Token* file = clause.first("#file");
    if (file == nullptr) file = clause.first("#text");
    return Ops{op::AddCaptions{file != nullptr ? file->text : ""}};
}

}  // namespace

std::span<const Rule> text_rules() {
    static const auto kRules = std::to_array<Rule>({
        {"add #text title|caption|say",
         "@do say title caption @style @times video it in on clip for front_part back_part use some not no #percent "
         "#factor",
         add_text},
        {"#text title|caption|say|add",
         "@do say title caption @style @times video it in on clip for front_part back_part use some not no #percent "
         "#factor",
         add_text},
        {"#text", "@style @times video it in on clip not no #percent #factor", add_text},
        {"add|say|use title", "@do @style @times video it say some", no_words},
        {"change|replace|make title|caption|#title #text",
         "@do @style it say to #title #text title caption replace #percent #factor not no @times", rewrite},
        {"make|change|move|stay|title|caption|#title|it @style|#stretch|#moment|#length|whole_time",
         "@do title caption #title @style @times it move stop_verb start_verb keep too not no half_as twice_as "
         "#percent #factor up down background while",
         restyle},
        {"big|small|bold|italic|box_style|#colour|top|bottom|centre|size",
         "@style it too even again #percent set_to make", restyle},
        {"change size #percent", "title caption #title it set_to", restyle},
        {"add caption #colour|top|bottom|big|small|bold", "@style all it use some video", styled_captions},
        {"change|replace|make it #text", "say to", rewrite_it},
        {"remove|no|not title|caption|#title", "all it use video want", remove_text},
        {"caption", "@do add use it #file file_word from video this some on for", captions},
        {"caption file_word #text", "add from", captions},
        {"#file caption|add", "@do it file_word from video this use", captions},
    });
    return kRules;
}

}  // namespace takt::language
