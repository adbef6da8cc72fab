// SPDX-License-Identifier: GPL-3.0-or-later
// The program's log: stderr, for people, silent unless asked. The one global of takt.
// Never log what may hold a secret or a person's place: headers, tokens, locations.
#pragma once

#include <string_view>

namespace takt::log {

enum class Level { Off, Warning, Info, Debug };

void set_level(Level level);
void warning(std::string_view text);
void info(std::string_view text);
void debug(std::string_view text);

}  // namespace takt::log
