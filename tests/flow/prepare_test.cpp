// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/prepare.h"

#include "base/atomic_file.h"
#include "flow/known_inputs.h"
#include "flow/live_photos.h"
#include "jobs/journal.h"
#include "support/make_media.h"
#include "support/temp_dir.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

namespace takt::flow {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

struct Stage {
    test::TempDir folder;
    PrepareRequest request{.project = folder / "project", .files = {}, .limits = {}, .wishes = {}};

    std::filesystem::path clip(const std::string& name, int first_number = 0) {
        const auto path = folder / name;
        test::make_clip(path, {.frames = 10, .first_number = first_number});
        return path;
    }
    /// As a file that nobody has touched for an hour.
    static void settle(const std::filesystem::path& file) {
        std::filesystem::last_write_time(file, std::filesystem::file_time_type::clock::now() - std::chrono::hours(1));
    }
    Project prepare() {
        NoProgress progress;
        return flow::prepare(request, progress).project;
    }
    [[nodiscard]] std::ptrdiff_t made() const {
        return std::distance(std::filesystem::directory_iterator(folder / "project/media"), {});
    }
};

TEST(Prepare, AnswersInTheOrderOfTheInputsHoweverManyRunAtOnce) {
    Stage stage;
    for (int i = 0; i < 6; ++i) stage.request.files.push_back(stage.clip(std::to_string(i) + ".mkv", 100 * i));
    stage.request.jobs = 4;
    const Project project = stage.prepare();
    ASSERT_THAT(project.inputs, SizeIs(6));
    for (std::size_t i = 0; i < 6; ++i) {
        EXPECT_EQ(project.inputs[i].input, stage.request.files[i]);
        EXPECT_THAT(project.inputs[i].output->path.filename().string(), testing::StartsWith(std::to_string(i) + "-"));
    }
}

TEST(Prepare, DoesTheSameContentOnceThoughItIsNamedTwice) {
    Stage stage;
    const auto first = stage.clip("a.mkv");
    std::filesystem::copy_file(first, stage.folder / "b.mkv");
    stage.request.files = {first, stage.folder / "b.mkv", first};
    stage.request.jobs = 3;
    const Project project = stage.prepare();
    EXPECT_EQ(stage.made(), 1);
    ASSERT_THAT(project.inputs, SizeIs(3));
    EXPECT_TRUE(project.inputs[0].output.has_value());
    EXPECT_EQ(project.inputs[1].verdict.reasons.at(0).code, "duplicate");
    EXPECT_FALSE(project.inputs[2].output.has_value());
}

TEST(Prepare, DoesNotReadAFileAgainThatNobodyTouched) {
    Stage stage;
    const auto clip = stage.clip("a.mkv");
    Stage::settle(clip);
    stage.request.files = {clip};
    EXPECT_FALSE(stage.prepare().inputs.at(0).reused);
    EXPECT_TRUE(stage.prepare().inputs.at(0).reused);
    {  // Whoever believes this record has not read the file.
        jobs::Journal journal(stage.request.project);
        KnownInputMap known = known_inputs_from_json(journal.record_of("prepare", "inputs").value());
        ASSERT_THAT(known, SizeIs(1));
        known.begin()->second.content = "of another file";
        journal.put_record("prepare", "inputs", known_inputs_to_json(known));
    }
    EXPECT_FALSE(stage.prepare().inputs.at(0).reused);
}

TEST(Prepare, LetsTheContentDecideWhenAFileWasTouched) {
    Stage stage;
    const auto clip = stage.clip("a.mkv");
    Stage::settle(clip);
    stage.request.files = {clip};
    (void)stage.prepare();
    std::filesystem::last_write_time(clip, std::filesystem::file_time_type::clock::now() - std::chrono::hours(2));
    EXPECT_TRUE(stage.prepare().inputs.at(0).reused);
    test::make_clip(clip, {.frames = 10, .first_number = 50});
    EXPECT_FALSE(stage.prepare().inputs.at(0).reused);
}

TEST(Prepare, RemembersWhatItRejectedUntilALimitChanges) {
    Stage stage;
    const auto file = stage.folder / "notes.mp4";
    write_file(file, "no media at all");
    stage.request.files = {file};
    const PreparedItem first = stage.prepare().inputs.at(0);
    const PreparedItem second = stage.prepare().inputs.at(0);
    EXPECT_EQ(first.verdict.outcome, Outcome::Rejected);
    EXPECT_FALSE(first.reused);
    EXPECT_TRUE(second.reused);
    EXPECT_EQ(second.verdict.reasons, first.verdict.reasons);
    stage.request.limits.max_streams = 5;
    EXPECT_FALSE(stage.prepare().inputs.at(0).reused);
    stage.request.force = true;
    EXPECT_FALSE(stage.prepare().inputs.at(0).reused);
}

TEST(Prepare, PreparesAgainWhenAWishChangesTheResult) {
    Stage stage;
    stage.request.files = {stage.clip("a.mkv")};
    (void)stage.prepare();
    stage.request.wishes.keep_metadata = true;
    EXPECT_FALSE(stage.prepare().inputs.at(0).reused);
    stage.request.limits.max_duration = std::chrono::hours{1};
    EXPECT_TRUE(stage.prepare().inputs.at(0).reused) << "this limit only refuses";
}

TEST(Prepare, TellsWhatAFileWasAndWhatItBecame) {
    Stage stage;
    stage.request.files = {stage.clip("a.mkv")};
    (void)stage.prepare();
    const PreparedItem item = stage.prepare().inputs.at(0);
    EXPECT_EQ(item.before.value().container, "mkv");
    EXPECT_EQ(item.after.value().container, "mp4");
    EXPECT_EQ(item.after->codec, "h264");
    EXPECT_EQ(item.after->size_bytes, item.output->size_bytes);
}

TEST(Prepare, KeepsThumbnailsAndAProxyBesideTheClip) {
    Stage stage;
    stage.request.files = {stage.clip("a.mkv")};
    EXPECT_FALSE(stage.prepare().inputs.at(0).proxy.has_value());
    EXPECT_THAT(stage.prepare().inputs.at(0).thumbnails, SizeIs(0)) << "a copy is not decoded unasked";
    stage.request.proxy = stage.request.look = true;
    const PreparedItem item = stage.prepare().inputs.at(0);
    EXPECT_TRUE(item.reused);
    EXPECT_TRUE(std::filesystem::exists(item.proxy.value()));
    EXPECT_THAT(item.thumbnails, SizeIs(4));
    for (const auto& thumbnail : item.thumbnails) EXPECT_TRUE(std::filesystem::exists(thumbnail));
}

TEST(Prepare, EndsAtOnceWhenItIsInterrupted) {
    Stage stage;
    for (int i = 0; i < 4; ++i) stage.request.files.push_back(stage.clip(std::to_string(i) + ".mkv", 100 * i));
    std::stop_source stop;
    stop.request_stop();
    NoProgress progress;
    try {
        (void)flow::prepare(stage.request, progress, stop.get_token());
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::Interrupted);
    }
    EXPECT_FALSE(std::filesystem::exists(stage.folder / "project/project.json"));
}

