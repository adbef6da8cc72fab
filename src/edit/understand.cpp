// SPDX-License-Identifier: GPL-3.0-or-later
// Request -> concepts -> intent. A negation takes the concepts near behind it away, up to the end of its clause.
#include "takt/edit.h"
#include "takt/error.h"

#include "edit/lexicon.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <string_view>

namespace takt {
namespace {

using edit::Concept;

struct Token {
    Concept meaning = Concept::Unknown;
    std::string word;
};

constexpr const char* kCanAsk =
    "try \"create a music video with beat-synced visuals\", \"add this background music to my clip\" or "
    "\"add music that matches the mood\"";

bool is_word_byte(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0;
}

std::size_t utf8_length(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    return std::min(length, text.size());
}

/// Lower case, and "don't" is "dont", with either apostrophe.
std::string normalised(const std::string& request) {
    std::string text;
    for (std::size_t i = 0; i < request.size(); ++i) {
        if (request[i] == '\'') continue;
        if (request.compare(i, 3, "\u2019") == 0) {
            i += 2;
            continue;
        }
        text += static_cast<char>(std::tolower(static_cast<unsigned char>(request[i])));
    }
    return text;
}

std::vector<Token> tokens(const std::string& request) {
    const std::string text = normalised(request);
    std::vector<Token> found;
    std::string_view rest = text;
    while (!rest.empty()) {
        const auto word_end = std::find_if_not(rest.begin(), rest.end(), is_word_byte);
        std::size_t length = word_end - rest.begin();
        if (length > 0) {
            found.push_back({edit::meaning_of(rest.substr(0, length)), std::string(rest.substr(0, length))});
        } else if (const edit::Entry* entry = edit::longest_prefix(rest)) {
            length = entry->word.size();
            found.push_back({entry->meaning, std::string(entry->word)});
        } else {
            length = utf8_length(rest);
            if (length > 1) found.push_back({Concept::Unknown, std::string(rest.substr(0, length))});
        }
        rest.remove_prefix(length);
    }
    return found;
}

/// "music video" is one thing, although its words are two.
std::vector<Token> joined(const std::vector<Token>& all) {
    std::vector<Token> one_by_one;
    for (const Token& token : all) {
        const bool ends_it = token.meaning == Concept::Video && token.word.front() == 'v';
        if (ends_it && !one_by_one.empty() && one_by_one.back().meaning == Concept::Music) {
            one_by_one.back().meaning = Concept::MusicVideo;
        } else {
            one_by_one.push_back(token);
        }
    }
    return one_by_one;
}

/// What is asked for, without what is asked not to be done.
std::vector<Token> affirmed(const std::vector<Token>& all) {
    constexpr int kReach = 4;  // "do not use any fancy transitions"
    std::vector<Token> kept;
    int negated = 0;
    for (const Token& token : all) {
        if (token.meaning == Concept::ClauseEnd) negated = 0;
        if (negated == 0) kept.push_back(token);
        if (negated > 0) --negated;
        if (token.meaning == Concept::Negation) negated = kReach;
    }
    return kept;
}

class Request {
public:
    explicit Request(const std::string& text) : tokens_(affirmed(joined(tokens(text)))) {}

    [[nodiscard]] const Token* find(Concept meaning) const {
        const auto found =
            std::find_if(tokens_.begin(), tokens_.end(), [&](const Token& t) { return t.meaning == meaning; });
        return found == tokens_.end() ? nullptr : &*found;
    }
    [[nodiscard]] bool has(Concept meaning) const { return find(meaning) != nullptr; }

private:
    std::vector<Token> tokens_;
};

std::optional<Intent> intent_of(const Request& request) {
    const bool music = request.has(Concept::Music);
    if (request.has(Concept::MusicVideo) || request.has(Concept::Beat)) return Intent::MusicVideo;
    // "Sync it to the length of the clip" is about where the music ends, not about the beat.
    if (music && request.has(Concept::Sync) && !request.has(Concept::Length)) return Intent::MusicVideo;
    if (music && request.has(Concept::Mood)) return Intent::MusicByMood;
    if (music) return Intent::MusicUnderClip;
    return std::nullopt;
}

std::string echo(const Understood& understood) {
    const char* with = understood.transitions ? ", with crossfades" : "";
    switch (understood.intent) {
        case Intent::MusicVideo: return fmt::format("a music video cut on the beat{}", with);
        case Intent::MusicUnderClip: return fmt::format("the song under the clip{}", with);
        case Intent::MusicByMood: break;
    }
    return fmt::format("the song that matches the clip's mood, under the clip{}", with);
}

/// Short enough for a message, and whole characters.
std::string shortened(const std::string& text) {
    constexpr std::size_t kShown = 60;
    std::string_view rest = text;
    while (!rest.empty() && text.size() - rest.size() < kShown) rest.remove_prefix(utf8_length(rest));
    return text.substr(0, text.size() - rest.size()) + (rest.empty() ? "" : "...");
}

}  // namespace

Understood understand(const std::string& text) {
    const Request request(text);
    if (const Token* other = request.find(Concept::OtherEdit)) {
        throw Error(ErrorCode::EditUnclear,
                    fmt::format("request: '{}' cannot be done in the first edit; {}", other->word, kCanAsk));
    }
    const std::optional<Intent> intent = intent_of(request);
    if (!intent) {
        throw Error(ErrorCode::EditUnclear, fmt::format("'{}': no edit was recognised; {}", shortened(text), kCanAsk));
    }
    Understood understood{*intent, request.has(Concept::Transition), ""};
    understood.echo = echo(understood);
    return understood;
}

}  // namespace takt
