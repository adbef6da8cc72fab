// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/fingerprint.h"
#include "cloud/asset.h"
#include "cloud/cloud_backend.h"
#include "cloud/service.h"
#include "cloud/upload_phases.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

namespace takt::cloud {
namespace {

using namespace std::chrono_literals;
using test::Client;
using test::envelope;
using test::error_of;
using test::json_reply;
using test::kStatePath;
using test::kUploadPath;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

const SessionId kSession{"s1"};

/// The phases, and that none goes back.
class Phases final : public Progress {
public:
    void begin(std::string_view phase, std::int64_t total, std::string_view unit) override {
        seen.push_back(fmt::format("{} {} {}", phase, total > 0 ? "known" : "unknown", unit));
        total_ = total;
        done_ = 0;
    }
    void advance(std::int64_t done) override {
        EXPECT_GE(done, done_);
        done_ = done;
    }
    void end() override {
        if (total_ > 0) seen.push_back(done_ == total_ ? "all" : "not all");
        ++ended;
    }
    std::vector<std::string> seen;
    int ended = 0;

private:
    std::int64_t total_ = 0;
    std::int64_t done_ = 0;
};

class Upload : public testing::Test {
protected:
    Asset upload(const std::filesystem::path& file) { return client.backend.upload(kSession, file, phases, {}); }

