// SPDX-License-Identifier: GPL-3.0-or-later
// How a storyboard looks, light and dark. The drawing carries it, so that it looks the same alone and in a page; plain
// colours only, since many programs that show drawings know no CSS variables.
#pragma once

#include <string_view>

namespace takt::flow {

inline constexpr std::string_view kBoardStyle = R"css(
.board text { fill: #1d2125; font-size: 11px; } .board text.soft { fill: #5c656e; font-size: 10px; }
.board text.name { font-size: 17px; font-weight: 600; } .ground { fill: #ffffff; }
.block { fill: #e7ebef; stroke: #9aa4ae; } .wave { fill: #4a6fa5; } .axis { stroke: #5c656e; }
.beat { stroke: #e0a3a3; } .bar { stroke: #c62828; stroke-width: 1.5; } .cut { stroke: #1d2125; stroke-width: 2; }
.mix { fill: #f6a623; fill-opacity: 0.35; } .title { fill: #cfe3d6; } .caption { fill: #dcd7ee; }
@media (prefers-color-scheme: dark) {
  .board text { fill: #e6e9ec; } .board text.soft { fill: #9aa4ae; } .ground { fill: #14181b; }
  .block { fill: #2a3036; stroke: #5c656e; } .wave { fill: #7fa3d8; } .axis { stroke: #9aa4ae; }
  .beat { stroke: #7a4747; } .bar { stroke: #ff6b60; } .cut { stroke: #e6e9ec; }
  .mix { fill: #e0a84a; } .title { fill: #24503a; } .caption { fill: #3d3663; } }
)css";

}  // namespace takt::flow
