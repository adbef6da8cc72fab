// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/changes.h"

#include "flow/comparable.h"
#include "flow/requested.h"
#include "timeline/wording.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

namespace takt::flow {
namespace {

using Lines = std::vector<std::string>;

// A new montage changes hundreds of segments; a person reads a few lines.
constexpr std::size_t kListed = 12;

Lines shortened(Lines lines) {
    if (lines.size() <= kListed) return lines;
    const std::size_t more = lines.size() - kListed;
    lines.resize(kListed);
    lines.push_back(fmt::format("and {} more changes of the timeline", more));
    return lines;
}

Lines draft_changes(const SessionState& before, const SessionState& after) {
    const std::string old_json = comparable(before.draft_json);
    const std::string new_json = comparable(after.draft_json);
    if (old_json == new_json) return {};
    if (after.draft_json.empty()) return {"timeline: gone"};
    const std::optional<Draft> now = readable_draft(new_json);
    if (!after.draft || !now) return {"timeline: changed"};
    if (!before.draft) return {fmt::format("new: {}", summary(*now))};
    const std::optional<Draft> then = readable_draft(old_json);
    if (!then) return {"timeline: changed"};
    Lines lines = diff(*then, *now);
    return lines.empty() ? Lines{"timeline: details changed"} : shortened(std::move(lines));
}

/// "generated_media" → "generated media".
std::string spoken(std::string key) {
    if (key.empty()) return "session";
    std::replace(key.begin(), key.end(), '_', ' ');
    return key;
}

Lines field_changes(const std::map<std::string, std::string>& before, const std::map<std::string, std::string>& after,
                    bool generated) {
    Lines lines;
    const auto wanted = [&](const std::string& key) {
        return (key.find("generated") != std::string::npos) == generated;
    };
    for (const auto& [key, value] : after) {
        if (!wanted(key)) continue;
        const auto old = before.find(key);
        if (old == before.end()) {
            lines.push_back(fmt::format("{}: added", spoken(key)));
        } else if (old->second != value) {
            lines.push_back(fmt::format("{}: changed", spoken(key)));
        }
    }
    for (const auto& [key, value] : before) {
        if (wanted(key) && !after.contains(key)) lines.push_back(fmt::format("{}: removed", spoken(key)));
    }
    return lines;
}

/// What stays the same when an asset is told again.
std::string identity(const Asset& asset) {
    return asset.hash.empty() ? asset.address.substr(0, asset.address.find('?')) : asset.hash;
}

Lines asset_changes(const std::vector<Asset>& before, const std::vector<Asset>& after) {
    const auto holds = [](const std::vector<Asset>& assets, const Asset& wanted) {
        return std::any_of(assets.begin(), assets.end(),
                           [&](const Asset& asset) { return identity(asset) == identity(wanted); });
    };
    Lines lines;
    for (const Asset& asset : after) {
        if (!holds(before, asset)) lines.push_back(fmt::format("files: {} added", asset.name));
    }
    for (const Asset& asset : before) {
        if (!holds(after, asset)) lines.push_back(fmt::format("files: {} removed", asset.name));
    }
    return lines;
}

std::vector<const Track*> filled_tracks(const SessionState& state, TrackType type) {
    std::vector<const Track*> found;
    if (!state.draft) return found;
    for (const Track& track : state.draft->tracks) {
        if (track.is(type) && !track.segments.empty()) found.push_back(&track);
    }
    return found;
}

std::string described(const Track& track) {
    Lines segments;
    for (const Segment& segment : track.segments) {
        if (segments.size() == 3) {
            segments.emplace_back("…");
            break;
        }
        segments.push_back(fmt::format("{} ({})", timeline::segment_label(segment), timeline::range_text(segment)));
    }
    return fmt::format("{}: {}", timeline::track_label(track.type), fmt::join(segments, ", "));
}

}  // namespace

std::vector<std::string> changes_between(const SessionState& before, const SessionState& after) {
    const auto old_fields = comparable_fields(before.other_json);
    const auto new_fields = comparable_fields(after.other_json);
    Lines lines = draft_changes(before, after);
    for (Lines more : {field_changes(old_fields, new_fields, true), asset_changes(before.assets, after.assets),
                       field_changes(old_fields, new_fields, false)}) {
        std::move(more.begin(), more.end(), std::back_inserter(lines));
    }
    return lines;
}

std::vector<std::string> unasked_additions(const std::string& request, const SessionState& before,
                                           const SessionState& after) {
    const Requested requested = requested_in(request);
    Lines lines;
    for (const auto& [type, asked] :
         {std::pair{TrackType::Audio, requested.music}, {TrackType::Text, requested.titles}}) {
        const auto tracks = filled_tracks(after, type);
        for (std::size_t i = filled_tracks(before, type).size(); !asked && i < tracks.size(); ++i) {
            lines.push_back(fmt::format("added without being asked: {}", described(*tracks[i])));
        }
    }
    return lines;
}

}  // namespace takt::flow
