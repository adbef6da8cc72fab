// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/render_documents.h"
#include "base/atomic_file.h"
#include "cloud/cloud_backend.h"
#include "cloud/service.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace takt::cloud {
namespace {

using After = test::Reply::After;
using Phase = RenderStatus::Phase;
using test::Client;
using test::error_of;
using test::json_reply;
using test::kRenderPath;
using test::reply;
using testing::HasSubstr;
using testing::SizeIs;

constexpr const char* kPollPath = "/api/render/proxy/lambda/r1";
constexpr const char* kDownloadPath = "/api/render/proxy/r1/download";
constexpr const char* kDraft = R"({"t":[{"tt":0,"sg":[{"d":1,"m":{"id":5529798706024415232,"x":0.10}}]}]})";

std::string completed(const std::string& url) {
    return fmt::format(R"({{"taskId":"r1","status":"completed","progress":100,"output":{{"url":"{}","size":4}}}})",
                       url);
}

class Render : public testing::Test {
protected:
    void submit(Quality quality = Quality::High) {
        client.backend.submit_render(
            {.id = "r1", .session = {"s1"}, .draft_json = kDraft, .options = {.quality = quality}});
    }
    Error refused(std::vector<test::Reply> replies) {
        service.next(kRenderPath, std::move(replies));
        return error_of([&] { submit(); });
    }
    std::string fetch() {
        NoProgress quiet;
        client.backend.fetch("r1", machine.folder / "out.mp4", quiet, {});
        return read_file(machine.folder / "out.mp4");
    }

