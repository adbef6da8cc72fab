// SPDX-License-Identifier: GPL-3.0-or-later
// How a storyboard looks, light and dark. The drawing carries it, so that it looks the same alone and in a page.
#pragma once

#include <string_view>

namespace takt::flow {

inline constexpr std::string_view kBoardStyle = R"css(
.board { --ground: #ffffff; --ink: #1d2125; --soft: #5c656e; --block: #e7ebef; --edge: #9aa4ae; --wave: #4a6fa5;
  --beat: #e0a3a3; --bar: #c62828; --cut: #1d2125; --mix: #f6a623; --title: #cfe3d6; --caption: #dcd7ee; }
@media (prefers-color-scheme: dark) {
  .board { --ground: #14181b; --ink: #e6e9ec; --soft: #9aa4ae; --block: #2a3036; --edge: #5c656e; --wave: #7fa3d8;
    --beat: #7a4747; --bar: #ff6b60; --cut: #e6e9ec; --mix: #e0a84a; --title: #24503a; --caption: #3d3663; } }
.board text { fill: var(--ink); font-size: 11px; } .board .soft { fill: var(--soft); font-size: 10px; }
.board .name { font-size: 17px; font-weight: 600; } .ground { fill: var(--ground); }
.block { fill: var(--block); stroke: var(--edge); } .wave { fill: var(--wave); }
.beat { stroke: var(--beat); } .bar { stroke: var(--bar); stroke-width: 1.5; } .cut { stroke: var(--cut); stroke-width: 2; }
.mix { fill: var(--mix); fill-opacity: 0.35; } .axis { stroke: var(--soft); }
.title { fill: var(--title); } .caption { fill: var(--caption); }
)css";

}  // namespace takt::flow
