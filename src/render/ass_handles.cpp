// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/ass_handles.h"

#include "base/log.h"

#include <ass/ass.h>

#include <array>
#include <cstdarg>
#include <cstdio>
#include <new>

namespace takt::render {
namespace {

void on_message(int level, const char* format, va_list arguments, void*) noexcept {
    if (level > 4) return;  // below "warning" it counts glyphs
    std::array<char, 512> line{};
    std::vsnprintf(line.data(), line.size(), format, arguments);
    log::debug(line.data());
}

template <typename Pointer>
Pointer made(Pointer pointer) {
    if (!pointer) throw std::bad_alloc();
    return pointer;
}

}  // namespace

void FreeAss::operator()(ass_library* library) const noexcept {
    ass_library_done(library);
}
void FreeAss::operator()(ass_renderer* renderer) const noexcept {
    ass_renderer_done(renderer);
}
void FreeAss::operator()(ass_track* track) const noexcept {
    ass_free_track(track);
}

AssLibraryPtr make_ass_library() {
    AssLibraryPtr library = made(AssLibraryPtr(ass_library_init()));
    ass_set_message_cb(library.get(), on_message, nullptr);
    return library;
}

AssRendererPtr make_ass_renderer(ass_library& library, Size canvas) {
    AssRendererPtr renderer = made(AssRendererPtr(ass_renderer_init(&library)));
    ass_set_frame_size(renderer.get(), canvas.width, canvas.height);
    ass_set_fonts(renderer.get(), nullptr, "sans-serif", ASS_FONTPROVIDER_FONTCONFIG, nullptr, 1);
    return renderer;
}

AssTrackPtr read_ass_script(ass_library& library, std::string script) {
    return made(AssTrackPtr(ass_read_memory(&library, script.data(), script.size(), nullptr)));
}

std::string ass_escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '{': out += "\\{"; break;
            case '}': out += "\\}"; break;
            // A backslash may begin a command; a word joiner after it keeps it a backslash.
            case '\\': out += "\\\u2060"; break;
            case '\n': out += "\\N"; break;
            case '\r':
            case '\0': break;
            default: out += c;
        }
    }
    return out;
}

}  // namespace takt::render
