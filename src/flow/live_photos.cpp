// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/live_photos.h"

#include <fmt/format.h>

#include <map>
#include <string>

namespace takt::flow {
namespace {

constexpr const char* kBegin = "Live Photo: ";

bool is_still(const PreparedItem& item) {
    return item.kind == MediaKind::Still;
}

}  // namespace

void tell_live_photos(std::vector<PreparedItem>& items) {
    std::map<std::string, std::vector<std::size_t>> halves;
    for (std::size_t i = 0; i < items.size(); ++i) {
        std::erase_if(items[i].notes, [](const std::string& note) { return note.starts_with(kBegin); });
        if (items[i].live_photo) halves[*items[i].live_photo].push_back(i);
    }
    for (const auto& [identifier, members] : halves) {
        for (const std::size_t one : members) {
            for (const std::size_t other : members) {
                if (is_still(items[one]) == is_still(items[other])) continue;
                items[one].notes.push_back(fmt::format("{}{} is its {}", kBegin, items[other].input.filename().string(),
                                                       is_still(items[other]) ? "picture" : "clip"));
                break;  // copies of the other half say nothing new
            }
        }
    }
}

}  // namespace takt::flow
