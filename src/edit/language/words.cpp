// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/language/saying.h"

namespace takt {

std::string words(const EditOp& op) {
    for (const auto say : {language::say_sound_op, language::say_cut_op, language::say_time_op, language::say_text_op,
                           language::say_picture_op, language::say_session_op}) {
        if (std::string said = say(op); !said.empty()) return said;
    }
    return {};
}

}  // namespace takt
