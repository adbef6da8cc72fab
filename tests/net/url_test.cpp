// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/url.h"

#include "takt/error.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>

namespace takt::net {
namespace {

std::optional<std::string> refusal(std::string_view url) {
    try {
        require_safe_url(url, "NEMO_API_URL");
        return std::nullopt;
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::Usage);
        return error.what();
    }
}

TEST(JoinUrl, PutsExactlyOneSlashBetween) {
    for (const char* base : {"https://a.example/v1", "https://a.example/v1/", "https://a.example/v1//"}) {
        for (const char* path : {"x/y", "/x/y", "//x/y"}) EXPECT_EQ(join_url(base, path), "https://a.example/v1/x/y");
    }
}

TEST(Loopback, IsThisMachineByNameAndByNumber) {
    for (const char* url : {"http://localhost", "https://LOCALHOST:8443/x", "http://127.0.0.1:80/", "http://127.1.2.3",
                            "http://[::1]:8080/path?q", "http://127.1/", "http://0x7f000001/"}) {
        EXPECT_TRUE(is_loopback(url)) << url;
    }
}

TEST(Loopback, IsNoHostThatOnlyLooksLikeIt) {
    for (const char* url :
         {"http://127.0.0.1.example.com", "http://localhost.example.com", "http://localhost@example.com",
          "http://example.com/localhost", "http://example.com#localhost", "http://128.0.0.1", "http://[::2]",
          "http://0.0.0.0", "ftp://localhost", "file:///localhost", "localhost", "", "http:///localhost",
          "http:/localhost", "http://1270.0.0.1"}) {
        EXPECT_FALSE(is_loopback(url)) << url;
    }
}

TEST(SafeUrl, IsHttpsOrLoopbackHttp) {
    for (const char* url : {"https://mega.example.com", "https://mega.example.com:8443/prefix/?a=b",
                            "http://localhost:1", "http://127.0.0.1/x", "https://[2001:db8::1]/"}) {
        EXPECT_EQ(refusal(url), std::nullopt) << url;
    }
}

TEST(SafeUrl, IsNothingElse) {
    for (const char* url :
         {"http://mega.example.com", "ftp://mega.example.com", "file:///etc/passwd", "mega.example.com", "", "https://",
          "https://user:word@mega.example.com", "https://user@mega.example.com", "https://@mega.example.com",
          "https://mega.example.com/#part", "https://mega.example.com/a b", "https://mega.example.com/\r\nHost: x",
          "http://127.0.0.1@mega.example.com/", "https:///mega.example.com", "https:/mega.example.com"}) {
        EXPECT_NE(refusal(url), std::nullopt) << url;
    }
    EXPECT_NE(refusal(std::string_view("https://a.example\0.evil", 23)), std::nullopt);
}

TEST(SafeUrl, NamesTheSubjectAndNeverTheSecret) {
    const std::optional<std::string> text = refusal("https://me:sesame@mega.example.com");
    ASSERT_TRUE(text);
    EXPECT_THAT(*text, testing::StartsWith("NEMO_API_URL: "));
    EXPECT_THAT(*text, testing::Not(testing::HasSubstr("sesame")));
}

TEST(Origin, NamesSchemeHostAndPortOnly) {
    EXPECT_EQ(origin_of("https://Mega.Example.com/path?token=1"), "https://mega.example.com:443");
    EXPECT_EQ(origin_of("http://127.0.0.1:8080"), "http://127.0.0.1:8080");
    EXPECT_EQ(origin_of("https://mega.example.com:443/"), origin_of("https://mega.example.com"));
    EXPECT_EQ(origin_of("nonsense"), "");
}

TEST(ResolveUrl, FollowsAbsoluteAndRelativeReferences) {
    const std::string base = "https://a.example/one/two?q=1";
    EXPECT_EQ(resolve_url(base, "https://b.example/x"), "https://b.example/x");
    EXPECT_EQ(resolve_url(base, "/x?y=2"), "https://a.example/x?y=2");
    EXPECT_EQ(resolve_url(base, "three"), "https://a.example/one/three");
    EXPECT_EQ(resolve_url(base, "//c.example/x"), "https://c.example/x");
    EXPECT_EQ(resolve_url(base, "/x#part"), "https://a.example/x");
    EXPECT_EQ(resolve_url(base, "https://me:word@b.example/x"), "");
}

}  // namespace
}  // namespace takt::net
