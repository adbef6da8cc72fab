// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http_server.h"

#include "takt/error.h"

#include "server/raw_client.h"
#include "server/scripted_handler.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <string>
#include <system_error>
#include <thread>
#include <utility>

namespace takt::server {
namespace {

using test::RawAnswer;
using test::RawClient;
using test::request_text;
using test::ScriptedHandler;
using testing::HasSubstr;

Answer text_answer(std::string text) {
    return {.content = BytesAnswer{.content_type = "text/plain", .body = std::move(text)}};
}

TEST(HttpServer, AnswersARequestThatComesByteByByte) {
    ScriptedHandler handler;
    const HttpServer server(handler, {});
    RawClient client(server.port());
    for (const char byte : request_text("POST /say?x=1", "Content-Length: 5\r\nX-Skill-Source: test\r\n", "hello")) {
        ASSERT_TRUE(client.send({&byte, 1}));
    }
    const RawAnswer answer = client.read_answer();
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, "[hello]");
    ASSERT_EQ(handler.requests().size(), 1U);
    const RequestHead head = handler.requests().front().head;
    EXPECT_EQ(head.path, "/say");
    EXPECT_EQ(head.query, "x=1");
    EXPECT_EQ(head.header("x-skill-source"), "test");
}

TEST(HttpServer, TellsBrowsersNotToGuessAndNoVersionOfItself) {
    ScriptedHandler handler;
    const HttpServer server(handler, {});
    RawClient client(server.port());
    client.send(request_text("GET /"));
    const RawAnswer answer = client.read_answer();
    EXPECT_EQ(answer.header("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(answer.header("Server"), "takt");
    EXPECT_EQ(answer.header("Content-Type"), "application/json");
}

TEST(HttpServer, AnswersTwoRequestsOfOneWriteInOrder) {
    ScriptedHandler handler;
    const HttpServer server(handler, {});
    RawClient client(server.port());
    client.send(request_text("POST /1", "Content-Length: 3\r\n", "one") +
                request_text("POST /2", "Transfer-Encoding: chunked\r\n", "2\r\ntw\r\n1\r\no\r\n0\r\n\r\n"));
    EXPECT_EQ(client.read_answer().body, "[one]");
    EXPECT_EQ(client.read_answer().body, "[two]");
    client.send(request_text("POST /3", "Content-Length: 5\r\nConnection: close\r\n", "three"));
    EXPECT_EQ(client.read_answer().body, "[three]");
    EXPECT_EQ(client.read_to_end(), RawClient::End::Clean);
}

TEST(HttpServer, ClosesAfterAnHttp10Request) {
    ScriptedHandler handler;
    const HttpServer server(handler, {});
    RawClient client(server.port());
    client.send("GET / HTTP/1.0\r\nHost: localhost\r\n\r\n");
    EXPECT_EQ(client.read_answer().header("Connection"), "close");
    EXPECT_EQ(client.read_to_end(), RawClient::End::Clean);
}

TEST(HttpServer, SendsOnlyTheHeadForHead) {
    ScriptedHandler handler;
    handler.reply = [](const Request& request) { return text_answer(request.head.method); };
    const HttpServer server(handler, {});
    RawClient client(server.port());
    client.send(request_text("HEAD /") + request_text("GET /"));
    EXPECT_EQ(client.read_answer(true).header("Content-Length"), "3");
    EXPECT_EQ(client.read_answer().body, "GET");
}

TEST(HttpServer, AsksForTheBodyOnlyOnceItIsWanted) {
    ScriptedHandler handler;
    const HttpServer server(handler, {});
    RawClient client(server.port());
    client.send(request_text("POST /", "Content-Length: 2\r\nExpect: 100-continue\r\n"));
    EXPECT_EQ(client.read_answer().status, 100);
    client.send("hi");
    EXPECT_EQ(client.read_answer().body, "[hi]");

    client.send(request_text("POST /", "Content-Length: 9999999\r\nExpect: 100-continue\r\n"));
    EXPECT_EQ(client.read_answer().status, 413);
    EXPECT_EQ(client.read_to_end(), RawClient::End::Clean);
}

TEST(HttpServer, TellsTheAccessLogOfEveryHead) {
    ScriptedHandler handler;
    std::promise<std::string> path;
    HttpOptions options;
    options.on_request = [&](const RequestHead& head) { path.set_value(head.path); };
    const HttpServer server(handler, options);
    RawClient client(server.port());
    client.send(request_text("GET /credits"));
    EXPECT_EQ(path.get_future().get(), "/credits");
    EXPECT_EQ(client.read_answer().status, 200);
}

TEST(HttpServer, AnswersOthersWhileOneWorkerIsBusy) {
    ScriptedHandler handler;
    std::promise<void> go_on;
    const std::shared_future<void> released = go_on.get_future().share();
    handler.reply = [&](const Request& request) {
        if (request.head.path == "/slow") released.wait();
        return text_answer(request.head.path);
    };
    HttpOptions options;
    options.worker_threads = 2;
    const HttpServer server(handler, options);
    RawClient slow(server.port());
    slow.send(request_text("GET /slow"));
    RawClient fast(server.port());
    fast.send(request_text("GET /fast"));
    EXPECT_EQ(fast.read_answer().body, "/fast");
    go_on.set_value();
    EXPECT_EQ(slow.read_answer().body, "/slow");
}

TEST(HttpServer, TurnsAHandlersExceptionInto500) {
    ScriptedHandler handler;
    handler.reply = [](const Request&) -> Answer { throw Error(ErrorCode::Internal, "broken"); };
    const HttpServer server(handler, {});
    RawClient client(server.port());
    client.send(request_text("GET /"));
    const RawAnswer answer = client.read_answer();
    EXPECT_EQ(answer.status, 500);
    EXPECT_THAT(answer.body, testing::Not(HasSubstr("broken")));
}

TEST(HttpServer, RefusesConnectionsOverItsCap) {
    ScriptedHandler handler;
    HttpOptions options;
    options.max_connections = 1;
    const HttpServer server(handler, options);
    RawClient first(server.port());
    first.send(request_text("GET /"));
    EXPECT_EQ(first.read_answer().status, 200);
    RawClient second(server.port());
    EXPECT_EQ(second.read_answer().status, 503);
    first.send(request_text("GET /"));
    EXPECT_EQ(first.read_answer().status, 200);
}

TEST(HttpServer, EndsAnIdleConnection) {
    ScriptedHandler handler;
    HttpOptions options;
    options.idle_limit = Ms{50};
    const HttpServer server(handler, options);
    RawClient client(server.port());
    client.send(request_text("GET /"));
    EXPECT_EQ(client.read_answer().status, 200);
    EXPECT_EQ(client.read_to_end(), RawClient::End::Clean);
    EXPECT_EQ(client.received(), "");
}

TEST(HttpServer, CutsOffAReaderThatStopsReading) {
    ScriptedHandler handler;
    handler.reply = [](const Request&) { return text_answer(std::string(32U << 20U, 'x')); };
    HttpOptions options;
    options.idle_limit = Ms{100};
    const HttpServer server(handler, options);
    RawClient client(server.port(), 4096);
    client.send(request_text("GET /"));
    ASSERT_TRUE(client.read_until("\r\n\r\n"));
    EXPECT_TRUE(client.wait_for_reset());
}

TEST(HttpServer, LetsAnAnswerUnderWayEndWhenItStops) {
    ScriptedHandler handler;
    std::promise<void> asked;
    std::promise<void> go_on;
    handler.reply = [&](const Request&) {
        asked.set_value();
        go_on.get_future().wait();
        return text_answer("done");
    };
    HttpServer server(handler, {});
    RawClient idle(server.port());
    RawClient busy(server.port());
    busy.send(request_text("GET /"));
    asked.get_future().wait();
    std::thread stopping([&] { server.stop(Ms{20'000}); });
    EXPECT_EQ(idle.read_to_end(), RawClient::End::Reset);  // so it has begun to stop
    go_on.set_value();
    const RawAnswer answer = busy.read_answer();
    EXPECT_EQ(answer.body, "done");
    EXPECT_EQ(answer.header("Connection"), "close");
    busy.close();
    stopping.join();
    EXPECT_THROW(RawClient late(server.port()), std::system_error);
}

TEST(HttpServer, CutsWhatDoesNotEndWithinTheGraceOfAStop) {
    ScriptedHandler handler;
    handler.reply = [](const Request&) { return text_answer(std::string(32U << 20U, 'x')); };
    HttpServer server(handler, {});
    RawClient client(server.port(), 4096);
    client.send(request_text("GET /"));
    ASSERT_TRUE(client.read_until("\r\n\r\n"));
    server.stop(Ms{1});
    EXPECT_EQ(client.read_to_end(), RawClient::End::Reset);
}

TEST(HttpServer, NamesWhyItCannotListen) {
    ScriptedHandler handler;
    const auto code_of = [&](HttpOptions options) {
        try {
            const HttpServer server(handler, std::move(options));
        } catch (const Error& error) {
            return error.code();
        }
        return ErrorCode::Internal;
    };
    EXPECT_EQ(code_of({.address = "somewhere"}), ErrorCode::Usage);
    const HttpServer first(handler, {});
    EXPECT_EQ(code_of({.port = first.port()}), ErrorCode::Busy);
}

}  // namespace
}  // namespace takt::server
