// SPDX-License-Identifier: GPL-3.0-or-later
// Files by range, event streams, and answers that go wrong on purpose.
#include "server/event_stream.h"
#include "server/http_server.h"
#include "server/raw_client.h"
#include "server/scripted_handler.h"
#include "support/temp_dir.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <future>
#include <memory>
#include <string>

namespace takt::server {
namespace {

using test::RawAnswer;
using test::RawClient;
using test::request_text;
using test::ScriptedHandler;

class FileDelivery : public testing::Test {
protected:
    FileDelivery() {
        for (int n = 0; content_.size() < 1'000'000; ++n) content_ += std::to_string(n) + ' ';
        std::ofstream(folder_ / "video.mp4", std::ios::binary) << content_;
        handler_.reply = [this](const Request&) {
            return Answer{.content = FileAnswer{folder_ / "video.mp4", "video/mp4", "\"v1\""}};
        };
    }
    RawAnswer get(const std::string& headers, const std::string& method = "GET") {
        RawClient client(server_.port());
        client.send(request_text(method + " /", headers));
        return client.read_answer(method == "HEAD");
    }

    test::TempDir folder_;
    std::string content_;
    ScriptedHandler handler_;
    HttpServer server_{handler_, {}};
};

TEST_F(FileDelivery, SendsTheWholeFileAndSaysThatRangesAreServed) {
    const RawAnswer answer = get("");
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.header("Accept-Ranges"), "bytes");
    EXPECT_EQ(answer.header("ETag"), "\"v1\"");
    EXPECT_EQ(answer.header("Content-Type"), "video/mp4");
    EXPECT_TRUE(answer.body == content_);
}

TEST_F(FileDelivery, SendsARange) {
    const RawAnswer answer = get("Range: bytes=300000-899999\r\n");
    EXPECT_EQ(answer.status, 206);
    EXPECT_EQ(answer.header("Content-Range"), "bytes 300000-899999/" + std::to_string(content_.size()));
    EXPECT_TRUE(answer.body == content_.substr(300'000, 600'000));
}

TEST_F(FileDelivery, RefusesARangePastTheEnd) {
    const RawAnswer answer = get("Range: bytes=2000000-\r\n");
    EXPECT_EQ(answer.status, 416);
    EXPECT_EQ(answer.header("Content-Range"), "bytes */" + std::to_string(content_.size()));
    EXPECT_EQ(answer.body, "");
}

TEST_F(FileDelivery, IgnoresARangeOfAnotherVersion) {
    EXPECT_EQ(get("Range: bytes=0-1\r\nIf-Range: \"v1\"\r\n").status, 206);
    EXPECT_EQ(get("Range: bytes=0-1\r\nIf-Range: \"v0\"\r\n").status, 200);
    EXPECT_EQ(get("Range: bytes=0-1\r\nIf-Range: W/\"v1\"\r\n").status, 200);
    EXPECT_EQ(get("Range: bytes=0-1\r\nIf-Range: Sun, 06 Nov 1994 08:49:37 GMT\r\n").status, 200);
}

TEST_F(FileDelivery, SendsOnlyTheHeadForHead) {
    EXPECT_EQ(get("", "HEAD").header("Content-Length"), std::to_string(content_.size()));
}

TEST_F(FileDelivery, SaysThatAFileIsGone) {
    std::filesystem::remove(folder_ / "video.mp4");
    EXPECT_EQ(get("").status, 404);
}

class StreamDelivery : public testing::Test {
protected:
    StreamDelivery() {
        handler_.reply = [this](const Request&) { return answer_; };
    }
    /// A stream that says when nobody holds it any more: the server lets go of it when its client is gone.
    std::shared_ptr<EventStream> make_stream() {
        std::shared_ptr<EventStream> stream(new EventStream, [this](EventStream* ended) {
            delete ended;  // NOLINT: a custom deleter
            let_go_.set_value();
        });
        answer_ = {.content = StreamAnswer{.stream = stream, .keep_alive = ""}};
        return stream;
    }

