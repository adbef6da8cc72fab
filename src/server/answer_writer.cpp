// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/answer_writer.h"

#include "server/event_stream.h"
#include "server/file_slice.h"
#include "server/refusal.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <chrono>
#include <fstream>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

namespace takt::server {
namespace {

namespace asio = boost::asio;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kBlockBytes = 256U << 10U;
/// A client that sends that much while it listens to a stream is not one of ours.
constexpr std::size_t kMaxUnreadBytes = 64U << 10U;
constexpr Ms kForever = std::chrono::hours(24);

/// Tells the stream that nobody reads any more, on every way out.
class Listening {
public:
    Listening(EventStream& stream, const std::shared_ptr<Wire>& wire) : stream_(stream) {
        stream_.notify([weak = std::weak_ptr(wire)] {
            if (const std::shared_ptr<Wire> listener = weak.lock()) listener->ring();
        });
    }
    ~Listening() { stream_.notify({}); }
    Listening(const Listening&) = delete;
    Listening& operator=(const Listening&) = delete;

private:
    EventStream& stream_;
};

/// Reads what the client sends, if anything, until it is gone; then says so.
Awaitable<void> watch_client(std::shared_ptr<Wire> wire, std::shared_ptr<bool> gone) {
    bool there = true;
    while (there && wire->inbox().size() < kMaxUnreadBytes) there = co_await wire->receive(1024);
    *gone = true;
    wire->wake();
}

bool carries_body(int status) {
    return status != 204 && status != 304;
}

}  // namespace

AnswerWriter::AnswerWriter(std::shared_ptr<Wire> wire, const RequestHead& head, HttpVersion version, After after)
    : wire_(std::move(wire)), head_(head), version_(version), after_(after) {}

Awaitable<After> AnswerWriter::send(Answer answer) {
    delivery_ = answer.delivery;
    if (delivery_.delay > Ms{}) co_await wire_->wait(delivery_.delay);
    if (delivery_.cut_before_head) {
        co_await wire_->reset_after_delivery();
        co_return After::Close;
    }
    bool whole = false;
    if (const auto* bytes = std::get_if<BytesAnswer>(&answer.content)) {
        whole = co_await send_bytes(*bytes);
    } else if (const auto* file = std::get_if<FileAnswer>(&answer.content)) {
        whole = co_await send_file(*file);
    } else {
        after_ = After::Close;
        whole = co_await send_stream(std::get<StreamAnswer>(answer.content));
    }
    if (!whole) wire_->cut();
    co_return whole ? after_ : After::Close;
}

Awaitable<bool> AnswerWriter::send_bytes(const BytesAnswer& bytes) {
    std::vector<Header> headers = bytes.headers;
    if (carries_body(bytes.status)) {
        headers.push_back({"Content-Type", bytes.content_type});
        headers.push_back({"Content-Length", std::to_string(bytes.body.size())});
    }
    const bool sent = co_await send_head(bytes.status, std::move(headers));
    if (!sent) co_return false;
    if (head_.method == "HEAD" || !carries_body(bytes.status)) co_return true;
    co_return co_await send_body(bytes.body);
}

Awaitable<bool> AnswerWriter::send_file(const FileAnswer& file) {
    std::error_code gone;
    std::ifstream stream;
    if (std::filesystem::is_regular_file(file.file, gone)) stream.open(file.file, std::ios::binary | std::ios::ate);
    if (!stream.is_open()) {
        const BytesAnswer missing = refusal_answer({404, "the file is no longer there; ask for it anew"});
        co_return co_await send_bytes(missing);
    }
    FileSlice slice = plan_slice(head_, file, stream.tellg());
    slice.headers.push_back({"Content-Length", std::to_string(slice.end - slice.begin)});
    bool sent = co_await send_head(slice.status, std::move(slice.headers));
    if (!sent) co_return false;
    if (head_.method == "HEAD") co_return true;
    stream.seekg(slice.begin);
    std::string block;
    for (std::int64_t left = slice.end - slice.begin; left > 0;) {
        block.resize(static_cast<std::size_t>(std::min<std::int64_t>(left, kBlockBytes)));
        stream.read(block.data(), static_cast<std::streamsize>(block.size()));
        if (stream.gcount() != static_cast<std::streamsize>(block.size())) co_return false;  // it has been cut short
        sent = co_await send_body(block);
        if (!sent) co_return false;
        left -= static_cast<std::int64_t>(block.size());
    }
    co_return true;
}

Awaitable<bool> AnswerWriter::send_stream(const StreamAnswer& answer) {
    const Listening listening(*answer.stream, wire_);
    chunked_ = version_ == HttpVersion::Http11;
    std::vector<Header> headers = {
        {"Content-Type", "text/event-stream"}, {"Cache-Control", "no-cache"}, {"X-Accel-Buffering", "no"}};
    if (chunked_) headers.push_back({"Transfer-Encoding", "chunked"});
    const bool sent = co_await send_head(200, std::move(headers));
    if (!sent) co_return false;
    if (head_.method == "HEAD") co_return true;
    const auto client_gone = std::make_shared<bool>(false);
    asio::co_spawn(wire_->executor(), watch_client(wire_, client_gone), asio::detached);
    co_return co_await send_events(answer, *client_gone);
}

Awaitable<bool> AnswerWriter::send_events(const StreamAnswer& answer, const bool& client_gone) {
    const bool kept_alive = !answer.keep_alive.empty() && answer.keep_alive_every > Ms{};
    const Ms pause = kept_alive ? answer.keep_alive_every : kForever;
    auto silent_since = Clock::now();
    while (!client_gone) {
        EventStream::Taken taken = answer.stream->take();
        const bool silent = taken.bytes.empty() && taken.state == EventStream::State::Open;
        if (silent && kept_alive && Clock::now() - silent_since >= pause) taken.bytes = answer.keep_alive;
        if (!taken.bytes.empty()) {
            const bool sent = co_await send_body(taken.bytes);
            if (!sent) co_return false;
            silent_since = Clock::now();
        }
        if (taken.state == EventStream::State::Closed) co_return co_await finish_chunks();
        if (taken.state == EventStream::State::Aborted) {
            co_await wire_->reset_after_delivery();
            co_return false;
        }
        const auto waited = std::chrono::duration_cast<Ms>(Clock::now() - silent_since);
        if (silent && !client_gone) co_await wire_->wait(std::max(pause - waited, Ms{1}));
    }
    co_return false;
}

Awaitable<bool> AnswerWriter::send_head(int status, std::vector<Header> headers) {
    const std::string head = answer_head(status, headers, after_);
    bool goes_on = co_await wire_->send(head);
    if (goes_on) goes_on = co_await survives_cut();
    co_return goes_on;
}

Awaitable<bool> AnswerWriter::send_body(std::string_view bytes) {
    while (!bytes.empty()) {
        auto most = static_cast<std::int64_t>(bytes.size());
        if (delivery_.write_size_bytes) most = std::clamp<std::int64_t>(*delivery_.write_size_bytes, 1, most);
        if (delivery_.cut_after_bytes) most = std::min(most, *delivery_.cut_after_bytes - sent_bytes_);
        const std::string_view piece = bytes.substr(0, static_cast<std::size_t>(most));
        const std::string framed = chunked_ ? fmt::format("{:x}\r\n{}\r\n", piece.size(), piece) : std::string();
        bool goes_on = co_await wire_->send(chunked_ ? std::string_view(framed) : piece);
        bytes.remove_prefix(piece.size());
        sent_bytes_ += most;
        if (goes_on) goes_on = co_await survives_cut();
        if (!goes_on) co_return false;
    }
    co_return true;
}

Awaitable<bool> AnswerWriter::finish_chunks() {
    if (!chunked_) co_return true;
    co_return co_await wire_->send("0\r\n\r\n");
}

/// False once as much of the body was sent as the delivery's fault lets through.
Awaitable<bool> AnswerWriter::survives_cut() {
    if (!delivery_.cut_after_bytes || sent_bytes_ < *delivery_.cut_after_bytes) co_return true;
    co_await wire_->reset_after_delivery();
    co_return false;
}

}  // namespace takt::server
