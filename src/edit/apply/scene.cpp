// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/apply/scene.h"

#include "takt/error.h"

#include <fmt/format.h>

#include <algorithm>

namespace takt::edit {
namespace {

template <class Source>
const Source* by_path(const std::vector<Source>& sources, const std::string& path) {
    const auto found = std::find_if(sources.begin(), sources.end(), [&](const Source& s) { return s.path == path; });
    return found == sources.end() ? nullptr : &*found;
}

}  // namespace

const ClipSource* Scene::clip(const std::string& source) const {
    return by_path(inputs.clips, source);
}

const SongSource* Scene::song(const std::string& source) const {
    return by_path(inputs.songs, source);
}

bool Scene::has_sound(const Segment& segment) const {
    if (segment.speed == 0) return false;
    const ClipSource* source = clip(segment.source);
    return source == nullptr || source->has_sound;
}

bool Scene::is_still(const Segment& segment) const {
    const ClipSource* source = clip(segment.source);
    return source != nullptr && source->kind == MediaKind::Still;
}

void unclear(const std::string& message) {
    throw Error(ErrorCode::EditUnclear, message);
}

std::string seconds_text(Ms time) {
    const auto tenths = (time.count() + 50) / 100;
    return tenths % 10 == 0 ? fmt::format("{}", tenths / 10) : fmt::format("{}.{}", tenths / 10, tenths % 10);
}

}  // namespace takt::edit
