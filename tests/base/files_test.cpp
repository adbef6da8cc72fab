// SPDX-License-Identifier: GPL-3.0-or-later
#include "takt/error.h"

#include "base/atomic_file.h"
#include "base/fingerprint.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <sys/stat.h>

namespace takt {
namespace {

class Files : public testing::Test {
protected:
    void SetUp() override { std::filesystem::create_directories(folder_); }
    void TearDown() override { std::filesystem::remove_all(folder_); }
    std::filesystem::path folder_ =
        std::filesystem::path(testing::TempDir()) /
        (std::string("takt_files_") + testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(Files, AppearWholeAndLeaveNoPart) {
    const auto file = folder_ / "a.json";
    write_file(file, "first");
    write_file(file, "second");
    EXPECT_EQ(read_file(file), "second");
    EXPECT_FALSE(std::filesystem::exists(part_path(file)));
}

TEST_F(Files, HoldingSecretsAreForTheirOwnerOnly) {
    const auto file = folder_ / "token";
    write_file(file, "x", true);
    struct stat status {};
    ASSERT_EQ(::stat(file.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST_F(Files, ThatDoNotExistAreSaidToBeMissing) {
    try {
        (void)read_file(folder_ / "none");
        FAIL() << "read a file that is not there";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::NotFound);
        EXPECT_NE(std::string(error.what()).find("none"), std::string::npos);
    }
}

TEST_F(Files, AreNotReadBeyondTheirLimit) {
    const auto file = folder_ / "big";
    write_file(file, std::string(1000, 'x'));
    EXPECT_THROW((void)read_file(file, 999), Error);
    EXPECT_EQ(read_file(file, 1000).size(), 1000U);
}

TEST_F(Files, WithTheSameContentHaveTheSameFingerprint) {
    write_file(folder_ / "a", std::string(3'000'000, 'x'));
    write_file(folder_ / "b", std::string(3'000'000, 'x'));
    write_file(folder_ / "c", std::string(2'999'999, 'x') + "y");
    EXPECT_EQ(fingerprint_file(folder_ / "a"), fingerprint_file(folder_ / "b"));
    EXPECT_NE(fingerprint_file(folder_ / "a"), fingerprint_file(folder_ / "c"));
    EXPECT_EQ(fingerprint_file(folder_ / "a"), fingerprint(std::string(3'000'000, 'x')));
}

TEST_F(Files, MoveWholeAlsoToAnotherDisk) {
    const std::filesystem::path other = "/dev/shm/takt_files_moved";
    struct stat here {};
    struct stat there {};
    if (::stat(folder_.c_str(), &here) != 0 || ::stat("/dev/shm", &there) != 0 || here.st_dev == there.st_dev) {
        GTEST_SKIP() << "skipped: no second disk at /dev/shm";
    }
    write_file(folder_ / "a", "content");
    move_file(folder_ / "a", other);
    EXPECT_EQ(read_file(other), "content");
    EXPECT_FALSE(std::filesystem::exists(folder_ / "a"));
    EXPECT_FALSE(std::filesystem::exists(part_path(other)));
    std::filesystem::remove(other);
}

TEST_F(Files, CannotBeMadeWhereAFileStands) {
    write_file(folder_ / "file", "x");
    EXPECT_THROW(make_folder(folder_ / "file" / "inside"), Error);
}

}  // namespace
}  // namespace takt