    test::Machine machine;
    test::Service service;
    test::Service cdn;
    Client client{machine, service.url()};
};

TEST_F(Render, IsSubmittedOnceWithTheDraftUntouched) {
    submit();
    const auto asked = service.asked(kRenderPath);
    ASSERT_THAT(asked, SizeIs(1));
    EXPECT_THAT(asked[0].body, HasSubstr(kDraft));
    const api::RenderOrder order = api::render_order_from_json(asked[0].body);
    EXPECT_EQ(order.id, "r1");
    EXPECT_EQ(order.session_id, "s1");
    EXPECT_EQ(order.quality, "high");
    submit(Quality::Draft);
    EXPECT_EQ(api::render_order_from_json(service.asked(kRenderPath)[1].body).quality, "draft");
}

TEST_F(Render, IsNotSubmittedAgainWhenItIsUnknownWhetherItArrived) {
    EXPECT_EQ(refused({{"", After::Reset}}).code(), ErrorCode::Network);
    EXPECT_EQ(refused({json_reply(502, "{}")}).code(), ErrorCode::Network);
    EXPECT_EQ(refused({reply(200, "text/html", "<html>")}).code(), ErrorCode::Network);
    EXPECT_THAT(service.asked(kRenderPath), SizeIs(3));
}

TEST_F(Render, ThatThePlanDoesNotIncludeIsNeverTriedAgain) {
    const Error error = refused({json_reply(402, R"({"message":"export not allowed"})")});
    EXPECT_EQ(error.code(), ErrorCode::Plan);
    EXPECT_THAT(error.what(), HasSubstr("plan"));
    EXPECT_THAT(error.what(), HasSubstr("https://web.test/register?bind=anon_abc"));
    EXPECT_THAT(service.asked(kRenderPath), SizeIs(1));
}

TEST_F(Render, ThatIsRefusedInWordsHasFailed) {
    const Error error = refused({json_reply(200, R"({"success":false,"error":"bad draft"})")});
    EXPECT_EQ(error.code(), ErrorCode::RenderFailed);
    EXPECT_THAT(error.what(), HasSubstr("bad draft"));
}

TEST_F(Render, ThatFailedAtOnceUnderOurIdIsLeftToThePoll) {
    service.next(kRenderPath, 200, R"({"taskId":"r1","status":"failed","error":"no disk"})");
    EXPECT_NO_THROW(submit());
}

TEST_F(Render, IsPolledInBothShapes) {
    service.next(kPollPath, 200, R"({"taskId":"r1","status":"processing","progress":40})");
    EXPECT_EQ(client.backend.poll_render("r1").phase, Phase::Processing);
    service.next(kPollPath, 200, R"({"success":true,"data":{"id":"r1","status":"processing","progress":40}})");
    EXPECT_DOUBLE_EQ(client.backend.poll_render("r1").progress, 0.4);
    service.next(kPollPath, 200, R"({"taskId":"r1","status":"failed","error":"no disk"})");
    const RenderStatus failed = client.backend.poll_render("r1");
    EXPECT_EQ(failed.phase, Phase::Failed);
    ASSERT_TRUE(failed.failure);
    EXPECT_EQ(failed.failure->code(), ErrorCode::RenderFailed);
    EXPECT_THAT(failed.failure->what(), HasSubstr("no disk"));
}

TEST_F(Render, ThatIsUnknownIsNotFound) {
    service.next(kPollPath, 404, "{}");
    EXPECT_EQ(error_of([&] { client.backend.poll_render("r1"); }).code(), ErrorCode::NotFound);
}

TEST_F(Render, WhoseIdWasUsedBeforeIsAFaultOfTheRequest) {
    const Error error = refused({json_reply(409, R"({"success":false,"error":"id was used before"})")});
    EXPECT_EQ(error.code(), ErrorCode::Usage);
    EXPECT_THAT(error.what(), HasSubstr("HTTP 409: id was used before"));
    EXPECT_THAT(service.asked(kRenderPath), SizeIs(1));
}

TEST_F(Render, ThatMayNotBeAskedAfterIsNotLost) {
    service.next(kPollPath, {json_reply(200, R"({"code":7777,"message":"try later"})"), json_reply(400, "{}")});
    const Error error = error_of([&] { client.backend.poll_render("r1"); });
    EXPECT_EQ(error.code(), ErrorCode::Network);
    EXPECT_THAT(error.what(), HasSubstr("try later"));
    EXPECT_THAT(error.what(), HasSubstr("; run `takt resume`"));
    EXPECT_EQ(error_of([&] { client.backend.poll_render("r1"); }).code(), ErrorCode::Network);
}

TEST_F(Render, IsPolledAgainAfterABrokenConnection) {
    service.next(kPollPath, {{"", After::Reset}, json_reply(503, "{}"), json_reply(200, R"({"status":"pending"})")});
    EXPECT_EQ(client.backend.poll_render("r1").phase, Phase::Pending);
}

TEST_F(Render, IsCancelledAndMayHaveEnded) {
    service.next(std::string(kPollPath) + "/cancel", {json_reply(200, R"({"success":true})"), json_reply(409, "{}")});
    EXPECT_NO_THROW(client.backend.cancel_render("r1"));
    EXPECT_NO_THROW(client.backend.cancel_render("r1"));
    EXPECT_THAT(service.asked(std::string(kPollPath) + "/cancel"), SizeIs(2));
}

TEST_F(Render, IsFetchedFromElsewhereWithoutTokenOrAttribution) {
    for (const std::string& answer : {completed(cdn.url() + "/r1.mp4?sig=1"),
                                      R"({"success":true,"data":{"id":"r1","status":"completed","outputUrl":")" +
                                          cdn.url() + R"(/r1.mp4?sig=1"}})"}) {
        service.next(kPollPath, 200, answer);
        EXPECT_EQ(client.backend.poll_render("r1").phase, Phase::Completed);
        cdn.next("/r1.mp4?sig=1", {reply(200, "video/mp4", "film")});
        EXPECT_EQ(fetch(), "film");
    }
    ASSERT_THAT(cdn.all(), SizeIs(2));
    for (const test::SeenRequest& request : cdn.all()) {
        EXPECT_EQ(request.header("authorization"), "");
        EXPECT_EQ(request.header("x-skill-source"), "");
    }
    EXPECT_THAT(service.asked(kPollPath), SizeIs(2)) << "the address is remembered";
}

