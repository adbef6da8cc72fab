// SPDX-License-Identifier: GPL-3.0-or-later
// A project with a clip and a song, a journal, a service and a clock: all that an order needs, but no money and no
// time. The service's video is real, so that the proof is.
#pragma once

#include "base/atomic_file.h"
#include "flow/deliver.h"
#include "flow/fake_backend.h"
#include "support/fake_clock.h"
#include "support/make_media.h"
#include "support/temp_dir.h"

#include <memory>

namespace takt::flow_tests {

inline constexpr const char* kDraft =
    R"({"t":[{"tt":0,"sg":[{"s":0,"d":1000,"m":{"src":"https://cdn.example/clip-0a1b2c3d.mp4?sig=9"}}]}],"d":1000,"m":{"title":"project","width":320,"height":180}})";
inline const Error kNoNetwork{ErrorCode::Network, "service: cannot be reached; try again"};

/// One second of H.264, as kDraft asks.
inline std::filesystem::path good_video() {
    static const test::TempDir folder;
    static const std::filesystem::path video = [] {
        test::make_clip(folder / "rendered.mp4");
        return folder / "rendered.mp4";
    }();
    return video;
}

struct OrderStage {
    OrderStage() {
        project.root = folder / "project";
        std::filesystem::create_directories(project.media());
        journal = std::make_unique<jobs::Journal>(project.root);
        add("clip-0a1b2c3d.mp4", MediaKind::Video);
        add("song-1a2b3c4d.mp3", MediaKind::Audio);
        backend.turns = {{.words = {"Made a music video."}, .draft = kDraft}};
    }

    void add(const std::string& name, MediaKind kind) {
        write_file(project.media() / name, name);
        project.inputs.push_back(
            {.input = name, .kind = kind, .output = flow::PreparedOutput{project.media() / name, kind}});
    }
    void use_video(const test::ClipSpec& spec) {
        test::make_clip(folder / "rendered.mp4", spec);
        backend.video = folder / "rendered.mp4";
    }
    flow::Order order() {
        return {.prompt = "create a music video",
                .message = "the message",
                .files = {project.media() / "clip-0a1b2c3d.mp4", project.media() / "song-1a2b3c4d.mp3"}};
    }
    flow::Place place() {
        return {.backend = backend,
                .name = "https://api.example",
                .journal = *journal,
                .clock = clock,
                .keeps_session = true,
                .patience = std::chrono::minutes{5}};
    }
    flow::Delivered deliver(const flow::Order& what) {
        NoProgress quiet;
        return flow::deliver(project, what, place(), {}, quiet, {});
    }
    std::vector<flow::Order> open() { return flow::open_orders(project, place()); }
    ErrorCode refusal(const flow::Order& what) {
        try {
            (void)deliver(what);
        } catch (const Error& error) {
            message = error.what();
            return error.code();
        }
        message.clear();
        return ErrorCode::Internal;  // which a service never is
    }
    /// As a new process does.
    void start_again() {
        backend.die_at.reset();
        journal.reset();
        journal = std::make_unique<jobs::Journal>(project.root);
    }
    int videos() const {
        int count = 0;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(project.renders())) {
            count += entry.path().extension() == ".mp4" ? 1 : 0;
        }
        return count;
    }
    std::string only_video() const {
        for (const auto& entry : std::filesystem::directory_iterator(project.renders())) {
            if (entry.path().extension() == ".mp4") return entry.path().filename().string();
        }
        return "";
    }

    test::TempDir folder;
    flow::Project project;
    std::unique_ptr<jobs::Journal> journal;
    FakeBackend backend{good_video()};
    test::FakeClock clock;
    std::string message;  ///< of the last refusal
};

}  // namespace takt::flow_tests
