// SPDX-License-Identifier: GPL-3.0-or-later
// What people type is routed, and what an agent says about buttons is turned into what takt can do (contract, section
// 13). English and Chinese. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace takt::flow {

enum class Route { Say, Export, Credits, Status, Upload };

/// "export", 导出, "send me the video", … Only a line that asks for nothing else is routed; "export" inside an edit is
/// said to the agent.
[[nodiscard]] Route route_of(std::string_view line);

struct PlainReply {
    std::string text;                  ///< without sentences that only steer an interface
    std::vector<std::string> actions;  ///< what to do instead, as commands of takt
};

/// Keeps descriptions of content, drops interface steps ("click …", 点击, "drag …", 拖拽, "open …", Export button).
[[nodiscard]] PlainReply without_interface(std::string_view reply);

}  // namespace takt::flow