TEST(KnownInputs, KeepNamesOfAnyBytes) {
    const KnownInputMap inputs{{"a\n\xff\"b", {{1, 2, 3, 4, 5}, "0123"}}};
    const KnownInputMap again = known_inputs_from_json(known_inputs_to_json(inputs));
    ASSERT_THAT(again, SizeIs(1));
    EXPECT_EQ(again.begin()->first, "a\n\xff\"b");
    EXPECT_EQ(again.begin()->second.stamp, (FileStamp{1, 2, 3, 4, 5}));
    EXPECT_THAT(known_inputs_from_json("[1, 2"), IsEmpty());
    EXPECT_THAT(known_inputs_from_json(R"({"zz": 1})"), IsEmpty());
}

TEST(LivePhotos, NameTheirOtherHalf) {
    std::vector<PreparedItem> items(3);
    items[0] = {.input = "IMG_1.HEIC", .kind = MediaKind::Still};
    items[1] = {.input = "IMG_1.MOV", .kind = MediaKind::Video};
    items[2] = {.input = "IMG_2.MOV", .kind = MediaKind::Video};
    items[0].live_photo = items[1].live_photo = "A";
    items[2].live_photo = "B";
    tell_live_photos(items);
    tell_live_photos(items);
    EXPECT_THAT(items[0].notes, ElementsAre("Live Photo: IMG_1.MOV is its clip"));
    EXPECT_THAT(items[1].notes, ElementsAre("Live Photo: IMG_1.HEIC is its picture"));
    EXPECT_THAT(items[2].notes, IsEmpty());
}

}  // namespace
}  // namespace takt::flow
