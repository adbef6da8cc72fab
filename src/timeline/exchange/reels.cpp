// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/exchange/reels.h"

#include <fmt/format.h>

namespace takt::timeline {
namespace {

constexpr std::size_t kLongest = 8;

std::string letters_of(const std::string& name) {
    std::string reel;
    for (const char c : name.substr(0, name.find_last_of('.'))) {
        const bool lower = c >= 'a' && c <= 'z';
        const bool plain = lower || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
        if (plain && reel.size() < kLongest) reel += lower ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return reel.empty() ? "AX" : reel;
}

}  // namespace

const std::string& Reels::of(const Piece& piece) {
    static const std::string kBlack = "BL";
    if (piece.is_gap()) return kBlack;
    std::string& reel = reels_[piece.segment->source];
    if (!reel.empty()) return reel;
    const std::string name = letters_of(piece_name(piece));
    reel = name;
    for (int n = 1; !taken_.insert(reel).second; ++n) {
        const std::string number = fmt::format("{}", n);
        reel = name.substr(0, kLongest - number.size()) + number;
    }
    return reel;
}

}  // namespace takt::timeline
