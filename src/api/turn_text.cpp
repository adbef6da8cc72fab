// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/turn_text.h"

#include "api/plain_text.h"

#include <algorithm>
#include <utility>

namespace takt::api {
namespace {

constexpr std::string_view kApology = "i encountered a temporary issue";
constexpr std::size_t kMaxApologyBytes = 4096;  // longer is no apology

/// What of `whole` has not been printed yet, when `shown` has.
std::string_view rest_of(std::string_view whole, std::string_view shown) {
    if (whole.starts_with(shown)) return whole.substr(shown.size());
    if (shown.ends_with(whole)) return {};
    const std::string_view bare = trimmed(whole);
    const std::string_view bare_shown = trimmed(shown);
    if (bare_shown.ends_with(bare)) return {};  // an earlier group had no whole message
    if (bare.starts_with(bare_shown)) return bare.substr(bare_shown.size());
    return whole;
}

}  // namespace

TurnText::Pieces TurnText::delta(const std::string& author, std::string_view text) {
    Pieces pieces;
    if (text.empty()) return pieces;
    kept_bytes_ += text.size() + (deltas_.contains(author) ? 0 : author.size());
    if (overflowed()) return pieces;
    deltas_[author] += text;
    print(author, text, pieces);
    return pieces;
}

TurnText::Pieces TurnText::whole(const std::string& author, std::string_view text) {
    Pieces pieces;
    const auto found = deltas_.find(author);
    const std::string shown = found == deltas_.end() ? std::string() : found->second;
    if (shown.empty() && trimmed(text).empty()) return pieces;
    if (found != deltas_.end()) {
        kept_bytes_ -= std::min(kept_bytes_, shown.size() + author.size());
        deltas_.erase(found);
    }
    const std::string_view rest = rest_of(text, shown);
    // The deltas were something else: better said twice than lost.
    if (!shown.empty() && rest.size() == text.size()) end_paragraph(pieces);
    print(author, rest, pieces);
    end_paragraph(pieces);
    return pieces;
}

TurnText::Pieces TurnText::interrupted() {
    Pieces pieces;
    if (held_ == Held::MaybeApology) release(pieces);
    candidate_.clear();
    may_apologise_ = true;
    return pieces;
}

TurnText::End TurnText::finish() {
    End end;
    if (held_ == Held::MaybeApology) release(end.pieces);
    end.apology = std::string(trimmed(std::exchange(held_back_, {})));
    held_ = Held::Nothing;
    candidate_.clear();
    return end;
}

void TurnText::print(const std::string& author, std::string_view text, Pieces& pieces) {
    if (text.empty()) return;
    if (author != last_author_) end_paragraph(pieces);
    last_author_ = author;
    std::string piece(text);
    if (std::exchange(paragraph_over_, false)) {
        const char before = held_back_.empty() ? last_shown_ : held_back_.back();
        if (before != '\n') piece.insert(0, 1, '\n');
    }
    if (candidate_.empty() && !may_apologise_) return give_out(std::move(piece), pieces);

    candidate_ += text;
    const std::string said = lower_case(trimmed(candidate_));
    const bool short_enough = held_back_.size() + piece.size() <= kMaxApologyBytes;
    if (short_enough && said.starts_with(kApology)) {
        held_ = Held::Apology;
    } else if (short_enough && held_ != Held::Apology && kApology.starts_with(said)) {
        held_ = Held::MaybeApology;
    } else {
        release(pieces);
        return give_out(std::move(piece), pieces);
    }
    held_back_ += piece;
}

void TurnText::end_paragraph(Pieces& pieces) {
    if (held_ == Held::MaybeApology) release(pieces);
    candidate_.clear();
    may_apologise_ = true;
    paragraph_over_ = true;
}

void TurnText::give_out(std::string text, Pieces& pieces) {
    may_apologise_ = false;
    last_shown_ = text.back();
    shown_anything_ = shown_anything_ || !trimmed(text).empty();
    pieces.push_back(std::move(text));
}

/// It was no apology, or not the last word.
void TurnText::release(Pieces& pieces) {
    std::string text = std::exchange(held_back_, {});
    candidate_.clear();
    held_ = Held::Nothing;
    if (!text.empty()) give_out(std::move(text), pieces);
}

}  // namespace takt::api
