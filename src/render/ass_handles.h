// SPDX-License-Identifier: GPL-3.0-or-later
// libass, owned from birth, and text made safe for its scripts. Used by titles (on video) and lettering (on pictures).
#pragma once

#include "takt/media_info.h"

#include <memory>
#include <string>
#include <string_view>

struct ass_library;
struct ass_renderer;
struct ass_track;

namespace takt::render {

struct FreeAss {
    void operator()(ass_library* library) const noexcept;
    void operator()(ass_renderer* renderer) const noexcept;
    void operator()(ass_track* track) const noexcept;
};
using AssLibraryPtr = std::unique_ptr<ass_library, FreeAss>;
using AssRendererPtr = std::unique_ptr<ass_renderer, FreeAss>;
using AssTrackPtr = std::unique_ptr<ass_track, FreeAss>;

[[nodiscard]] AssLibraryPtr make_ass_library();
/// With the system's fonts, which takes a while to look for.
[[nodiscard]] AssRendererPtr make_ass_renderer(ass_library& library, Size canvas);
[[nodiscard]] AssTrackPtr read_ass_script(ass_library& library, std::string script);

/// A user's text is text: nothing in it is read as a command.
[[nodiscard]] std::string ass_escaped(std::string_view text);

}  // namespace takt::render
