// SPDX-License-Identifier: GPL-3.0-or-later
// How the report of a preparation looks: wide screens and phones, light and dark.
#pragma once

#include <string_view>

namespace takt::flow {

inline constexpr std::string_view kReportStyle = R"css(
:root { color-scheme: light dark; --ink: #1d2125; --soft: #5c656e; --line: #d8dde2; --card: #ffffff; --page: #f3f5f7;
  --good: #1a7f4b; --work: #8a5a00; --bad: #b3261e; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e9ec; --soft: #9aa4ae; --line: #363d44; --card: #1e2327; --page: #14181b;
    --good: #58c78c; --work: #e0a84a; --bad: #ff8a80; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1160px; padding: 24px 16px 64px; background: var(--page); color: var(--ink);
  font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 24px; margin: 0; } h2 { font-size: 17px; margin: 0; overflow-wrap: anywhere; }
p { margin: 4px 0; } .soft { color: var(--soft); }
section { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 16px; margin: 16px 0; }
.head { display: flex; gap: 12px; align-items: baseline; flex-wrap: wrap; }
.word { font-weight: 600; } .accepted { color: var(--good); } .fixed { color: var(--work); } .rejected { color: var(--bad); }
.pictures { display: flex; gap: 8px; flex-wrap: wrap; margin: 12px 0; }
figure { margin: 0; } figcaption { font-size: 13px; color: var(--soft); }
img { display: block; max-width: 100%; max-height: 200px; border-radius: 6px; border: 1px solid var(--line); }
table { border-collapse: collapse; width: 100%; max-width: 640px; margin: 8px 0; }
th, td { text-align: left; padding: 3px 12px 3px 0; border-bottom: 1px solid var(--line); font-weight: normal;
  overflow-wrap: anywhere; }
th { color: var(--soft); } thead th { font-size: 13px; }
ul { margin: 4px 0; padding-left: 20px; } li { overflow-wrap: anywhere; }
@media (max-width: 560px) { body { padding: 12px 8px 40px; } section { padding: 12px; } img { max-height: 150px; } }
)css";

}  // namespace takt::flow
