// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/http.h"
#include "support/scripted_server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace takt::net {
namespace {

using Delivery = Exchange::Delivery;
using test::json_reply;
using test::Reply;
using test::reply;
using test::ScriptedServer;
using test::SeenRequest;

Reply redirect(const std::string& location, int status = 302) {
    return reply(status, "text/html", "<a>moved</a>", "Location: " + location + "\r\n");
}

Exchange send(const Request& request) {
    return make_http_client({})->send(request, {});
}

TEST(Redirect, IsAnAnswerLikeOthersUnlessAskedFor) {
    const ScriptedServer server({redirect("/two")});
    const Exchange exchange = send({.url = server.url()});
    EXPECT_EQ(exchange.head.status, 302);
    EXPECT_EQ(exchange.body, "<a>moved</a>");
    EXPECT_EQ(server.requests().size(), 1U);
}

TEST(Redirect, IsFollowedToTheEndAndShowsOnlyTheLastHead) {
    const ScriptedServer target({json_reply(200, "there")});
    const ScriptedServer server({redirect("/two", 301), redirect("three?x=1", 307), redirect(target.url() + "/end")});
    int heads = 0;
    Request request{.url = server.url() + "/one/", .follow_redirects = true};
    request.on_head = [&](const ResponseHead& head) {
        ++heads;
        EXPECT_EQ(head.status, 200);
    };
    const Exchange exchange = send(request);
    EXPECT_EQ(exchange.body, "there");
    EXPECT_EQ(heads, 1);
    EXPECT_EQ(server.requests().at(1).target, "/two");
    EXPECT_EQ(server.requests().at(2).target, "/three?x=1");
    EXPECT_EQ(target.requests().at(0).target, "/end");
}

TEST(Redirect, IsNeverFollowedWithAToken) {
    const ScriptedServer target({json_reply(200, "{}")});
    const ScriptedServer server({redirect(target.url())});
    EXPECT_EQ(send({.url = server.url(), .bearer = "nmv_usr_1", .follow_redirects = true}).head.status, 302);
    EXPECT_EQ(target.connections(), 0U);
}

TEST(Redirect, IsNeverFollowedWithAPost) {
    const ScriptedServer server({redirect("/two", 307)});
    EXPECT_EQ(send({.method = "POST", .url = server.url(), .follow_redirects = true}).head.status, 307);
    EXPECT_EQ(server.requests().size(), 1U);
}

TEST(Redirect, EndsAfterFive) {
    const ScriptedServer server([](const SeenRequest&) { return redirect("/again"); });
    const Exchange exchange = send({.url = server.url(), .follow_redirects = true});
    EXPECT_EQ(exchange.delivery, Delivery::Complete);
    EXPECT_EQ(exchange.head.status, 302);
    EXPECT_EQ(server.requests().size(), 6U);
}

TEST(Redirect, LeadsNowhereUnsafe) {
    for (const char* location : {"http://example.com/", "ftp://127.0.0.1/", "file:///etc/hostname",
                                 "https://a:b@example.com/", "gopher://127.0.0.1", "http://"}) {
        const ScriptedServer server({redirect(location)});
        EXPECT_EQ(send({.url = server.url(), .follow_redirects = true}).head.status, 302) << location;
    }
}

}  // namespace
}  // namespace takt::net
