// SPDX-License-Identifier: GPL-3.0-or-later
// Sends one answer over a wire: bytes, a slice of a file, or an event stream until it ends; with the faults of its
// delivery, if any. Used by the connection, once per request.
#pragma once

#include "server/answer_head.h"
#include "server/coroutine.h"
#include "server/head_rules.h"
#include "server/http.h"
#include "server/wire.h"

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace takt::server {

class AnswerWriter {
public:
    /// `head` outlives the writer.
    AnswerWriter(std::shared_ptr<Wire> wire, const RequestHead& head, HttpVersion version, After after);

    /// What may follow on this connection. A stream is always its connection's last answer: whether its client has gone
    /// is known from a pending read, which would take the next request.
    Awaitable<After> send(Answer answer);

private:
    Awaitable<bool> send_bytes(const BytesAnswer& bytes);
    Awaitable<bool> send_file(const FileAnswer& file);
    Awaitable<bool> send_stream(const StreamAnswer& answer);
    Awaitable<bool> send_events(const StreamAnswer& answer, const bool& client_gone);

    Awaitable<bool> send_head(int status, std::vector<Header> headers);
    /// Bytes of the body, as the delivery wants them.
    Awaitable<bool> send_body(std::string_view bytes);
    Awaitable<bool> finish_chunks();
    Awaitable<bool> survives_cut();

    std::shared_ptr<Wire> wire_;
    const RequestHead& head_;
    HttpVersion version_;
    After after_;
    Delivery delivery_;
    bool chunked_ = false;
    std::int64_t sent_bytes_ = 0;  ///< of the body
};

}  // namespace takt::server
