// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/download.h"

#include "takt/error.h"

#include "base/atomic_file.h"
#include "support/fake_clock.h"
#include "support/scripted_server.h"
#include "support/temp_dir.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace takt::net {
namespace {

using test::FakeClock;
using test::json_reply;
using test::Reply;
using test::ScriptedServer;
using test::SeenRequest;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string kFile = "0123456789abcdefghijklmnopqrstuvwxyz";

/// A file on a server that answers ranges as a CDN does; `breaks` of its answers stop after so many bytes.
class FileServer {
public:
    std::string content = kFile;
    std::string etag = "\"v1\"";
    std::vector<std::size_t> breaks;

    Reply operator()(const SeenRequest& seen) {
        std::size_t begin = 0;
        const std::string range = seen.header("range");
        if (!range.empty() && seen.header("if-range") == etag) begin = std::stoul(range.substr(6));
        if (begin >= content.size()) {
            return test::reply(416, "text/plain", "",
                               "Content-Range: bytes */" + std::to_string(content.size()) + "\r\n");
        }
        std::string headers = "Accept-Ranges: bytes\r\n";
        if (!etag.empty()) headers += "ETag: " + etag + "\r\n";
        const std::string size = std::to_string(content.size());
        if (begin > 0) {
            headers += "Content-Range: bytes " + std::to_string(begin) + "-" + std::to_string(content.size() - 1) +
                       "/" + size + "\r\n";
        }
        Reply reply = test::reply(begin > 0 ? 206 : 200, "video/mp4", content.substr(begin), headers);
        if (!breaks.empty()) {
            reply.bytes.resize(reply.bytes.size() - (content.size() - begin) + breaks.front());
            breaks.erase(breaks.begin());
            reply.after = Reply::After::Close;
        }
        return reply;
    }
};

class DownloadTest : public testing::Test {
protected:
    Exchange fetch(const ScriptedServer& server, const RetryPolicy& policy = {}) {
        const auto http = make_http_client({});
        wanted_.request.url = server.url() + "/video.mp4?signature=" + std::to_string(++calls_);
        wanted_.destination = file_;
        return download(*http, wanted_, policy, clock_, progress_, {});
    }
    std::optional<ErrorCode> failure(const ScriptedServer& server, const RetryPolicy& policy = {}) {
        try {
            static_cast<void>(fetch(server, policy));
            return std::nullopt;
        } catch (const Error& error) {
            message_ = error.what();
            return error.code();
        }
    }
    [[nodiscard]] static std::vector<std::string> ranges(const ScriptedServer& server) {
        std::vector<std::string> found;
        for (const SeenRequest& seen : server.requests()) found.push_back(seen.header("range"));
        return found;
    }
    [[nodiscard]] std::vector<std::string> files() const {
        std::vector<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(folder_.path()))
            names.push_back(entry.path().filename());
        std::ranges::sort(names);
        return names;
    }

    test::TempDir folder_;
    std::filesystem::path file_ = folder_ / "video.mp4";
    Download wanted_;
    FakeClock clock_;
    NoProgress progress_;
    std::string message_;
    int calls_ = 0;
};

TEST_F(DownloadTest, BringsTheWholeFileAndLeavesNothingElse) {
    const ScriptedServer server(FileServer{});
    EXPECT_EQ(fetch(server).head.status, 200);
    EXPECT_EQ(read_file(file_), kFile);
    EXPECT_THAT(files(), ElementsAre("video.mp4"));
    EXPECT_THAT(clock_.waits(), IsEmpty());
}

TEST_F(DownloadTest, GoesOnWhereItBrokeOff) {
    const ScriptedServer server(FileServer{.breaks = {10, 5}});
    static_cast<void>(fetch(server));
    EXPECT_EQ(read_file(file_), kFile);
    EXPECT_THAT(ranges(server), ElementsAre("", "bytes=10-", "bytes=15-"));
    EXPECT_THAT(clock_.waits(), ElementsAre(Ms{1'000}, Ms{2'000}));
}

