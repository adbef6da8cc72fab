// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/language/clause.h"

#include <algorithm>
#include <type_traits>
#include <utility>
#include <variant>

namespace takt::language {
namespace {

template <typename Op, typename... Any>
constexpr bool is_one_of = (std::is_same_v<Op, Any> || ...);

}  // namespace

Clause::Clause(Tokens tokens, const Context& context) : tokens_(std::move(tokens)), context_(context) {
    for (const Token& token : tokens_) concepts_ |= token.concepts;
}

bool Clause::has(std::string_view name) const {
    return concepts_.test(Lexicon::get().named(name));
}

bool Clause::has_any(std::initializer_list<std::string_view> names) const {
    return std::ranges::any_of(names, [&](std::string_view name) { return has(name); });
}

std::size_t Clause::place_of(std::string_view name) const {
    const Concept id = Lexicon::get().named(name);
    return static_cast<std::size_t>(std::ranges::find_if(tokens_, [&](const Token& token) { return token.is(id); }) -
                                    tokens_.begin());
}

const Token* Clause::first(std::string_view name) const {
    const std::size_t place = place_of(name);
    return place < tokens_.size() ? &tokens_[place] : nullptr;
}

int Clause::count(std::string_view name) const {
    const Concept id = Lexicon::get().named(name);
    return static_cast<int>(std::ranges::count_if(tokens_, [&](const Token& token) { return token.is(id); }));
}

std::optional<double> Clause::number(std::string_view slot) const {
    const Token* token = first(slot);
    return token != nullptr && count(slot) == 1 ? token->number : std::nullopt;
}

Role Clause::role(std::string_view slot) const {
    const Token* token = first(slot);
    return token != nullptr ? token->role : Role::Plain;
}

std::optional<Ms> Clause::length() const {
    const std::vector<Ms> all = lengths();
    return all.size() == 1 ? std::optional(all.front()) : std::nullopt;
}

std::vector<Ms> Clause::lengths() const {
    std::vector<Ms> all;
    for (const Token& token : tokens_) all.insert(all.end(), token.lengths.begin(), token.lengths.end());
    return all;
}

std::vector<Moment> Clause::moments() const {
    std::vector<Moment> all;
    for (const Token& token : tokens_) all.insert(all.end(), token.moments.begin(), token.moments.end());
    return all;
}

std::optional<Moment> Clause::moment() const {
    const std::vector<Moment> all = moments();
    return all.size() == 1 ? std::optional(all.front()) : std::nullopt;
}

std::vector<Stretch> Clause::stretches() const {
    std::vector<Stretch> all;
    for (const Token& token : tokens_) {
        if (token.stretch) all.push_back(*token.stretch);
    }
    return all;
}

std::optional<Stretch> Clause::stretch() const {
    const std::vector<Stretch> all = stretches();
    return all.size() == 1 ? std::optional(all.front()) : std::nullopt;
}

std::vector<int> Clause::refs(std::string_view slot) const {
    const Token* token = first(slot);
    return token != nullptr ? token->refs : std::vector<int>{};
}

std::optional<std::string> Clause::text() const {
    const Token* token = first("#text");
    return token != nullptr ? std::optional(token->text) : std::nullopt;
}

double Clause::degree() const {
    return has("a_lot") ? 2 : has("a_little") ? 0.5 : 1;
}

bool Clause::points_back() const {
    if (has("it") || context_.same_sentence) return true;
    const bool text = context_.target && (context_.target->kind == Target::Kind::Titles ||
                                          context_.target->kind == Target::Kind::Captions);
    return text && !has_any({"#clip", "clip", "video", "photo", "music", "sound", "all"});
}

const Target* Clause::carried(std::initializer_list<Target::Kind> kinds) const {
    if (!context_.target || !points_back()) return nullptr;
    return std::ranges::find(kinds, context_.target->kind) != kinds.end() ? &*context_.target : nullptr;
}

Target Clause::picture() const {
    Target target{Target::Kind::Picture, refs("#clip"), stretch()};
    const bool whole = has_any({"all", "video"}) && !(has("it") && !has("all"));
    const bool named = !target.clips.empty() || target.stretch || whole;
    if (const Target* before = carried({Target::Kind::Picture, Target::Kind::Original}); !named && before != nullptr) {
        target.clips = before->clips;
        target.stretch = before->stretch;
    }
    return target;
}

Target Clause::sound(Target::Kind otherwise) const {
    Target target{otherwise, refs("#clip"), stretch()};
    const bool own = has_any({"original", "voice"}) || (has("hard_to_hear") && !has("music"));
    if (own || !target.clips.empty()) {
        target.kind = Target::Kind::Original;
    } else if (has("everything_heard")) {
        target.kind = Target::Kind::Mix;
    } else if (has("music")) {
        target.kind = Target::Kind::Music;
    } else if (const Target* before = carried({Target::Kind::Music, Target::Kind::Original, Target::Kind::Mix});
               before != nullptr && !has("all")) {
        target.kind = before->kind;
        target.clips = before->clips;
    } else if (const Target* clips = carried({Target::Kind::Picture}); clips != nullptr && !clips->clips.empty()) {
        target.kind = Target::Kind::Original;
        target.clips = clips->clips;
    }
    return target;
}

Target Clause::texts() const {
    const bool captions = has("caption") && !has("title");
    Target target{captions ? Target::Kind::Captions : Target::Kind::Titles, refs("#title"), std::nullopt};
    if (has("#title"))
        target.kind = first("#title")->text.find("caption") != std::string::npos ? Target::Kind::Captions : target.kind;
    if (has_any({"caption", "title", "#title"})) return target;
    if (const Target* before = carried({Target::Kind::Titles, Target::Kind::Captions})) return *before;
    return target;
}

std::optional<Target> target_of(const EditOp& op) {
    using Kind = Target::Kind;
    return std::visit(
        [](const auto& one) -> std::optional<Target> {
            using Op = std::decay_t<decltype(one)>;
            if constexpr (is_one_of<Op, op::DeleteClips, op::KeepClips, op::RemoveText>) {
                return std::nullopt;
            } else if constexpr (requires { one.target; }) {
                return one.target;
            } else if constexpr (is_one_of<Op, op::AddMusic, op::ReplaceMusic, op::MusicFrom, op::MusicAt, op::FitMusic,
                                           op::Duck>) {
                return Target{Kind::Music, {}, {}};
            } else if constexpr (is_one_of<Op, op::MoveClip>) {
                return Target{Kind::Picture, {one.to}, {}};
            } else if constexpr (is_one_of<Op, op::AddText>) {
                return one.caption ? Target{Kind::Captions, {}, {}} : Target{Kind::Titles, {-1}, {}};
            } else if constexpr (is_one_of<Op, op::AddCaptions>) {
                return Target{Kind::Captions, {}, {}};
            } else {
                return std::nullopt;
            }
        },
        op);
}

}  // namespace takt::language