    test::Machine machine;
    test::Service service;
    Client client{machine, service.url()};
    Phases phases;
};

TEST_F(Upload, SendsTheFileAsAFormAndShowsBothPhases) {
    const auto file = machine.file("a.mp4", std::string(100'000, 'x'));
    const Asset asset = upload(file);
    EXPECT_EQ(asset.name, "a.mp4");
    EXPECT_EQ(asset.address, "https://cdn.test/a.mp4");
    EXPECT_EQ(asset.kind, MediaKind::Video);
    EXPECT_EQ(asset.duration, Us{30'500'000});
    EXPECT_EQ(asset.display, (Size{1920, 1080}));
    EXPECT_EQ(asset.hash, fingerprint_file(file)) << "the service did not name one";
    EXPECT_THAT(phases.seen, ElementsAre("upload known bytes", "all", "server is processing unknown "));
    EXPECT_EQ(phases.ended, 2);
    const auto asked = service.asked(kUploadPath);
    ASSERT_THAT(asked, SizeIs(1));
    EXPECT_THAT(asked[0].header("content-type"), HasSubstr("multipart/form-data"));
    EXPECT_THAT(asked[0].body, HasSubstr(R"(name="files"; filename="a.mp4")"));
    EXPECT_THAT(asked[0].body, HasSubstr("Content-Type: video/mp4"));
    EXPECT_THAT(asked[0].body, Not(HasSubstr(machine.folder.path().string()))) << "a private path";
}

TEST_F(Upload, LooksAtTypeAndSizeBeforeTheFirstByte) {
    EXPECT_EQ(error_of([&] { upload(machine.file("a.mkvx", "x")); }).code(), ErrorCode::UnsupportedFormat);
    EXPECT_EQ(error_of([&] { upload(machine.file("noext", "x")); }).code(), ErrorCode::UnsupportedFormat);
    EXPECT_EQ(error_of([&] { upload(machine.file("empty.mp4", "")); }).code(), ErrorCode::Corrupt);
    EXPECT_EQ(error_of([&] { upload(machine.folder / "none.mp4"); }).code(), ErrorCode::NotFound);
    EXPECT_EQ(error_of([&] { upload(machine.folder.path()); }).code(), ErrorCode::NotFound);
    const auto big = machine.file("big.mp4", "x");
    std::filesystem::resize_file(big, kMaxUploadBytes + 1);
    const Error error = error_of([&] { upload(big); });
    EXPECT_EQ(error.code(), ErrorCode::TooLarge);
    EXPECT_THAT(error.what(), HasSubstr("500 MB"));
    EXPECT_THAT(service.all(), IsEmpty());
}

TEST_F(Upload, TakesEveryTypeThatTheServiceAccepts) {
    for (const char* name : {"a.mp4", "a.MOV", "a.avi", "a.webm", "a.mkv", "a.jpg", "a.jpeg", "a.png", "a.gif",
                             "a.webp", "a.mp3", "a.wav", "a.m4a", "a.AAC"}) {
        EXPECT_NO_THROW(static_cast<void>(check_uploadable(machine.file(name, "x")))) << name;
    }
    const auto largest = machine.file("largest.mp4", "x");
    std::filesystem::resize_file(largest, kMaxUploadBytes);
    EXPECT_EQ(check_uploadable(largest).size_bytes, kMaxUploadBytes);
}

TEST_F(Upload, BeginsAgainAfterABrokenConnection) {
    service.next(kUploadPath, {test::Reply{"", test::Reply::After::Reset}});
    EXPECT_EQ(upload(machine.file("a.mp4", "film")).name, "a.mp4");
    EXPECT_THAT(service.asked(kUploadPath), SizeIs(2));
}

TEST_F(Upload, AsksForATokenThatOutlivesIt) {
    client.backend.credits();
    machine.clock.advance(7 * 24h - 20min);
    service.next(test::kTokenPath, 200, test::token_answer("nmv_usr_second", "2026-03-14T00:00:00Z"));
    const auto file = machine.file("a.mp4", "x");
    std::filesystem::resize_file(file, 40'000'000);  // 6 min 40 s at the slowest rate
    upload(file);
    EXPECT_EQ(service.asked(kUploadPath).front().header("authorization"), "Bearer nmv_usr_second");
}

TEST_F(Upload, WaitsUntilTheSessionListsTheFile) {
    const std::string file = R"({"filename":"a.mp4","file_type":"video","cdn_url":"https://cdn.test/a.mp4"})";
    service.next(kUploadPath, 200, envelope(R"({"files":[)" + file + R"(],"session_state_applied":false})"));
    service.next(kStatePath,
                 {json_reply(200, envelope(R"({"state":{}})")), json_reply(200, envelope(R"({"state":{}})")),
                  json_reply(200, envelope(R"({"state":{"video_infos":[)" + file + "]}}"))});
    EXPECT_EQ(upload(machine.file("a.mp4", "film")).address, "https://cdn.test/a.mp4");
    EXPECT_THAT(machine.clock.waits(), ElementsAre(Ms{2'000}, Ms{4'000}, Ms{8'000}));
}

TEST_F(Upload, KnowsItsFileUnderAnotherAddress) {
    const auto waits_for = [this](const std::string& sent, const std::string& listed) {
        service.next(kUploadPath, 200, envelope(R"({"files":[)" + sent + R"(],"session_state_applied":false})"));
        service.next(kStatePath, 200, envelope(R"({"state":{"video_infos":[)" + listed + "]}}"));
        const auto before = machine.clock.waits().size();
        upload(machine.file("a.mp4", "film"));
        return machine.clock.waits().size() - before;
    };
    const std::string sent = R"({"filename":"a.mp4","cdn_url":"https://cdn.test/a.mp4?sig=1","hash":"h"})";
    EXPECT_EQ(waits_for(sent, R"({"filename":"x.mp4","cdn_url":"https://cdn.test/a.mp4?sig=2"})"), 1U);
    EXPECT_EQ(waits_for(sent, R"({"cdn_url":"/mnt/userdata/7/a.mp4"})"), 1U);
    EXPECT_EQ(waits_for(sent, R"({"filename":"7.mp4","cdn_url":"https://other.test/7.mp4","hash":"h"})"), 1U);
    EXPECT_GT(waits_for(sent, R"({"filename":"b.mp4","cdn_url":"https://cdn.test/b.mp4?sig=1"})"), 1U);
}

TEST_F(Upload, IsDoneAndSaysSoWhenTheSessionDoesNotListTheFileAfterTwoMinutes) {
    service.next(kUploadPath, 200, envelope(R"({"files":[{"filename":"a.mp4"}],"session_state_applied":false})"));
    EXPECT_EQ(upload(machine.file("a.mp4", "film")).name, "a.mp4");
    EXPECT_THAT(client.status, Contains(HasSubstr("upload a.mp4: is not listed yet")));
    EXPECT_THAT(service.asked(kUploadPath), SizeIs(1)) << "sent again, it would be there twice";
}

TEST_F(Upload, IsDoneWhenTheSessionCannotBeReadForNow) {
    service.next(kUploadPath, 200, envelope(R"({"files":[{"filename":"a.mp4"}],"session_state_applied":false})"));
    service.next(kStatePath, std::vector<test::Reply>(4, json_reply(503, "{}")));
    EXPECT_EQ(upload(machine.file("a.mp4", "film")).name, "a.mp4");
    EXPECT_THAT(client.status, Contains(HasSubstr("is not listed yet")));
    EXPECT_THAT(service.asked(kStatePath), SizeIs(4));
}

TEST_F(Upload, LetsTheServiceFetchAnAddress) {
    const Asset asset = client.backend.upload_url(kSession, "https://media.test/a.mp4?key=1", {});
    EXPECT_EQ(asset.address, "https://cdn.test/a.mp4");
    const auto asked = service.asked(kUploadPath);
    ASSERT_THAT(asked, SizeIs(1));
    EXPECT_THAT(api::url_upload_from_json(asked[0].body).urls, ElementsAre("https://media.test/a.mp4?key=1"));
}

TEST_F(Upload, RefusesAnAddressThatIsNotSafe) {
    for (const char* url : {"http://media.test/a.mp4", "file:///etc/passwd", "https://u:p@media.test/a"}) {
        EXPECT_EQ(error_of([&] { client.backend.upload_url(kSession, url, {}); }).code(), ErrorCode::Usage) << url;
    }
    EXPECT_THAT(service.all(), IsEmpty());
}

TEST_F(Upload, DoesNotRepeatAnAddressInItsErrors) {
    service.next(kUploadPath, 200, R"({"code":4001})");
    const Error error = error_of([&] { client.backend.upload_url(kSession, "https://media.test/a?key=secret", {}); });
    EXPECT_EQ(error.code(), ErrorCode::UnsupportedFormat);
    EXPECT_THAT(error.what(), Not(HasSubstr("secret")));
}

TEST_F(Upload, StopsWhenAsked) {
    service.next(kUploadPath, {test::Reply{"", test::Reply::After::Stall}});
    std::stop_source stop;
    std::jthread stopper([&] {
        service.await(2);
        stop.request_stop();
    });
    const auto file = machine.file("a.mp4", "film");
    EXPECT_EQ(error_of([&] { client.backend.upload(kSession, file, phases, stop.get_token()); }).code(),
              ErrorCode::Interrupted);
    EXPECT_EQ(phases.ended, 2) << "no phase stays open";
}

TEST(UploadPhases, FindAConnectionThatTakesNoMoreBytes) {
    test::FakeClock clock;
    Phases phases;
    UploadPhases upload(phases, clock, "upload a.mp4");
    upload.acknowledged(10, 100);
    clock.advance(59s);
    upload.acknowledged(10, 100);
    upload.acknowledged(20, 100);
    clock.advance(59s);
    upload.acknowledged(20, 100);
    clock.advance(1s);
    const Error error = error_of([&] { upload.acknowledged(20, 100); });
    EXPECT_EQ(error.code(), ErrorCode::Network);
    EXPECT_THAT(error.what(), HasSubstr("upload a.mp4: no byte has moved"));
}

TEST(UploadPhases, ShowASecondAttemptAsAnother) {
    test::FakeClock clock;
    Phases phases;
    UploadPhases upload(phases, clock, "upload a.mp4");
    upload.acknowledged(0, 0);
    upload.acknowledged(100, 100);
    upload.acknowledged(40, 100);
    upload.acknowledged(100, 100);
    EXPECT_THAT(phases.seen, ElementsAre("upload known bytes", "all", "server is processing unknown ",
                                         "upload known bytes", "all", "server is processing unknown "));
}

TEST(UploadPhases, LetTheServerTakeItsTime) {
    test::FakeClock clock;
    Phases phases;
    UploadPhases upload(phases, clock, "upload a.mp4");
    upload.acknowledged(100, 100);
    clock.advance(9min);
    EXPECT_NO_THROW(upload.acknowledged(100, 100));
    EXPECT_THAT(phases.seen, ElementsAre("upload known bytes", "all", "server is processing unknown "));
}

}  // namespace
}  // namespace takt::cloud