TEST_F(Render, IsFetchedFromWhereItBrokeOff) {
    service.next(kPollPath, 200, completed(cdn.url() + "/r1.mp4"));
    cdn.next("/r1.mp4", {{"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nETag: \"1\"\r\nContent-Length: 4\r\n\r\nfi",
                          After::Close},
                         reply(206, "video/mp4", "lm", "Content-Range: bytes 2-3/4\r\nETag: \"1\"\r\n")});
    EXPECT_EQ(fetch(), "film");
    ASSERT_THAT(cdn.all(), SizeIs(2));
    EXPECT_EQ(cdn.all()[1].header("range"), "bytes=2-");
}

TEST_F(Render, IsFetchedFromTheServiceWhenItNamesNoAddress) {
    service.next(kPollPath, 200, R"({"status":"completed"})");
    service.next(kDownloadPath, {reply(200, "video/mp4", "film")});
    EXPECT_EQ(fetch(), "film");
    const auto asked = service.asked(kDownloadPath);
    ASSERT_THAT(asked, SizeIs(1));
    EXPECT_EQ(asked[0].header("authorization"), "Bearer nmv_usr_first");
    EXPECT_EQ(asked[0].header("x-skill-source"), "takt");
}

TEST_F(Render, IsFetchedFromWhereTheDownloadRoutePoints) {
    service.next(kPollPath,
                 {json_reply(200, R"({"status":"completed"})"), json_reply(200, R"({"status":"completed"})")});
    service.next(kDownloadPath, {json_reply(200, completed(cdn.url() + "/r1.mp4")),
                                 reply(302, "text/plain", "", "Location: " + cdn.url() + "/r1.mp4\r\n")});
    cdn.next("/r1.mp4", {reply(200, "video/mp4", "film"), reply(200, "video/mp4", "take")});
    EXPECT_EQ(fetch(), "film");
    EXPECT_EQ(fetch(), "take");
    for (const test::SeenRequest& request : cdn.all()) EXPECT_EQ(request.header("authorization"), "");
}

TEST_F(Render, IsFetchedFromTheServiceWhenTheAddressHasRunOut) {
    service.next(kPollPath, 200, completed(cdn.url() + "/r1.mp4"));
    cdn.next("/r1.mp4", 403, "{}");
    service.next(kDownloadPath, {reply(200, "video/mp4", "film")});
    EXPECT_EQ(fetch(), "film");
}

TEST_F(Render, IsFetchedAnotherTimeFromANewAddress) {
    service.next(kPollPath,
                 {json_reply(200, completed(cdn.url() + "/1.mp4")), json_reply(200, completed(cdn.url() + "/2.mp4"))});
    cdn.next("/1.mp4", {reply(200, "video/mp4", "film")});
    cdn.next("/2.mp4", {reply(200, "video/mp4", "take")});
    EXPECT_EQ(client.backend.poll_render("r1").phase, Phase::Completed);
    EXPECT_EQ(fetch(), "film");
    EXPECT_EQ(fetch(), "take");
}

TEST_F(Render, IsNotFetchedFromAnUnsafeAddress) {
    for (const char* url : {"http://cdn.test/r1.mp4", "ftp://cdn.test/r1.mp4", "file:///etc/passwd"}) {
        test::Machine fresh;
        Client other(fresh, service.url());
        service.next(kPollPath, 200, completed(url));
        NoProgress quiet;
        const Error error = error_of([&] { other.backend.fetch("r1", fresh.folder / "out.mp4", quiet, {}); });
        EXPECT_EQ(error.code(), ErrorCode::Network) << url;
        EXPECT_THAT(error.what(), HasSubstr("no address that may be fetched from"));
        EXPECT_FALSE(std::filesystem::exists(fresh.folder / "out.mp4"));
    }
}

TEST_F(Render, ThatIsNotFinishedIsNotFetched) {
    service.next(kPollPath, 200, R"({"status":"processing"})");
    EXPECT_THAT(error_of([&] { fetch(); }).what(), HasSubstr("not finished"));
    service.next(kPollPath, 200, R"({"status":"failed"})");
    EXPECT_EQ(error_of([&] { fetch(); }).code(), ErrorCode::RenderFailed);
}

}  // namespace
}  // namespace takt::cloud
