// SPDX-License-Identifier: GPL-3.0-or-later
// A client that is nothing but a socket, so that a test decides about every byte and every pause. Used against the real
// server on loopback. A server that stays silent for kPatience fails the test instead of hanging it.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace takt::test {

struct RawAnswer {
    int status = 0;                              ///< 0: the connection ended before a whole answer
    std::map<std::string, std::string> headers;  ///< names in lower case
    std::string body;
    [[nodiscard]] std::string header(const std::string& name) const;
};

class RawClient {
public:
    static constexpr std::chrono::seconds kPatience{20};

    /// `receive_buffer_bytes`: what the system may keep for this reader; 0: as usual.
    explicit RawClient(std::uint16_t port, int receive_buffer_bytes = 0);
    ~RawClient();
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    /// False when the server has ended the connection.
    bool send(std::string_view bytes);
    /// Leaves without a word.
    void close();

    /// One answer, by its Content-Length, its chunks or the connection's end. `head_only`: it answers HEAD.
    RawAnswer read_answer(bool head_only = false);
    /// Reads until this has come; false when the connection ended first.
    bool read_until(std::string_view text);
    /// Received and not yet taken by read_answer().
    [[nodiscard]] const std::string& received() const { return received_; }

    enum class End { Clean, Reset, Silent };
    /// Reads on to the connection's end.
    End read_to_end();
    /// Without reading a byte.
    [[nodiscard]] bool wait_for_reset() const;

private:
    bool receive();
    std::string take(std::size_t bytes);
    bool take_chunks(std::string& body);

    int socket_ = -1;
    std::string received_;
    End end_ = End::Silent;
    bool ended_ = false;
};

}  // namespace takt::test
