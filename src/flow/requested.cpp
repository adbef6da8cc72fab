// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/requested.h"

#include "flow/words.h"

#include <algorithm>
#include <string>
#include <vector>

namespace takt::flow {
namespace {

using Words = std::vector<std::string_view>;

const Words kMusic = {"music", "song",  "songs",  "bgm",  "soundtrack", "audio", "tune", "melody",
                      "beat",  "beats", "rhythm", "mp3",  "mv",         "音乐",  "歌",   "配乐",
                      "伴奏",  "音频",  "卡点",   "踩点", "节奏",       "节拍"};
const Words kTitles = {"title",     "titles", "text",     "texts",  "caption", "captions", "subtitle",
                       "subtitles", "words",  "headline", "lyrics", "write",   "标题",     "字幕",
                       "文字",      "文本",   "片头",     "歌词",   "写"};
const Words kNegations = {"no", "not", "without", "dont", "never", "avoid", "skip", "不", "别", "无", "没"};
const Words kClauseEnds = {"but", "just", "only", "instead", "但", "只", "而是"};

// "do not add any music": the words a negation reaches over; a Chinese character is a word.
constexpr std::size_t kReach = 5;

bool holds(const Words& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// Where `words` stand in the text: whole words in English, anywhere in Chinese, where no space divides.
bool named(const std::vector<std::string>& tokens, const Words& words) {
    std::size_t negated = 0;
    for (std::size_t at = 0; at < tokens.size(); ++at) {
        if (is_clause_end(tokens[at]) || holds(kClauseEnds, tokens[at])) negated = 0;
        const std::string pair = tokens[at] + (at + 1 < tokens.size() ? tokens[at + 1] : "");
        const bool hit = holds(words, tokens[at]) || (is_wide(tokens[at]) && holds(words, pair));
        if (hit && negated == 0) return true;
        if (negated > 0) --negated;
        if (holds(kNegations, tokens[at])) negated = kReach;
    }
    return false;
}

}  // namespace

Requested requested_in(std::string_view request) {
    const std::vector<std::string> tokens = words_of(request);
    return {.music = named(tokens, kMusic), .titles = named(tokens, kTitles)};
}

}  // namespace takt::flow
