// SPDX-License-Identifier: GPL-3.0-or-later
// What the transport turns down before the service is asked, one row each; and that it goes on serving afterwards.
#include "server/http_server.h"
#include "server/raw_client.h"
#include "server/scripted_handler.h"
#include "support/temp_dir.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

namespace takt::server {
namespace {

using test::RawAnswer;
using test::RawClient;
using test::request_text;
using test::ScriptedHandler;

struct Refused {
    std::string name;
    std::string request;
    int status;
};

void PrintTo(const Refused& refused, std::ostream* out) {
    *out << refused.name;
}

std::vector<Refused> refused_requests() {
    const std::string get = "GET / HTTP/1.1\r\n";
    const std::string host = "Host: localhost\r\n";
    return {
        {"NoHttp", "\x16\x03\x01 TLS hello\r\n\r\n", 400},
        {"BadRequestLine", "GET /\r\nHost: localhost\r\n\r\n", 400},
        {"OtherVersion", "GET / HTTP/2.0\r\nHost: localhost\r\n\r\n", 505},
        {"TargetWithoutSlash", "GET elsewhere HTTP/1.1\r\nHost: localhost\r\n\r\n", 400},
        {"UnknownMethod", "BREW / HTTP/1.1\r\nHost: localhost\r\n\r\n", 501},
        {"Connect", "CONNECT localhost:1 HTTP/1.1\r\nHost: localhost\r\n\r\n", 501},
        {"HeaderWithoutColon", get + host + "oops\r\n\r\n", 400},
        {"MissingHost", get + "\r\n", 400},
        {"TwoHosts", get + host + host + "\r\n", 400},
        {"OtherHost", get + "Host: evil.example\r\n\r\n", 403},
        {"HostThatStartsLikeOurs", get + "Host: localhost.evil.example\r\n\r\n", 403},
        {"OtherOrigin", get + host + "Origin: http://evil.example\r\n\r\n", 403},
        {"NullOrigin", get + host + "Origin: null\r\n\r\n", 403},
        {"UnknownExpectation", get + host + "Expect: miracles\r\n\r\n", 417},
        {"LongHeader", get + host + "X-Long: " + std::string(9000, 'x') + "\r\n\r\n", 431},
        {"EndlessHeader", get + host + "X-Long: " + std::string(9000, 'x'), 431},
        {"NoLength", "POST / HTTP/1.1\r\n" + host + "Content-Type: application/json\r\n\r\n", 411},
        {"NegativeLength", "POST / HTTP/1.1\r\n" + host + "Content-Length: -1\r\n\r\n", 400},
        {"TwoLengths", "POST / HTTP/1.1\r\n" + host + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nhi", 400},
        {"OddEncoding", "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: gzip, chunked\r\n\r\n", 400},
        {"LastEncodingNotChunked", "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked, identity\r\n\r\n", 400},
        {"TwoEncodings",
         "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        {"EncodingAndLength",
         "POST / HTTP/1.1\r\n" + host + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        {"EncodingIn10", "POST / HTTP/1.0\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        {"BadChunk", "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\nzz\r\n", 400},
        {"EndlessChunkLine",
         "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n1;" + std::string(100'000, 'x'), 400},
        {"EndlessTrailer",
         "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n0\r\nX: " + std::string(100'000, 'x'), 400},
        {"LongBody", "POST / HTTP/1.1\r\n" + host + "Content-Length: 1048577\r\n\r\n", 413},
        {"LongBodyBeyond64Bits", "POST / HTTP/1.1\r\n" + host + "Content-Length: 99999999999999999999\r\n\r\n", 400},
        {"LongChunkedBody",
         "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n200000\r\n" + std::string(0x200000, 'x'),
         413},
        {"Multipart",
         "POST /files HTTP/1.1\r\n" + host + "Content-Type: multipart/form-data\r\nContent-Length: 9\r\n\r\n", 400},
        {"LongBoundary",
         "POST /files HTTP/1.1\r\n" + host + "Content-Type: multipart/form-data; boundary=" + std::string(71, 'b') +
             "\r\nContent-Length: 9\r\n\r\n",
         400},
    };
}

class Refusals : public testing::TestWithParam<Refused> {};

TEST_P(Refusals, AreAnsweredAndEndTheConnectionCleanly) {
    const test::TempDir folder;
    ScriptedHandler handler;
    handler.plan = [&](const RequestHead& head) {
        if (head.path != "/files") return BodyPlan{};
        return BodyPlan{.kind = BodyPlan::Kind::Multipart, .folder = folder.path(), .max_file_bytes = 100};
    };
    const HttpServer server(handler, {});
    RawClient client(server.port());
    client.send(GetParam().request);
    const RawAnswer answer = client.read_answer();
    EXPECT_EQ(answer.status, GetParam().status);
    const int code = answer.status == 413 ? 4002 : answer.status;
    EXPECT_THAT(answer.body, testing::StartsWith("{\"code\":" + std::to_string(code) + ",\"message\":\""));
    EXPECT_THAT(answer.body, testing::EndsWith("\",\"data\":null}"));
    EXPECT_TRUE(handler.requests().empty());

    RawClient next(server.port());
    next.send(request_text("GET /"));
    EXPECT_EQ(next.read_answer().status, 200);
}

INSTANTIATE_TEST_SUITE_P(Rows, Refusals, testing::ValuesIn(refused_requests()),
                         [](const auto& row) { return row.param.name; });

TEST(HttpServer, ServesItsOwnNamesWithAnyPortAndThoseAllowed) {
    ScriptedHandler handler;
    HttpOptions options;
    options.allowed_hosts = {"studio.lan"};
    const HttpServer server(handler, options);
    RawClient client(server.port());
    for (const std::string host : {"localhost", "LOCALHOST:1", "127.0.0.1:8080", "[::1]", "[::1]:80", "studio.lan:7"}) {
        client.send("GET / HTTP/1.1\r\nHost: " + host + "\r\nOrigin: http://" + host + "\r\n\r\n");
        EXPECT_EQ(client.read_answer().status, 200) << host;
    }
}

TEST(HttpServer, GoesOnAfterARefusalThatHadNoBody) {
    ScriptedHandler handler;
    const HttpServer server(handler, {});
    RawClient client(server.port());
    client.send("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n" + request_text("GET /"));
    EXPECT_EQ(client.read_answer().status, 403);
    EXPECT_EQ(client.read_answer().status, 200);
}

TEST(HttpServer, LetsTheClientReadARefusalWhileItStillSends) {
    ScriptedHandler handler;
    handler.plan = [](const RequestHead&) {
        return BodyPlan{.kind = BodyPlan::Kind::Refuse,
                        .refusal = Answer{.content = BytesAnswer{.status = 401, .body = "no"}}};
    };
    const HttpServer server(handler, {});
    RawClient client(server.port());
    client.send(request_text("POST /", "Content-Length: 8000000\r\n", std::string(8'000'000, 'x')));
    const RawAnswer answer = client.read_answer();
    EXPECT_EQ(answer.status, 401);
    EXPECT_EQ(answer.body, "no");
    EXPECT_EQ(client.read_to_end(), RawClient::End::Clean);
}

TEST(HttpServer, AnswersAHeaderThatTakesTooLongWith408) {
    ScriptedHandler handler;
    HttpOptions options;
    options.header_limit = Ms{50};
    const HttpServer server(handler, options);
    RawClient silent(server.port());
    RawClient slow(server.port());
    slow.send("GET / HT");
    EXPECT_EQ(slow.read_answer().status, 408);
    EXPECT_EQ(slow.read_to_end(), RawClient::End::Clean);
    EXPECT_EQ(silent.read_to_end(), RawClient::End::Clean);
    EXPECT_EQ(silent.received(), "");
}

TEST(HttpServer, LimitsTheHeaderOfALaterRequestFromItsFirstByte) {
    ScriptedHandler handler;
    HttpOptions options;
    options.header_limit = Ms{50};
    const HttpServer server(handler, options);
    RawClient client(server.port());
    client.send(request_text("GET /"));
    EXPECT_EQ(client.read_answer().status, 200);
    client.send("G");
    EXPECT_EQ(client.read_answer().status, 408);
}

TEST(HttpServer, AnswersABodyThatStallsWith408) {
    ScriptedHandler handler;
    HttpOptions options;
    options.idle_limit = Ms{50};
    const HttpServer server(handler, options);
    RawClient client(server.port());
    client.send(request_text("POST /", "Content-Length: 5\r\n", "he"));
    EXPECT_EQ(client.read_answer().status, 408);
    EXPECT_TRUE(handler.requests().empty());
}

}  // namespace
}  // namespace takt::server
