// SPDX-License-Identifier: GPL-3.0-or-later
// Finished renders whose file is not to be had for now: the order stays open.
#include "base/atomic_file.h"
#include "cloud/cloud_backend.h"
#include "cloud/service.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace takt::cloud {
namespace {

using test::Client;
using test::error_of;
using test::reply;
using testing::HasSubstr;
using testing::SizeIs;

constexpr const char* kPollPath = "/api/render/proxy/lambda/r1";
constexpr const char* kDownloadPath = "/api/render/proxy/r1/download";
constexpr const char* kPage = "<html>log in to this network</html>";

class Fetching : public testing::Test {
protected:
    void completed(const std::string& url) {
        service.next(kPollPath, 200, fmt::format(R"({{"status":"completed","output":{{"url":"{}"}}}})", url));
    }
    void fetch() {
        NoProgress quiet;
        client.backend.fetch("r1", machine.folder / "out.mp4", quiet, {});
    }
    std::string fetched() {
        fetch();
        return read_file(machine.folder / "out.mp4");
    }
    /// Every file that a fetch has left.
    std::vector<std::string> left() const {
        std::vector<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(machine.folder.path())) {
            if (entry.is_regular_file()) names.push_back(entry.path().filename().string());
        }
        return names;
    }

    test::Machine machine;
    test::Service service;
    test::Service cdn;
    Client client{machine, service.url()};
};

TEST_F(Fetching, MayBeResumedWhenNoPlaceHasTheFileYet) {
    for (const int gone : {403, 404, 410}) {
        completed(cdn.url() + "/r1.mp4");
        cdn.next("/r1.mp4", gone, "{}");
        service.next(kDownloadPath, 404, R"({"message":"no such file"})");
        const Error error = error_of([&] { fetch(); });
        EXPECT_EQ(error.code(), ErrorCode::Network) << gone;
        EXPECT_STREQ(error.what(), "render r1: the service does not have the file yet; run `takt resume`");
    }
}

TEST_F(Fetching, MayBeResumedWhenTheDownloadIsRefused) {
    for (const int status : {400, 409, 410}) {
        completed("");
        service.next(kDownloadPath, status, R"({"message":"not now"})");
        const Error error = error_of([&] { fetch(); });
        EXPECT_EQ(error.code(), ErrorCode::Network) << status;
        EXPECT_THAT(error.what(), HasSubstr("not now"));
        EXPECT_THAT(error.what(), HasSubstr("; run `takt resume`"));
    }
}

TEST_F(Fetching, OfARenderThatThePlanDoesNotIncludeIsRefusedForGood) {
    completed("");
    service.next(kDownloadPath, 402, "{}");
    EXPECT_EQ(error_of([&] { fetch(); }).code(), ErrorCode::Plan);
}

TEST_F(Fetching, TakesNoPageForAVideo) {
    for (const char* type : {"text/html; charset=utf-8", "text/plain"}) {
        completed("");
        service.next(kDownloadPath, {reply(200, type, kPage)});
        const Error error = error_of([&] { fetch(); });
        EXPECT_EQ(error.code(), ErrorCode::Network) << type;
        EXPECT_THAT(error.what(), HasSubstr("does not have the file yet; run `takt resume`"));
        EXPECT_THAT(left(), SizeIs(0));
    }
}

TEST_F(Fetching, KeepsAnEarlierFileFromAPage) {
    write_file(machine.folder / "out.mp4", "earlier film");
    completed("");
    service.next(kDownloadPath, {reply(200, "text/html", kPage)});
    EXPECT_EQ(error_of([&] { fetch(); }).code(), ErrorCode::Network);
    EXPECT_EQ(read_file(machine.folder / "out.mp4"), "earlier film");
}

TEST_F(Fetching, AsksTheServiceWhenTheAddressLeadsToAPage) {
    completed(cdn.url() + "/r1.mp4");
    cdn.next("/r1.mp4", {reply(200, "text/html", kPage)});
    service.next(kDownloadPath, {reply(200, "video/mp4", "film")});
    EXPECT_EQ(fetched(), "film");
}

TEST_F(Fetching, TakesAFileOfNoParticularType) {
    completed("");
    service.next(kDownloadPath, {reply(200, "application/octet-stream", "film")});
    EXPECT_EQ(fetched(), "film");
    completed("");
    service.next(kDownloadPath, {{"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ntake"}});
    EXPECT_EQ(fetched(), "take");
}

}  // namespace
}  // namespace takt::cloud
