// SPDX-License-Identifier: GPL-3.0-or-later
#include "local/caption_files.h"

#include "av/captions.h"

#include <algorithm>
#include <array>

namespace takt::local {
namespace {

namespace fs = std::filesystem;

CaptionSource read_source(const fs::path& file) {
    CaptionSource source{.name = file.filename().string(), .cues = {}};
    for (av::CaptionCue& cue : av::read_captions(file)) {
        source.cues.push_back({{to_ms(cue.shown.begin), to_ms(cue.shown.end)}, std::move(cue.text)});
    }
    std::erase_if(source.cues, [](const auto& cue) { return cue.shown.duration() <= Ms{0}; });
    return source;
}

bool is_subtitle_file(const fs::path& file) {
    constexpr std::array kExtensions{".srt", ".vtt", ".ass"};
    std::error_code ignored;
    return fs::is_regular_file(file, ignored) && std::ranges::find(kExtensions, file.extension()) != kExtensions.end();
}

void add_all_in(const fs::path& folder, std::vector<fs::path>& files) {
    std::error_code failed;
    for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
        if (is_subtitle_file(at->path())) files.push_back(at->path());
    }
}

void add_named(const fs::path& folder, const std::string& name, std::vector<fs::path>& files) {
    const fs::path inside = fs::path(name).lexically_normal();
    if (inside.is_absolute() || inside.empty() || *inside.begin() == "..") return;
    if (is_subtitle_file(folder / inside)) files.push_back(folder / inside);
}

}  // namespace

std::vector<CaptionSource> caption_sources(const std::vector<EditOp>& ops, const std::vector<fs::path>& folders) {
    std::vector<fs::path> files;
    for (const EditOp& op : ops) {
        const auto* captions = std::get_if<op::AddCaptions>(&op);
        if (captions == nullptr) continue;
        for (const fs::path& folder : folders) {
            captions->file.empty() ? add_all_in(folder, files) : add_named(folder, captions->file, files);
        }
    }
    for (fs::path& file : files) file = fs::absolute(file).lexically_normal();
    std::ranges::sort(files);
    files.erase(std::unique(files.begin(), files.end()), files.end());
    std::vector<CaptionSource> sources;
    std::ranges::transform(files, std::back_inserter(sources), read_source);
    return sources;
}

}  // namespace takt::local
