// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/montage/named_clip.h"

#include "takt/error.h"

#include <fmt/format.h>

#include <algorithm>

namespace takt::edit {
namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool begins_with(std::string_view text, std::string_view begin) {
    return text.size() >= begin.size() &&
           std::equal(begin.begin(), begin.end(), text.begin(), [](char a, char b) { return lower(a) == lower(b); });
}

/// At most eight names; a holiday has hundreds.
std::string listed(const std::vector<ClipSource>& clips, const std::vector<std::size_t>& which) {
    constexpr std::size_t kMost = 8;
    std::string text;
    for (std::size_t i = 0; i < std::min(which.size(), kMost); ++i) {
        text += (i == 0 ? "" : ", ") + clips[which[i]].name;
    }
    return which.size() > kMost ? fmt::format("{} and {} more", text, which.size() - kMost) : text;
}

}  // namespace

std::size_t clip_called(const std::vector<ClipSource>& clips, std::string_view name, std::string_view setting) {
    std::vector<std::size_t> all;
    std::vector<std::size_t> begin_so;
    for (std::size_t i = 0; i < clips.size(); ++i) {
        all.push_back(i);
        if (name.empty() || !begins_with(clips[i].name, name)) continue;
        if (clips[i].name.size() == name.size()) return i;
        begin_so.push_back(i);
    }
    if (begin_so.size() == 1) return begin_so.front();
    if (begin_so.empty()) {
        throw Error(ErrorCode::EditUnclear, fmt::format("{}: no clip is called \"{}\"; name one of these: {}", setting,
                                                        name, listed(clips, all)));
    }
    throw Error(ErrorCode::EditUnclear, fmt::format("{}: several clips begin with \"{}\"; name one of these: {}",
                                                    setting, name, listed(clips, begin_so)));
}

}  // namespace takt::edit
