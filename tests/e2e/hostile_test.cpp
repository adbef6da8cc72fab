// SPDX-License-Identifier: GPL-3.0-or-later
// Files made to harm meet the real program: each is refused by name in bounded time and memory, and no file but itself
// is opened, nobody is called, nothing is run.
#include "base/atomic_file.h"
#include "e2e/hostile_files.h"
#include "e2e/watched.h"
#include "support/make_media.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sys/stat.h>
#include <unistd.h>

namespace takt {
namespace {

using test::Hostile;
using test::TempDir;
using test::Watched;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr double kMaxCpuSeconds = 10;
constexpr std::int64_t kMaxBytes = 512'000'000;

bool lies_in(const std::filesystem::path& path, const std::filesystem::path& folder) {
    return std::mismatch(folder.begin(), folder.end(), path.begin(), path.end()).first == folder.end();
}

/// A folder with one file to prepare, one to betray, and a project.
class HostileFile : public testing::Test {
protected:
    void SetUp() override {
        if (!test::can_watch()) GTEST_SKIP() << "skipped: strace is not there, or may not trace";
        test::make_clip(secret_, {.frames = 5});
    }

    Watched prepare(const std::filesystem::path& file) {
        return test::run_watched(folder_ / "home", {"-C", folder_ / "project", "--progress", "none", "prep", file});
    }

    /// What was touched beside `file`, the project and the system.
    std::vector<std::string> strangers(const Watched& watched, const std::filesystem::path& file) const {
        std::vector<std::string> found;
        for (const auto& path : watched.touched) {
            static const std::vector<std::filesystem::path> kSystem{"/usr", "/lib",  "/lib64", "/bin",
                                                                    "/etc", "/proc", "/sys",   "/dev"};
            const bool of_the_system =
                std::any_of(kSystem.begin(), kSystem.end(), [&](const auto& root) { return lies_in(path, root); });
            const bool ours = path == file || lies_in(path, folder_ / "project") || lies_in(path, folder_ / "home") ||
                              lies_in(path, std::filesystem::path(TAKT_PROGRAM).parent_path());
            if (!of_the_system && !ours) found.push_back(path.string());
        }
        return found;
    }

    void expect_harmless(const Watched& watched, const std::filesystem::path& file) const {
        EXPECT_EQ(watched.ended.signal, 0) << file;
        EXPECT_LT(watched.ended.cpu_s, kMaxCpuSeconds) << file;
        EXPECT_LT(watched.ended.peak_bytes, kMaxBytes) << file;
        EXPECT_THAT(watched.forbidden, IsEmpty()) << file;
        EXPECT_THAT(strangers(watched, file), IsEmpty()) << file;
    }

    void expect_refused(const std::filesystem::path& file, int exit_status = 3) {
        const Watched watched = prepare(file);
        expect_harmless(watched, file);
        EXPECT_EQ(watched.ended.exit_status, exit_status) << watched.ended.out << watched.ended.err;
        EXPECT_THAT(watched.ended.out + watched.ended.err, HasSubstr(file.filename().string()));
    }

    TempDir folder_;
    std::filesystem::path secret_ = folder_ / "secret.mp4";
};

TEST_F(HostileFile, OfEveryKindIsRefusedAndReachesNothing) {
    for (const Hostile& hostile : test::hostile_files()) {
        const auto file = folder_ / hostile.name;
        write_file(file, hostile.bytes(secret_));
        expect_refused(file);
        std::filesystem::remove_all(folder_ / "project");
    }
}

TEST_F(HostileFile, IsRefusedWhereverItIsCutOff) {
    test::make_clip(folder_ / "whole.mp4", {.frames = 60, .clicks_s = {{0.5}}});
    const std::string whole = read_file(folder_ / "whole.mp4");
    for (const std::size_t percent : {1U, 10U, 50U, 99U}) {
        const auto file = folder_ / "cut.mp4";
        // Recorders write the index last: without its end it is lost.
        write_file(file, whole.substr(whole.find("mdat") - 4, whole.size() * percent / 100));
        expect_refused(file);
    }
}

TEST_F(HostileFile, ThatIsNoFileIsRefusedWithoutWaiting) {
    const auto pipe = folder_ / "pipe.mp4";
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    expect_refused(pipe);
    expect_refused("/dev/zero");
    std::filesystem::create_symlink("/dev/zero", folder_ / "zero.mp4");
    expect_refused(folder_ / "zero.mp4");
    std::filesystem::create_symlink("loop.mp4", folder_ / "loop.mp4");
    expect_refused(folder_ / "loop.mp4");
}

TEST_F(HostileFile, ThatMayNotBeReadIsAQuestionOfPermission) {
    if (::geteuid() == 0) GTEST_SKIP() << "skipped: root may read everything";
    const auto file = folder_ / "locked.mp4";
    write_file(file, "x");
    std::filesystem::permissions(file, std::filesystem::perms::none);
    expect_refused(file, 12);
}

TEST_F(HostileFile, WithAHundredMegabytesOfTagsIsReadWithoutThem) {
    const auto file = folder_ / "tagged.mp3";
    test::make_sound(folder_ / "song.mp3", {.seconds = 3, .tempo_bpm = 120});
    using namespace std::string_literals;
    // 25 × 4 MiB in sizes of seven bits; a tag of pictures without an end.
    std::string bytes =
        "ID3\3\0\0"s + "\x32\0\0\0"s + "APIC" + test::big_endian(0x6400000, 4) + "\0\0\0image/jpeg\0\3\0"s;
    bytes.resize(10 + 0x6400000, '\0');
    write_file(file, bytes + read_file(folder_ / "song.mp3"));
    const Watched watched = prepare(file);
    expect_harmless(watched, file);
    EXPECT_EQ(watched.ended.exit_status, 0) << watched.ended.out << watched.ended.err;
}

TEST_F(HostileFile, OfSoundThatEndsInHalfAGigabyteOfZerosIsRefused) {
    const auto file = folder_ / "broken.wav";
    test::make_sound(file, {.seconds = 1});
    std::filesystem::resize_file(file, 499'000'000);
    const Watched watched = prepare(file);
    expect_harmless(watched, file);
    EXPECT_EQ(watched.ended.exit_status, 3);
    EXPECT_THAT(watched.ended.out, HasSubstr("mostly empty; "));
}

TEST_F(HostileFile, OfTheSizeOfTheLimitIsTakenAndOneByteMoreIsNot) {
    const auto file = folder_ / "long.mp4";
    test::make_clip(file, {.frames = 5});
    const std::string clip = read_file(file);
    const std::uint64_t rest = 500'000'000 - clip.size();
    write_file(file, clip + test::big_endian(rest, 4) + "free");
    std::filesystem::resize_file(file, 500'000'000);
    const Watched taken = prepare(file);
    expect_harmless(taken, file);
    EXPECT_EQ(taken.ended.exit_status, 0) << taken.ended.out << taken.ended.err;

    std::filesystem::resize_file(file, 500'000'001);
    const Watched refused = prepare(file);
    expect_harmless(refused, file);
    EXPECT_EQ(refused.ended.exit_status, 3);
    EXPECT_THAT(refused.ended.out, HasSubstr("exceeds the 500 MB limit"));
}

}  // namespace
}  // namespace takt
