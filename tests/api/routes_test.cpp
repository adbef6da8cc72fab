// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/routes.h"

#include "api/expect_error.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace takt::api::routes {
namespace {

using Route = Match::Route;

std::string described(std::string_view path) {
    const std::optional<Match> found = match(path);
    return found ? std::to_string(static_cast<int>(found->route)) + " " + found->method + " " + found->id : "none";
}
std::string described(Route route, const std::string& method, const std::string& id = "") {
    return std::to_string(static_cast<int>(route)) + " " + method + " " + id;
}

TEST(Routes, AreTheOnesOfTheContract) {
    EXPECT_EQ(upload("42"), "/api/upload-video/nemo_agent/me/42");
    EXPECT_EQ(state("42"), "/api/state/nemo_agent/me/42/latest");
    EXPECT_EQ(render_poll("render_1"), "/api/render/proxy/lambda/render_1");
    EXPECT_EQ(render_cancel("render_1"), "/api/render/proxy/lambda/render_1/cancel");
    EXPECT_EQ(render_download("render_1"), "/api/render/proxy/render_1/download");
}

TEST(Routes, MatchWhatTheyBuild) {
    for (const std::string id : {"5529798706024415232", "a b", "x?z#%", "日本", "a+b&c=d", "...", "\"'<>"}) {
        EXPECT_EQ(described(upload(id)), described(Route::Upload, "POST", id));
        EXPECT_EQ(described(state(id)), described(Route::State, "GET", id));
        EXPECT_EQ(described(render_poll(id)), described(Route::RenderPoll, "GET", id));
        EXPECT_EQ(described(render_cancel(id)), described(Route::RenderCancel, "POST", id));
        EXPECT_EQ(described(render_download(id)), described(Route::RenderDownload, "GET", id));
    }
    EXPECT_EQ(described(kAnonymousToken), described(Route::AnonymousToken, "POST"));
    EXPECT_EQ(described(kClaimToken), described(Route::ClaimToken, "POST"));
    EXPECT_EQ(described(kSession), described(Route::OpenSession, "POST"));
    EXPECT_EQ(described(kTurn), described(Route::Turn, "POST"));
    EXPECT_EQ(described(kCredits), described(Route::Credits, "GET"));
    EXPECT_EQ(described(kRenderSubmit), described(Route::RenderSubmit, "POST"));
}

TEST(Routes, EncodeWhateverCouldEndASegment) {
    EXPECT_EQ(render_poll("../a b?c#d%"), "/api/render/proxy/lambda/..%2Fa%20b%3Fc%23d%25");
    EXPECT_EQ(state("片"), "/api/state/nemo_agent/me/%E7%89%87/latest");
}

TEST(Routes, AcceptAUserIdWhereMeStands) {
    EXPECT_EQ(described("/api/state/nemo_agent/anon_abc123/42/latest"), described(Route::State, "GET", "42"));
    EXPECT_EQ(described("/api/upload-video/nemo_agent/anon_abc123/42"), described(Route::Upload, "POST", "42"));
    EXPECT_EQ(described("/api/tasks/anon_abc123/with-session/nemo_agent"), described(Route::OpenSession, "POST"));
    EXPECT_EQ(described("/api/state/nemo_agent//42/latest"), "none");
}

TEST(Routes, KnowTheOldNameOfTheRenderPath) {
    EXPECT_EQ(described("/api/render/proxy/draft"), described(Route::RenderSubmit, "POST"));
    EXPECT_EQ(described("/api/render/proxy/draft/r1"), described(Route::RenderPoll, "GET", "r1"));
    EXPECT_EQ(described("/api/render/proxy/draft/r1/cancel"), described(Route::RenderCancel, "POST", "r1"));
}

TEST(Routes, DoNotLookAtTheQuery) {
    EXPECT_EQ(described("/run_sse?x=/api"), described(Route::Turn, "POST"));
}

TEST(Routes, RefuseIdsThatAreNoSegment) {
    for (const char* id :
         {"", "%2F", "a%2fb", "%2e%2e", "..", ".", "%", "%4", "%zz", "a%00b", "a%0Ab", "a%5Cb", "a\\b"}) {
        EXPECT_EQ(described(std::string("/api/render/proxy/lambda/") + id), "none") << id;
        EXPECT_EQ(described(std::string("/api/state/nemo_agent/me/") + id + "/latest"), "none") << id;
    }
}

TEST(Routes, RefuseEverythingElse) {
    for (const char* path : {"", "/", "run_sse", "/run_sse/", "//run_sse", "/RUN_SSE", "/api/state/nemo_agent/me/42",
                             "/api/state/other/me/42/latest", "/api/render/proxy/lambda/",
                             "/api/render/proxy/lambda/a/b", "/api/upload-video/nemo_agent/me/42/", "/{id}"}) {
        EXPECT_EQ(described(path), "none") << path;
    }
}

TEST(Routes, AreNotBuiltForIdsThatCannotBeFound) {
    for (const char* id : {"", ".", ".."}) {
        EXPECT_THAT(failure(ErrorCode::Usage, [&] { (void)state(id); }), testing::StartsWith("id: ")) << id;
    }
}

}  // namespace
}  // namespace takt::api::routes