    std::promise<void> let_go_;
    Answer answer_;
    ScriptedHandler handler_;
    HttpServer server_{handler_, {}};
    RawClient client_{server_.port()};
};

TEST_F(StreamDelivery, SendsTheHeadBeforeTheFirstEventAndKeepsTheOrder) {
    const auto stream = make_stream();
    client_.send(request_text("GET /"));
    ASSERT_TRUE(client_.read_until("\r\n\r\n"));
    std::string expected;
    for (int n = 0; n < 1'000; ++n) {
        const std::string frame = "data: " + std::to_string(n) + "\n\n";
        stream->write(frame);
        expected += frame;
    }
    stream->close();
    stream->write("too late");
    const RawAnswer answer = client_.read_answer();
    EXPECT_EQ(answer.header("Content-Type"), "text/event-stream");
    EXPECT_EQ(answer.header("Cache-Control"), "no-cache");
    EXPECT_EQ(answer.header("X-Accel-Buffering"), "no");
    EXPECT_EQ(answer.body, expected);
    EXPECT_EQ(client_.read_to_end(), RawClient::End::Clean);
}

TEST_F(StreamDelivery, SendsTheKeepAliveWhileNothingElseComes) {
    const auto stream = make_stream();
    auto& content = std::get<StreamAnswer>(answer_.content);
    content.keep_alive = ": still here\n\n";
    content.keep_alive_every = Ms{5};
    client_.send(request_text("GET /"));
    ASSERT_TRUE(client_.read_until("e\r\n: still here\n\n\r\ne\r\n: still here\n\n\r\n"));
    stream->write("data: x\n\n");
    EXPECT_TRUE(client_.read_until("9\r\ndata: x\n\n\r\n"));
    stream->close();
    EXPECT_EQ(client_.read_to_end(), RawClient::End::Clean);
}

TEST_F(StreamDelivery, ResetsWhereTheStreamIsAborted) {
    const auto stream = make_stream();
    client_.send(request_text("GET /"));
    stream->write("data: ha");
    stream->abort();
    EXPECT_EQ(client_.read_to_end(), RawClient::End::Reset);
    EXPECT_THAT(client_.received(), testing::EndsWith("data: ha\r\n"));
}

TEST_F(StreamDelivery, LetsGoOfTheStreamWhenItsIdleClientLeaves) {
    make_stream();
    client_.send(request_text("GET /"));
    ASSERT_TRUE(client_.read_until("\r\n\r\n"));
    answer_ = {};
    client_.close();
    EXPECT_EQ(let_go_.get_future().wait_for(RawClient::kPatience), std::future_status::ready);
}

TEST_F(StreamDelivery, ResetsAReaderThatLetsTooMuchPileUp) {
    const auto stream = make_stream();
    RawClient slow(server_.port(), 4096);
    slow.send(request_text("GET /"));
    ASSERT_TRUE(slow.read_until("\r\n\r\n"));
    const std::string block(8U << 20U, 'x');
    // More than the connection can have taken at once, and the limit on top.
    for (int n = 0; n < 20; ++n) stream->write(block);
    EXPECT_EQ(slow.read_to_end(), RawClient::End::Reset);
    EXPECT_LT(slow.received().size(), 20 * block.size());
}

TEST_F(StreamDelivery, SendsOnlyTheHeadForHead) {
    make_stream();
    client_.send(request_text("HEAD /"));
    EXPECT_EQ(client_.read_answer(true).status, 200);
    EXPECT_EQ(client_.read_to_end(), RawClient::End::Clean);
    answer_ = {};
}

TEST_F(StreamDelivery, SplitsIntoWritesOfTheSizeAskedFor) {
    const auto stream = make_stream();
    answer_.delivery.write_size_bytes = 1;
    stream->write("abc");
    stream->close();
    client_.send(request_text("GET /"));
    client_.read_to_end();
    EXPECT_THAT(client_.received(), testing::EndsWith("\r\n\r\n1\r\na\r\n1\r\nb\r\n1\r\nc\r\n0\r\n\r\n"));
}

class Faults : public testing::Test {
protected:
    RawClient::End receive(Delivery delivery) {
        handler_.reply = [delivery](const Request&) {
            return Answer{.content = BytesAnswer{.body = "0123456789"}, .delivery = delivery};
        };
        RawClient client(server_.port());
        client.send(request_text("GET /", "Connection: close\r\n"));
        const RawClient::End end = client.read_to_end();
        const std::size_t body = client.received().find("\r\n\r\n");
        got_body_ = body == std::string::npos ? "" : client.received().substr(body + 4);
        got_bytes_ = client.received().size();
        return end;
    }

    std::string got_body_;
    std::size_t got_bytes_ = 0;
    ScriptedHandler handler_;
    HttpServer server_{handler_, {}};
};

TEST_F(Faults, ResetInsteadOfAnswering) {
    EXPECT_EQ(receive({.cut_before_head = true}), RawClient::End::Reset);
    EXPECT_EQ(got_bytes_, 0U);
}

TEST_F(Faults, ResetAfterSoManyBytesOfTheBody) {
    for (const std::int64_t bytes : {0, 1, 9, 10}) {
        EXPECT_EQ(receive({.cut_after_bytes = bytes}), RawClient::End::Reset);
        EXPECT_EQ(got_body_, std::string("0123456789").substr(0, static_cast<std::size_t>(bytes)));
    }
    EXPECT_EQ(receive({.cut_after_bytes = 11}), RawClient::End::Clean);
}

TEST_F(Faults, LeaveTheBytesAsTheyAreWhenTheyOnlyDelayOrSplit) {
    EXPECT_EQ(receive({.delay = Ms{5}, .write_size_bytes = 1}), RawClient::End::Clean);
    EXPECT_EQ(got_body_, "0123456789");
}

}  // namespace
}  // namespace takt::server