TEST_F(DownloadTest, GoesOnInALaterCallWithAnotherSignature) {
    const ScriptedServer server(FileServer{.breaks = {10}});
    EXPECT_EQ(failure(server, {.attempts = 1}), ErrorCode::Network);
    EXPECT_THAT(message_, HasSubstr("video.mp4: the download broke off"));
    EXPECT_THAT(files(), ElementsAre("video.mp4.part", "video.mp4.part.etag"));
    static_cast<void>(fetch(server, {.attempts = 1}));
    EXPECT_EQ(read_file(file_), kFile);
    EXPECT_THAT(ranges(server), ElementsAre("", "bytes=10-"));
    EXPECT_THAT(files(), ElementsAre("video.mp4"));
}

TEST_F(DownloadTest, StartsAnewWhenTheFileHasChanged) {
    FileServer first{.breaks = {10}};
    const ScriptedServer server([&](const SeenRequest& seen) {
        Reply reply = first(seen);
        first.etag = "\"v2\"";
        first.content = "another and longer content than the first one was";
        return reply;
    });
    static_cast<void>(fetch(server));
    EXPECT_EQ(read_file(file_), first.content);
    EXPECT_THAT(ranges(server), ElementsAre("", "bytes=10-"));
}

TEST_F(DownloadTest, StartsAnewWithoutAStrongEtag) {
    for (const std::string etag : {"", "W/\"v1\""}) {
        const ScriptedServer server(FileServer{.etag = etag, .breaks = {10}});
        static_cast<void>(fetch(server));
        EXPECT_EQ(read_file(file_), kFile);
        EXPECT_THAT(ranges(server), ElementsAre("", ""));
    }
}

