// SPDX-License-Identifier: GPL-3.0-or-later
// How an exchange ended: what may be repeated depends on it.
#include "takt/error.h"

#include "net/ending.h"
#include "net/http.h"
#include "support/scripted_server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <arpa/inet.h>
#include <fstream>
#include <netinet/in.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace takt::net {
namespace {

using Delivery = Exchange::Delivery;
using test::json_reply;
using test::Reply;
using test::ScriptedServer;
using test::SeenRequest;
using testing::HasSubstr;

constexpr Ms kShort{300};  // to run out in; a busy machine must still connect and answer within it

Exchange send(const Request& request) {
    return make_http_client({})->send(request, {});
}

Exchange answer_to(Reply reply, Request request = {}) {
    const ScriptedServer server(std::vector{std::move(reply)});
    request.url = server.url();
    return send(request);
}

/// Listens, but never finishes a handshake: its queue is full.
class DeafServer {
public:
    DeafServer() : listener_(::socket(AF_INET, SOCK_STREAM, 0)) {
        address_.sin_family = AF_INET;
        address_.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address_;
        auto* generic = reinterpret_cast<sockaddr*>(&address_);
        if (::bind(listener_, generic, size) != 0 || ::listen(listener_, 0) != 0 ||
            ::getsockname(listener_, generic, &size) != 0) {
            throw std::runtime_error("listen");
        }
        for (int& filler : fillers_) {
            filler = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
            ::connect(filler, generic, size);
        }
    }
    ~DeafServer() {
        for (const int filler : fillers_) ::close(filler);
        ::close(listener_);
    }
    DeafServer(const DeafServer&) = delete;
    DeafServer& operator=(const DeafServer&) = delete;

