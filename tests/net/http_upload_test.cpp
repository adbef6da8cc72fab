// SPDX-License-Identifier: GPL-3.0-or-later
#include "takt/error.h"

#include "net/http.h"
#include "support/scripted_server.h"
#include "support/temp_dir.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace takt::net {
namespace {

using Delivery = Exchange::Delivery;
using test::json_reply;
using test::Reply;
using test::ScriptedServer;
using test::SeenRequest;
using test::TempDir;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

constexpr std::int64_t kLarge = 12LL << 20;  // more than the socket buffers of both ends hold
constexpr Ms kShort{300};                    // to stall in; a busy machine must still answer within it

std::filesystem::path write(const std::filesystem::path& path, std::string_view bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
}

std::string numbered_bytes(std::int64_t size) {
    std::string bytes(static_cast<std::size_t>(size), '\0');
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(i * 2654435761U >> 13U);
    return bytes;
}

Request upload(const std::string& url, const std::filesystem::path& file, std::string name = "clip.mp4") {
    return {.method = "POST", .url = url, .body = FilePart{"files", file, std::move(name), "video/mp4"}};
}

Exchange send(const Request& request) {
    return make_http_client({})->send(request, {});
}

TEST(Upload, IsAFormWithTheNameAsGivenAndNeverThePath) {
    const TempDir folder;
    const ScriptedServer server({json_reply(200, "{}")});
    const auto file = write(folder / "secret-name.mp4", "moov and mdat");
    EXPECT_EQ(send(upload(server.url(), file, "my \"best\" clip.mp4")).delivery, Delivery::Complete);
    const SeenRequest seen = server.requests().at(0);
    EXPECT_THAT(seen.header("content-type"), HasSubstr("multipart/form-data; boundary="));
    EXPECT_THAT(seen.body, HasSubstr("Content-Disposition: form-data; name=\"files\"; "
                                     "filename=\"my %22best%22 clip.mp4\"\r\nContent-Type: video/mp4\r\n\r\n"
                                     "moov and mdat\r\n--"));
    EXPECT_THAT(seen.body, Not(HasSubstr("secret-name")));
    EXPECT_EQ(seen.header("content-length"), std::to_string(seen.body_bytes));
}

TEST(Upload, ArrivesByteForByteAndReportsUpToTheEnd) {
    const TempDir folder;
    const ScriptedServer server({json_reply(200, "{}")});
    const std::string bytes = numbered_bytes(kLarge);
    std::vector<std::int64_t> acknowledged;
    std::int64_t total = 0;
    Request request = upload(server.url(), write(folder / "clip.mp4", bytes));
    request.on_progress = [&](std::int64_t done, std::int64_t all) {
        acknowledged.push_back(done);
        total = std::max(total, all);
    };
    EXPECT_EQ(send(request).delivery, Delivery::Complete);
    const SeenRequest seen = server.requests().at(0);
    EXPECT_TRUE(seen.body.find(bytes) != std::string::npos);
    EXPECT_EQ(total, seen.body_bytes);
    EXPECT_TRUE(std::ranges::is_sorted(acknowledged));
    EXPECT_EQ(acknowledged.back(), total);
    EXPECT_TRUE(std::ranges::any_of(acknowledged, [&](std::int64_t done) { return 0 < done && done < total; }));
}

TEST(Upload, CountsOnlyWhatThePeerHasAcknowledged) {
    const TempDir folder;
    // Reads nothing: what its kernel takes is acknowledged; the rest waits in ours, although we have given it away.
    const ScriptedServer server({}, [](const SeenRequest&) {
        return Reply{"HTTP/1.1 100 Continue\r\n\r\n", Reply::After::Stall};
    });
    std::int64_t most = 0;
    std::int64_t total = 0;
    Request request = upload(server.url(), write(folder / "clip.mp4", numbered_bytes(5LL << 18)));
    request.stall_limit = kShort;
    request.on_progress = [&](std::int64_t done, std::int64_t all) {
        most = std::max(most, done);
        total = all;
    };
    const Exchange exchange = send(request);
    EXPECT_EQ(exchange.delivery, Delivery::Unanswered);
    EXPECT_EQ(exchange.trouble, "no byte for 0.3 s");
    EXPECT_GT(most, 0);
    EXPECT_LT(most, total / 2);
}

TEST(Upload, DeliversAnAnswerThatComesBeforeItsEnd) {
    const TempDir folder;
    const ScriptedServer server({}, [](const SeenRequest&) {
        Reply early = json_reply(413, R"({"code":4002})");
        early.bytes = "HTTP/1.1 100 Continue\r\n\r\n" + early.bytes;
        early.after = Reply::After::Close;
        return early;
    });
    const Exchange exchange = send(upload(server.url(), write(folder / "clip.mp4", numbered_bytes(kLarge))));
    EXPECT_EQ(exchange.delivery, Delivery::Complete);
    EXPECT_EQ(exchange.head.status, 413);
    EXPECT_EQ(exchange.body, R"({"code":4002})");
}

TEST(Upload, CountsAnAnswerThatIsWholeAlthoughTheUploadThenStalls) {
    const TempDir folder;
    const ScriptedServer server({}, [](const SeenRequest&) {
        return Reply{"HTTP/1.1 100 Continue\r\n\r\n" + json_reply(200, "{}").bytes, Reply::After::Stall};
    });
    Request request = upload(server.url(), write(folder / "clip.mp4", numbered_bytes(4 * kLarge)));
    request.stall_limit = kShort;
    const Exchange exchange = send(request);
    EXPECT_EQ(exchange.delivery, Delivery::Complete);
    EXPECT_EQ(exchange.trouble, "");
    EXPECT_EQ(exchange.body, "{}");
}

TEST(Upload, AsksBeforeItSendsALargeBody) {
    const TempDir folder;
    const ScriptedServer server({}, [](const SeenRequest& seen) {
        EXPECT_EQ(seen.header("expect"), "100-continue");
        Reply refusal = json_reply(401, R"({"code":1001})");
        refusal.after = Reply::After::Close;
        return refusal;
    });
    Request request = upload(server.url(), write(folder / "clip.mp4", numbered_bytes(kLarge)));
    std::int64_t most = 0;
    request.on_progress = [&](std::int64_t done, std::int64_t) { most = std::max(most, done); };
    EXPECT_EQ(send(request).head.status, 401);
    EXPECT_EQ(most, 0) << "no byte of the file was sent for nothing";
}

TEST(Upload, IsUnansweredWhenTheConnectionBreaks) {
    const TempDir folder;
    const ScriptedServer server({}, [](const SeenRequest&) {
        return Reply{"HTTP/1.1 100 Continue\r\n\r\n", Reply::After::Reset};
    });
    EXPECT_EQ(send(upload(server.url(), write(folder / "clip.mp4", numbered_bytes(kLarge)))).delivery,
              Delivery::Unanswered);
}

void expect_refused(const Request& request, ErrorCode code) {
    try {
        static_cast<void>(send(request));
        ADD_FAILURE() << "sent";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), code) << error.what();
    }
}

TEST(Upload, RefusesWhatIsNoReadableFileBeforeItConnects) {
    const TempDir folder;
    const ScriptedServer server({json_reply(200, "{}")});
    expect_refused(upload(server.url(), folder / "absent.mp4"), ErrorCode::NotFound);
    expect_refused(upload(server.url(), folder.path()), ErrorCode::NotFound);
    EXPECT_EQ(server.connections(), 0U);
}

TEST(Upload, EndsWhenTheFileBecomesShorter) {
    const TempDir folder;
    const ScriptedServer server({json_reply(200, "{}")});
    const auto file = write(folder / "clip.mp4", numbered_bytes(kLarge));
    Request request = upload(server.url(), file);
    request.on_progress = [&](std::int64_t, std::int64_t) { std::filesystem::resize_file(file, 1); };
    expect_refused(request, ErrorCode::Corrupt);
}

}  // namespace
}  // namespace takt::net