TEST_F(DownloadTest, StartsAnewAtOnceWhenTheRangeIsWrong) {
    FileServer honest{.breaks = {10}};
    const ScriptedServer server([&](const SeenRequest& seen) {
        Reply reply = honest(seen);
        const std::size_t range = reply.bytes.find("bytes 10-");
        if (range != std::string::npos) reply.bytes.replace(range, 9, "bytes 11-");
        return reply;
    });
    static_cast<void>(fetch(server));
    EXPECT_EQ(read_file(file_), kFile);
    EXPECT_THAT(ranges(server), ElementsAre("", "bytes=10-", ""));
    EXPECT_THAT(clock_.waits(), ElementsAre(Ms{1'000}));
}

TEST_F(DownloadTest, TakesOutOfRangeForSuccessWhenEverythingIsHere) {
    const ScriptedServer server(FileServer{.breaks = {kFile.size() - 1}});
    EXPECT_EQ(failure(server, {.attempts = 1}), ErrorCode::Network);
    write_file(part_path(file_), kFile);  // the last byte arrived, but the process died before the rename
    EXPECT_EQ(fetch(server).head.status, 200);
    EXPECT_EQ(read_file(file_), kFile);
    EXPECT_THAT(files(), ElementsAre("video.mp4"));
}

TEST_F(DownloadTest, DropsAPartThatIsLongerThanTheFile) {
    const ScriptedServer server(FileServer{.breaks = {10}});
    EXPECT_EQ(failure(server, {.attempts = 1}), ErrorCode::Network);
    write_file(part_path(file_), kFile + "more");
    static_cast<void>(fetch(server));
    EXPECT_EQ(read_file(file_), kFile);
    EXPECT_THAT(ranges(server), ElementsAre("", "bytes=40-", ""));
}

TEST_F(DownloadTest, HandsBackJsonAndErrorsAndKeepsAnEarlierPart) {
    const ScriptedServer broken(FileServer{.breaks = {10}});
    EXPECT_EQ(failure(broken, {.attempts = 1}), ErrorCode::Network);
    const ScriptedServer server({json_reply(200, R"({"url":"x"})"), json_reply(404, R"({"code":1})")});
    const Exchange json = fetch(server);
    EXPECT_EQ(json.head.media_type(), "application/json");
    EXPECT_EQ(json.body, R"({"url":"x"})");
    EXPECT_EQ(fetch(server).head.status, 404);
    EXPECT_THAT(files(), ElementsAre("video.mp4.part", "video.mp4.part.etag"));
    EXPECT_EQ(read_file(part_path(file_)), kFile.substr(0, 10));
}

TEST_F(DownloadTest, RepeatsAfterAServerFaultAndHandsBackTheLastOne) {
    FileServer files_there;
    int faults = 2;
    const ScriptedServer server(
        [&](const SeenRequest& seen) { return faults-- > 0 ? json_reply(503, "{}") : files_there(seen); });
    EXPECT_EQ(fetch(server).head.status, 200);
    faults = 9;
    EXPECT_EQ(fetch(server).head.status, 503);
}

TEST_F(DownloadTest, RefusesWhatIsTooLargeBeforeAndWhileItComes) {
    wanted_.max_bytes = 35;
    const ScriptedServer announced(FileServer{});
    EXPECT_EQ(failure(announced), ErrorCode::TooLarge);
    EXPECT_THAT(files(), IsEmpty());
    const ScriptedServer unannounced({Reply{"HTTP/1.1 200 OK\r\n\r\n" + kFile, Reply::After::Close}});
    EXPECT_EQ(failure(unannounced), ErrorCode::TooLarge);
    EXPECT_THAT(files(), IsEmpty());
}

TEST_F(DownloadTest, NeverPublishesAnotherSizeThanWasPromised) {
    wanted_.size_bytes = 30;
    const ScriptedServer announced([](const SeenRequest& seen) { return FileServer{}(seen); });
    EXPECT_EQ(failure(announced), ErrorCode::Network);
    EXPECT_THAT(message_, HasSubstr("36 bytes instead of 30"));
    for (const std::size_t size : {29U, 31U}) {
        const ScriptedServer unannounced([&](const SeenRequest&) {
            return Reply{"HTTP/1.1 200 OK\r\n\r\n" + kFile.substr(0, size), Reply::After::Close};
        });
        EXPECT_EQ(failure(unannounced), ErrorCode::Network);
        EXPECT_FALSE(std::filesystem::exists(file_));
    }
}

TEST_F(DownloadTest, DoesNotCountAnAttemptThatBroughtMuch) {
    FileServer large{.content = std::string(5U << 20U, 'x'), .breaks = std::vector<std::size_t>(4, 1U << 20U)};
    const ScriptedServer server(std::ref(large));
    static_cast<void>(fetch(server, {.attempts = 2}));
    EXPECT_EQ(read_file(file_), large.content);
    EXPECT_EQ(server.requests().size(), 5U);
}

TEST_F(DownloadTest, NamesAFolderThatIsNotThere) {
    file_ = folder_ / "absent" / "video.mp4";
    const ScriptedServer server(FileServer{});
    EXPECT_EQ(failure(server), ErrorCode::NotFound);
}

class Steps final : public Progress {
public:
    void begin(std::string_view phase, std::int64_t total, std::string_view unit) override {
        log += "[" + std::string(phase) + " " + std::to_string(total) + " " + std::string(unit);
        last = 0;
    }
    void advance(std::int64_t done) override {
        EXPECT_GE(done, last);
        last = done;
    }
    void end() override { log += " " + std::to_string(last) + "]"; }
    std::string log;
    std::int64_t last = 0;
};

TEST_F(DownloadTest, ReportsOnePhaseOverAllItsAttempts) {
    const ScriptedServer server(FileServer{.breaks = {10, 5}});
    const auto http = make_http_client({});
    Steps steps;
    wanted_.request.url = server.url();
    wanted_.destination = file_;
    static_cast<void>(download(*http, wanted_, {}, clock_, steps, {}));
    EXPECT_EQ(steps.log, "[download 36 bytes 36]");
}

}  // namespace
}  // namespace takt::net
