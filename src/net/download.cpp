// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/download.h"

#include "takt/error.h"

#include "base/atomic_file.h"
#include "net/part_file.h"
#include "net/resume.h"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>

namespace takt::net {
namespace {

constexpr std::int64_t kGoodProgressBytes = 1LL << 20;

class Fetch {
public:
    Fetch(HttpClient& http, const Download& download, Progress& progress)
        : http_(http),
          download_(download),
          progress_(progress),
          part_(part_path(download.destination)),
          partial_(read_partial(part_, download.request.url)) {}

    Exchange run(const RetryPolicy& policy, Clock& clock, const std::stop_token& stop) {
        for (int attempt = 1;; ++attempt) {
            const std::int64_t before = partial_.bytes;
            Exchange exchange = send(stop);
            const Next next = settle(exchange);
            if (next == Next::Done) return exchange;
            if (partial_.bytes - before >= kGoodProgressBytes) attempt = 0;
            if (attempt >= policy.attempts) {
                if (trouble_.empty()) return exchange;  // a 5xx to the end
                throw Error(ErrorCode::Network,
                            fmt::format("{}: the download broke off: {}; run the same command again to go on",
                                        download_.destination.filename().string(), trouble_));
            }
            if (next == Next::Wait) {
                clock.wait(wait_before_repeat(policy, attempt, exchange, clock.today()), stop);
            }
        }
    }

private:
    enum class Next { Done, Wait, AtOnce };

    Exchange send(const std::stop_token& stop) {
        Request request = download_.request;
        request.total_limit.reset();
        for (Header& header : range_headers(partial_)) request.headers.push_back(std::move(header));
        request.on_head = [this](const ResponseHead& head) { begin(head); };
        request.on_body = [this](std::string_view bytes) { return take(bytes); };
        answer_ = {};
        text_.clear();
        trouble_.clear();
        Exchange exchange = http_.send(request, stop);
        file_.reset();
        exchange.body = std::move(text_);
        if (exchange.delivery != Exchange::Delivery::Complete) trouble_ = exchange.trouble;
        return exchange;
    }

    void begin(const ResponseHead& head) {
        answer_ = judge_answer(head, partial_, download_.size_bytes);
        if (answer_.kind != Answer::Kind::Append && answer_.kind != Answer::Kind::FromZero) return;
        const std::int64_t total = answer_.total_bytes.value_or(0);
        require_room(total);
        if (download_.size_bytes && total != *download_.size_bytes) {
            trouble_ = fmt::format("the server has {} bytes instead of {}", total, *download_.size_bytes);
            return;
        }
        if (answer_.kind == Answer::Kind::FromZero) {
            partial_ = {};
            // The note must never tell of bytes that it does not belong to: empty the file first.
            file_.emplace(part_, 0);
            partial_.etag = strong_etag(head);
            partial_.etag.empty() ? remove_note(part_) : write_note(part_, download_.request.url, partial_.etag);
        } else {
            file_.emplace(part_, partial_.bytes);
        }
        begin_phase(total);
    }

    /// One phase over all attempts, unless the file starts anew.
    void begin_phase(std::int64_t total) {
        if (phase_total_ == total && shown_bytes_ <= partial_.bytes) return;
        if (phase_total_) progress_.end();
        phase_total_ = total;
        progress_.begin("download", total, "bytes");
        show(partial_.bytes);
    }

    void show(std::int64_t bytes) {
        shown_bytes_ = bytes;
        progress_.advance(bytes);
    }

    bool take(std::string_view bytes) {
        if (answer_.kind == Answer::Kind::Refusal) {
            text_ += bytes.substr(0, download_.request.max_body_bytes - text_.size());
            return text_.size() < download_.request.max_body_bytes;
        }
        if (!file_) return false;
        const std::int64_t after = partial_.bytes + static_cast<std::int64_t>(bytes.size());
        require_room(after);
        file_->append(bytes);
        partial_.bytes = after;
        if (answer_.total_bytes && after > *answer_.total_bytes) return false;  // settle() sees it
        show(after);
        return true;
    }

    void require_room(std::int64_t bytes) {
        if (bytes <= download_.max_bytes) return;
        drop();
        throw Error(ErrorCode::TooLarge, fmt::format("{}: exceeds the limit of {} bytes; fetch it by hand",
                                                     download_.destination.filename().string(), download_.max_bytes));
    }

    Next settle(Exchange& exchange) {
        switch (answer_.kind) {
            case Answer::Kind::Whole:
                exchange = {.delivery = Exchange::Delivery::Complete, .head = std::move(exchange.head)};
                exchange.head.status = 200;  // "nothing beyond what you have" is the success of an earlier call
                return publish_part();
            case Answer::Kind::Restart:
                drop();
                trouble_ = "the file has changed on the server";
                return Next::AtOnce;
            case Answer::Kind::Refusal: return exchange.transient() ? Next::Wait : Next::Done;
            case Answer::Kind::Append:
            case Answer::Kind::FromZero: break;
        }
        if (!trouble_.empty()) return keep();
        if (!answer_.total_bytes || partial_.bytes == *answer_.total_bytes) return publish_part();
        trouble_ = fmt::format("{} bytes came instead of {}", partial_.bytes, *answer_.total_bytes);
        if (partial_.bytes > *answer_.total_bytes) drop();
        return keep();
    }

    Next publish_part() {
        publish(part_, download_.destination);
        remove_note(part_);
        if (phase_total_) progress_.end();
        return Next::Done;
    }

    /// What came stays for the next attempt, if it can be told then what it is.
    Next keep() {
        if (partial_.etag.empty()) partial_ = {};
        return Next::Wait;
    }

    void drop() {
        file_.reset();
        std::error_code ignored;
        std::filesystem::remove(part_, ignored);
        remove_note(part_);
        partial_ = {};
    }

    HttpClient& http_;
    const Download& download_;
    Progress& progress_;
    const std::filesystem::path part_;
    Partial partial_;
    Answer answer_;
    std::optional<PartFile> file_;
    std::string text_;     // the body of a refusal
    std::string trouble_;  // why this attempt is no success; empty for an answer that says so itself
    std::optional<std::int64_t> phase_total_;  // of the progress phase that is open
    std::int64_t shown_bytes_ = 0;
};

}  // namespace

Exchange download(HttpClient& http, const Download& download, const RetryPolicy& policy, Clock& clock,
                  Progress& progress, const std::stop_token& stop) {
    return Fetch(http, download, progress).run(policy, clock, stop);
}

}  // namespace takt::net
