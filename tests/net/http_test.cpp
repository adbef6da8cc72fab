// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/http.h"

#include "takt/error.h"

#include "support/scripted_server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

namespace takt::net {
namespace {

using Delivery = Exchange::Delivery;
using test::json_reply;
using test::Reply;
using test::reply;
using test::ScriptedServer;
using test::SeenRequest;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::unique_ptr<HttpClient> client() {
    return make_http_client({.user_agent = "takt-test", .headers = {{"X-Skill-Source", "tests"}}});
}

Exchange send(const Request& request) {
    return client()->send(request, {});
}

TEST(HttpClient, DeliversStatusHeadersAndBody) {
    const ScriptedServer server({reply(404, "Text/Plain; charset=utf-8", "not here", "X-Twice: a\r\nx-twice: b\r\n")});
    const Exchange exchange = send({.url = server.url() + "/path?q=1"});
    EXPECT_EQ(exchange.delivery, Delivery::Complete);
    EXPECT_EQ(exchange.trouble, "");
    EXPECT_EQ(exchange.head.status, 404);
    EXPECT_EQ(exchange.head.media_type(), "text/plain");
    EXPECT_EQ(exchange.head.header("x-TWICE"), "a");
    EXPECT_EQ(exchange.head.header("absent"), "");
    EXPECT_EQ(exchange.body, "not here");
    EXPECT_FALSE(exchange.transient());
    EXPECT_EQ(server.requests().at(0).target, "/path?q=1");
}

TEST(HttpClient, SendsWhatIsAskedAndNothingThatGivesItAway) {
    const ScriptedServer server({json_reply(200, "{}")});
    static_cast<void>(send({.url = server.url(), .headers = {{"Accept", "text/event-stream"}, {"X-Empty", ""}}}));
    const SeenRequest seen = server.requests().at(0);
    EXPECT_EQ(seen.method, "GET");
    EXPECT_EQ(seen.header("user-agent"), "takt-test");
    EXPECT_EQ(seen.header("x-skill-source"), "tests");
    EXPECT_EQ(seen.header("accept"), "text/event-stream");
    EXPECT_EQ(seen.headers.count("x-empty"), 1U);
    for (const char* name : {"authorization", "cookie", "accept-encoding", "referer", "content-type"}) {
        EXPECT_EQ(seen.headers.count(name), 0U) << name;
    }
}

TEST(HttpClient, PostsATextBodyWithItsTypeAndTheToken) {
    const ScriptedServer server({json_reply(200, "{}")});
    static_cast<void>(send({.method = "POST",
                            .url = server.url(),
                            .headers = {{"Content-Type", "application/json"}},
                            .bearer = "nmv_usr_1",
                            .body = std::string("{\"a\":\"\0\"}", 9)}));
    const SeenRequest seen = server.requests().at(0);
    EXPECT_EQ(seen.method, "POST");
    EXPECT_EQ(seen.body, std::string("{\"a\":\"\0\"}", 9));
    EXPECT_EQ(seen.header("content-type"), "application/json");
    EXPECT_EQ(seen.header("authorization"), "Bearer nmv_usr_1");
    EXPECT_EQ(seen.headers.count("expect"), 0U);
}

TEST(HttpClient, SendsARefusedTokenOnlyOnce) {
    const ScriptedServer server([](const SeenRequest&) {
        return reply(401, "application/json", "{}", "WWW-Authenticate: Bearer\r\nWWW-Authenticate: Basic realm=x\r\n");
    });
    const Exchange exchange =
        send({.method = "POST", .url = server.url(), .bearer = "old", .body = std::string("pay")});
    EXPECT_EQ(exchange.head.status, 401);
    EXPECT_EQ(server.requests().size(), 1U);
}

TEST(HttpClient, SendsEveryMethodAsNamed) {
    const ScriptedServer server([](const SeenRequest& seen) {
        return seen.method == "HEAD" ? Reply{"HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n"} : json_reply(200, "{}");
    });
    const auto http = client();
    for (const char* method : {"GET", "POST", "HEAD", "DELETE", "PUT"}) {
        EXPECT_EQ(http->send({.method = method, .url = server.url()}, {}).delivery, Delivery::Complete) << method;
        EXPECT_EQ(server.requests().back().method, method);
        EXPECT_EQ(server.requests().back().body_bytes, 0);
    }
}

TEST(HttpClient, ReadsAChunkedAnswerInPiecesAndIgnoresInterimHeadsAndTrailers) {
    const ScriptedServer server({{.bytes = "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
                                           "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX-Head: 1\r\n\r\n"
                                           "3\r\nabc\r\n2\r\nde\r\n0\r\nX-Trailer: 1\r\n\r\n",
                                  .piece_bytes = 1}});
    int heads = 0;
    Request request{.url = server.url()};
    request.on_head = [&](const ResponseHead&) { ++heads; };
    const Exchange exchange = send(request);
    EXPECT_EQ(exchange.body, "abcde");
    EXPECT_EQ(exchange.head.status, 200);
    EXPECT_EQ(exchange.head.header("link"), "");
    EXPECT_EQ(exchange.head.header("x-trailer"), "");
    EXPECT_EQ(heads, 1);
}

TEST(HttpClient, CutsOffABodyOverItsLimit) {
    const ScriptedServer server({json_reply(200, "12345678"), json_reply(200, "12345678")});
    EXPECT_EQ(send({.url = server.url(), .max_body_bytes = 8}).delivery, Delivery::Complete);
    const Exchange over = send({.url = server.url(), .max_body_bytes = 7});
    EXPECT_EQ(over.delivery, Delivery::CutOff);
    EXPECT_EQ(over.body, "1234567");
    EXPECT_TRUE(over.over_limit);
    EXPECT_FALSE(over.transient());
}

TEST(HttpClient, GivesUpOnAHeadWithoutEnd) {
    std::string endless = "HTTP/1.1 200 OK\r\n";
    for (int i = 0; i < 5000; ++i) endless += "X-More: 0123456789abcdef\r\n";
    const ScriptedServer server({{.bytes = endless, .after = Reply::After::Close}});
    const Exchange exchange = send({.url = server.url()});
    EXPECT_EQ(exchange.delivery, Delivery::Unanswered);
    EXPECT_THAT(exchange.trouble, HasSubstr("too large"));
}

TEST(HttpClient, HandsOutHeadThenBodyThenEndsWhenTheCallerHasEnough) {
    const ScriptedServer server({{.bytes = reply(200, "text/plain", "abcdef").bytes, .piece_bytes = 1}});
    std::vector<std::string> order;
    Request request{.url = server.url()};
    request.on_head = [&](const ResponseHead& head) { order.push_back("head " + std::to_string(head.status)); };
    request.on_body = [&](std::string_view bytes) {
        order.emplace_back(bytes);
        return bytes.find('c') == std::string_view::npos;
    };
    const Exchange exchange = send(request);
    EXPECT_EQ(exchange.delivery, Delivery::Complete);
    EXPECT_EQ(exchange.body, "");
    ASSERT_FALSE(order.empty());
    EXPECT_EQ(order.front(), "head 200");
    EXPECT_THAT(order.back(), HasSubstr("c"));
}

TEST(HttpClient, LetsWhatACallbackThrowsPassThrough) {
    const ScriptedServer server([](const SeenRequest&) { return json_reply(200, "{}"); });
    const auto http = client();
    const auto thrower = [](const auto&...) -> bool { throw std::runtime_error("from the callback"); };
    Request head{.url = server.url()};
    head.on_head = thrower;
    EXPECT_THROW(static_cast<void>(http->send(head, {})), std::runtime_error);
    Request body{.url = server.url()};
    body.on_body = thrower;
    EXPECT_THROW(static_cast<void>(http->send(body, {})), std::runtime_error);
    Request progress{.url = server.url()};
    progress.on_progress = thrower;
    EXPECT_THROW(static_cast<void>(http->send(progress, {})), std::runtime_error);
    EXPECT_EQ(http->send({.url = server.url()}, {}).delivery, Delivery::Complete) << "the client still works";
}

TEST(HttpClient, KeepsAConnectionForTheNextDownload) {
    const ScriptedServer server([](const SeenRequest&) { return json_reply(200, "{}"); });
    const auto http = client();
    for (int i = 0; i < 3; ++i) static_cast<void>(http->send({.url = server.url()}, {}));
    EXPECT_EQ(server.connections(), 1U);
}

TEST(HttpClient, OpensAConnectionForEveryPostBecauseAKeptOneCouldSendItTwice) {
    const ScriptedServer server([](const SeenRequest& seen) {
        return seen.method == "GET" ? json_reply(200, "{}") : Reply{"", Reply::After::Close};
    });
    const auto http = client();
    static_cast<void>(http->send({.url = server.url()}, {}));
    const Exchange exchange = http->send({.method = "POST", .url = server.url(), .body = std::string("pay")}, {});
    EXPECT_EQ(exchange.delivery, Delivery::Unanswered);
    EXPECT_EQ(server.requests().size(), 2U) << "sent once";
    EXPECT_EQ(server.requests().back().connection, 1U);
}

TEST(HttpClient, RefusesWhatCouldSmuggleASecondHeader) {
    const auto http = client();
    const std::string url = "http://127.0.0.1:9";
    for (const Request& request : {
             Request{.url = url, .headers = {{"X-A", "b\r\nX-C: d"}}},
             Request{.url = url, .headers = {{"X-A: b", "c"}}},
             Request{.url = url, .bearer = "token\nX-C: d"},
             Request{.method = "GET /", .url = url},
             Request{.method = "POST", .url = url, .body = FilePart{"files", "/dev/null", "a\r\nb", "video/mp4"}},
             Request{.url = "http://example.com/"},
             Request{.url = "file:///etc/hostname"},
         }) {
        try {
            static_cast<void>(http->send(request, {}));
            ADD_FAILURE() << "sent";
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), ErrorCode::Usage) << error.what();
        }
    }
}

}  // namespace
}  // namespace takt::net