    [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(ntohs(address_.sin_port)); }
    /// Connections of this machine that are waiting for it, by the kernel's own table.
    [[nodiscard]] int waiting() const {
        char peer[16];
        std::snprintf(peer, sizeof peer, ":%04X 02 ", ntohs(address_.sin_port));  // 02: SYN_SENT
        std::ifstream table("/proc/net/tcp");
        int count = 0;
        for (std::string line; std::getline(table, line);) count += line.find(peer) != std::string::npos ? 1 : 0;
        return count;
    }

private:
    int listener_;
    sockaddr_in address_{};
    int fillers_[4] = {};
};

TEST(Delivery, IsNotSentWhenNobodyListens) {
    std::string url;
    {
        const ScriptedServer server(std::vector<Reply>{});
        url = server.url();
    }
    const Exchange exchange = send({.method = "POST", .url = url, .body = std::string("x")});
    EXPECT_EQ(exchange.delivery, Delivery::NotSent);
    EXPECT_TRUE(exchange.transient());
    EXPECT_THAT(exchange.trouble, HasSubstr("refuses the connection"));
}

TEST(Delivery, IsNotSentWhenTheNameMeansNothing) {
    EXPECT_EQ(send({.url = "https://takt.invalid/"}).delivery, Delivery::NotSent);
}

TEST(Delivery, IsNotSentWhenTlsIsNeverAgreedOn) {
    const ScriptedServer server(std::vector<Reply>{});
    std::string url = server.url();
    url.replace(0, 4, "https");
    const Exchange exchange = send({.method = "POST", .url = url, .body = std::string("x"), .total_limit = kShort});
    EXPECT_EQ(exchange.delivery, Delivery::NotSent);
    EXPECT_EQ(server.connections(), 1U);
}

TEST(Delivery, IsNotSentWhenNoConnectionComesInTime) {
    const DeafServer server;
    const Exchange exchange = make_http_client({.connect_limit = Ms{50}})->send({.url = server.url()}, {});
    EXPECT_EQ(exchange.delivery, Delivery::NotSent);
    EXPECT_EQ(exchange.trouble, "no connection in time");
}

TEST(Delivery, IsUnansweredWithoutAWholeHead) {
    for (const Reply& reply : {Reply{"", Reply::After::Reset}, Reply{"", Reply::After::Close},
                               Reply{"HTTP/1.1 200 OK\r\nX-He", Reply::After::Reset},
                               Reply{"HTTP/1.1 100 Continue\r\n\r\n", Reply::After::Reset},
                               Reply{"SSH-2.0-OpenSSH_9.2\r\n", Reply::After::Close}}) {
        const Exchange exchange = answer_to(reply, {.method = "POST", .body = std::string("x")});
        EXPECT_EQ(exchange.delivery, Delivery::Unanswered) << reply.bytes;
        EXPECT_NE(exchange.trouble, "") << reply.bytes;
        EXPECT_EQ(exchange.head.status, 0) << reply.bytes;
        EXPECT_TRUE(exchange.transient());
    }
}

TEST(Delivery, IsCutOffWhenTheBodyEndsEarly) {
    const std::string sized = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc";
    for (const Reply& reply :
         {Reply{sized, Reply::After::Reset}, Reply{sized, Reply::After::Close},
          Reply{"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n", Reply::After::Close}}) {
        const Exchange exchange = answer_to(reply);
        EXPECT_EQ(exchange.delivery, Delivery::CutOff) << reply.bytes;
        EXPECT_EQ(exchange.head.status, 200);
        EXPECT_EQ(exchange.body, "abc");
        EXPECT_NE(exchange.trouble, "");
        EXPECT_TRUE(exchange.transient());
    }
}

TEST(Delivery, IsCompleteWhenABodyOfUnknownLengthEndsWithTheConnection) {
    const Exchange exchange = answer_to({"HTTP/1.1 200 OK\r\n\r\nabc", Reply::After::Close});
    EXPECT_EQ(exchange.delivery, Delivery::Complete);
    EXPECT_EQ(exchange.body, "abc");
}

TEST(Delivery, EndsAStallInTheHeadAndInTheBody) {
    const Request impatient{.stall_limit = kShort};
    const Exchange before = answer_to({"", Reply::After::Stall}, impatient);
    EXPECT_EQ(before.delivery, Delivery::Unanswered);
    EXPECT_EQ(before.trouble, "no byte for 0.3 s");
    const Exchange within =
        answer_to({"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", Reply::After::Stall}, impatient);
    EXPECT_EQ(within.delivery, Delivery::CutOff);
    EXPECT_EQ(within.body, "abc");
}

TEST(Delivery, EndsAtTheTotalLimit) {
    const Exchange exchange = answer_to({"", Reply::After::Stall}, {.total_limit = kShort, .stall_limit = Ms{0}});
    EXPECT_EQ(exchange.delivery, Delivery::Unanswered);
    EXPECT_EQ(exchange.trouble, "the time limit ran out");
}

TEST(Delivery, RetriesADownloadItselfWhenTheKeptConnectionHasDied) {
    const ScriptedServer server([](const SeenRequest& seen) {
        return seen.connection == 0 && seen.target == "/second" ? Reply{"", Reply::After::Close}
                                                                : json_reply(200, "{}");
    });
    const auto http = make_http_client({});
    static_cast<void>(http->send({.url = server.url() + "/first"}, {}));
    EXPECT_EQ(http->send({.url = server.url() + "/second"}, {}).delivery, Delivery::Complete);
}

template <typename Act>
void expect_interrupted(const Request& request, const Act& act) {
    std::stop_source source;
    const std::jthread actor([&] {
        act();
        source.request_stop();
    });
    try {
        static_cast<void>(make_http_client({.connect_limit = Ms{60'000}})->send(request, source.get_token()));
        ADD_FAILURE() << "not interrupted";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::Interrupted);
    }
}

TEST(Stop, EndsACallThatWaitsForItsAnswer) {
    const ScriptedServer server({Reply{"", Reply::After::Stall}});
    expect_interrupted({.url = server.url(), .stall_limit = Ms{0}}, [&] { server.await_requests(1); });
}

TEST(Stop, EndsACallThatIsConnecting) {
    const DeafServer server;
    const int before = server.waiting();
    expect_interrupted({.url = server.url()}, [&] {
        while (server.waiting() <= before) std::this_thread::yield();
    });
}

TEST(Stop, ReachesNoServerWhenItCameBefore) {
    const ScriptedServer server({json_reply(200, "{}")});
    std::stop_source source;
    source.request_stop();
    EXPECT_THROW(static_cast<void>(make_http_client({})->send({.url = server.url()}, source.get_token())), Error);
    EXPECT_EQ(server.connections(), 0U);
}

TEST(HttpClient, LeavesProxiesOutOfLoopback) {
    ::setenv("http_proxy", "http://127.0.0.1:1", 1);
    ::setenv("all_proxy", "http://127.0.0.1:1", 1);
    const Exchange exchange = answer_to(json_reply(200, "{}"));
    ::unsetenv("http_proxy");
    ::unsetenv("all_proxy");
    EXPECT_EQ(exchange.delivery, Delivery::Complete);
}

TEST(HttpClient, ServesManyThreads) {
    const ScriptedServer server([](const SeenRequest& seen) { return json_reply(200, seen.target); });
    const auto http = make_http_client({});
    std::vector<std::jthread> threads;
    threads.reserve(8);
    for (int thread = 0; thread < 8; ++thread) {
        threads.emplace_back([&, thread] {
            for (int i = 0; i < 20; ++i) {
                const std::string target = "/" + std::to_string(thread) + "/" + std::to_string(i);
                EXPECT_EQ(http->send({.url = server.url() + target}, {}).body, target);
            }
        });
    }
    threads.clear();
    EXPECT_EQ(server.requests().size(), 160U);
    EXPECT_LE(server.connections(), 8U);
}

}  // namespace
}  // namespace takt::net
