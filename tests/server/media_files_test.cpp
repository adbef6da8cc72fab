// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/media_files.h"

#include "server/target.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace takt::server {
namespace {

TEST(SafeName, KeepsAnOrdinaryName) {
    for (const char* name : {"clip.mp4", "IMG_0001.MOV", "my clip (2).mp4", "夏天.mp4"})
        EXPECT_EQ(safe_name(name), name);
}

TEST(SafeName, StaysInItsFolderAndIsSeen) {
    EXPECT_EQ(safe_name("../../etc/passwd.mp4"), "passwd.mp4");
    EXPECT_EQ(safe_name("C:\\clips\\a.mp4"), "a.mp4");
    EXPECT_EQ(safe_name("..mp4"), "mp4");
    EXPECT_EQ(safe_name(".hidden.mp4"), "hidden.mp4");
    EXPECT_EQ(safe_name(""), "file");
    EXPECT_EQ(safe_name("/"), "file");
}

TEST(SafeName, HoldsNoByteThatDoesHarm) {
    EXPECT_EQ(safe_name("a\nb\x1b[2J.mp4"), "a_b__2J.mp4");
    EXPECT_EQ(safe_name(std::string_view("a\0b.mp4", 7)), "a_b.mp4");
    EXPECT_EQ(safe_name("a\xff\xc3.mp4"), "a__.mp4");
    EXPECT_EQ(safe_name("a;rm -rf *.mp4"), "a_rm -rf _.mp4");
}

TEST(SafeName, IsCutBetweenCharactersAndKeepsItsExtension) {
    std::string name;
    for (int i = 0; i < 100; ++i) name += "夏";
    const std::string safe = safe_name(name + ".mp4");
    EXPECT_LE(safe.size(), 120U);
    EXPECT_EQ((safe.size() - 4) % 3, 0U);
    EXPECT_TRUE(safe.ends_with(".mp4"));
}

TEST(MediaType, IsKnownForEverythingThatIsTaken) {
    for (const char* extension :
         {"mp4", "mov", "avi", "webm", "mkv", "jpg", "jpeg", "png", "gif", "webp", "mp3", "wav", "m4a", "aac", "MP4"}) {
        EXPECT_TRUE(media_type_of(std::string("a.") + extension)) << extension;
    }
    for (const char* name : {"a.exe", "mp4", "a.mp4.html", "a.", ""}) EXPECT_FALSE(media_type_of(name)) << name;
}

TEST(MediaFile, SaysOnlyWhatIsKnown) {
    const auto still = media_file({.name = "a.png", .address = "uploads/1/a.png", .kind = MediaKind::Still}, "1", "");
    EXPECT_EQ(still.file_type, "image");
    EXPECT_FALSE(still.duration_s || still.width || still.fps);
    const auto song = media_file(
        {.name = "a.mp3", .address = "uploads/1/a.mp3", .kind = MediaKind::Audio, .duration = Us{1'500'000}}, "1", "");
    EXPECT_EQ(song.file_type, "audio");
    EXPECT_EQ(song.duration_s, 1.5);
    EXPECT_FALSE(song.width);
}

TEST(UrlParts, AreThoseThatARequestWouldUse) {
    const auto parts = url_parts("https://Media.test:8443/x/y/clip.mp4?sig=a/b.exe#c");
    ASSERT_TRUE(parts);
    EXPECT_EQ(parts->host, "media.test:8443");
    EXPECT_EQ(parts->file_name, "clip.mp4");
}

TEST(Target, OfAnUploadedFileIsFoundAgain) {
    const auto target = target_of(uploaded_file_path("123", "my clip é/..mp4"));
    EXPECT_FALSE(target) << "a separator in a name leads nowhere";
    const auto file = target_of(uploaded_file_path("123", "my clip é%.mp4"));
    ASSERT_TRUE(file);
    EXPECT_EQ(file->kind, Target::Kind::UploadedFile);
    EXPECT_EQ(file->id, "123");
    EXPECT_EQ(file->name, "my clip é%.mp4");
}

TEST(Target, OfARenderedFileIsFoundAgain) {
    const auto file = target_of(rendered_file_path("key", "render_1"));
    ASSERT_TRUE(file);
    EXPECT_EQ(file->kind, Target::Kind::RenderedFile);
    EXPECT_EQ(file->id, "render_1");
    EXPECT_EQ(file->name, "key");
    for (const char* path : {"/renders/key/.mp4", "/renders/key/..mp4", "/renders/key", "/renders/key/a/b.mp4"}) {
        EXPECT_FALSE(target_of(path)) << path;
    }
}

}  // namespace
}  // namespace takt::server
