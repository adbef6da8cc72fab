// SPDX-License-Identifier: GPL-3.0-or-later
// One request out of bytes as they come: its head within a limit, then its body, decoded from whatever framing it has.
// Boost.Beast's parser behind a plain interface; knows no sockets. Used by the connection.
#pragma once

#include "server/head_rules.h"
#include "server/http.h"
#include "server/refusal.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace takt::server {

class RequestReader {
public:
    explicit RequestReader(std::size_t max_header_bytes);
    ~RequestReader();
    RequestReader(const RequestReader&) = delete;
    RequestReader& operator=(const RequestReader&) = delete;

    enum class State { Head, Body, Done, Refused };
    [[nodiscard]] State state() const { return state_; }

    /// Reads one step further: a head only as a whole. Says how many bytes it used; after 0, call again with the same
    /// bytes and more. Bytes after the request's end are left.
    [[nodiscard]] std::size_t read(std::string_view bytes);

    /// From Body or Done on.
    [[nodiscard]] const RequestHead& head() const { return head_; }
    [[nodiscard]] HttpVersion version() const;
    /// As the head states it.
    [[nodiscard]] std::optional<std::int64_t> content_length() const;
    [[nodiscard]] bool wants_keep_alive() const;

    /// Body bytes that the last read() brought; valid until the next.
    [[nodiscard]] std::string_view block() const;
    [[nodiscard]] const std::optional<Refusal>& refusal() const { return refusal_; }

private:
    struct Parser;

    void keep_head();

    std::unique_ptr<Parser> parser_;
    State state_ = State::Head;
    RequestHead head_;
    std::optional<Refusal> refusal_;
};

}  // namespace takt::server
