// SPDX-License-Identifier: GPL-3.0-or-later
// The project folder's own document, project.json (takt.project/1): which inputs there are, what was decided about
// each, and where its prepared file is. Written whole after every prepare; paths inside the folder are relative to it.
#pragma once

#include "takt/media_info.h"
#include "takt/preparation.h"

#include "beats/corrections.h"
#include "flow/media_facts.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace takt::flow {

struct PreparedOutput {
    std::filesystem::path path;  ///< absolute, or relative to the working directory, as the project's root is
    MediaKind kind = MediaKind::Video;
    std::int64_t size_bytes = 0;
    Us duration{};
    Size display;
    FrameRate rate{0, 1};  ///< 0 without moving pictures
};

/// One input and everything that was decided about it.
struct PreparedItem {
    std::filesystem::path input;
    MediaKind kind = MediaKind::Video;
    Verdict verdict;
    std::string action = "none";  ///< copy, remux, smart_trim, transcode, convert, none
    std::vector<std::string> because;
    std::vector<std::string> removed;  ///< seen not to be in the prepared file; before it is made: what will not be
    std::vector<std::string> notes;    ///< what a person should know beside: "a screen recording", "Live Photo: …"
    std::string probe_json;            ///< takt.probe/1; empty when the file could not be opened
    std::optional<MediaFacts> before;  ///< absent when the file could not be opened
    std::optional<MediaFacts> after;   ///< with `output`
    std::optional<PreparedOutput> output;           ///< absent when rejected, and in a dry run
    std::optional<Loudness> loudness;               ///< of the output's sound, when it was listened to
    std::vector<std::filesystem::path> thumbnails;  ///< of the output, in its order
    std::optional<std::filesystem::path> proxy;     ///< a small copy, when one was asked for
    std::optional<std::string> live_photo;          ///< the identifier that a picture and its clip share
    bool reused = false;                            ///< nothing had to be done this time; not stored
};

struct Project {
    std::filesystem::path root;
    std::vector<PreparedItem> inputs;
    beats::Corrections corrections;  ///< of songs' beats, the person's own; not stored here

    [[nodiscard]] std::filesystem::path media() const { return root / "media"; }
    [[nodiscard]] std::filesystem::path analysis() const { return root / "analysis"; }
    [[nodiscard]] std::filesystem::path renders() const { return root / "render"; }
};

/// Throws NotFound, naming `takt prep`, when there is no project yet; Corrupt when the document is damaged.
[[nodiscard]] Project load_project(const std::filesystem::path& root, beats::Corrections corrections = {});
void save_project(const Project& project);

[[nodiscard]] std::string item_to_json(const PreparedItem& item, const std::filesystem::path& root);
[[nodiscard]] PreparedItem item_from_json(const std::string& text, const std::filesystem::path& root);

}  // namespace takt::flow
