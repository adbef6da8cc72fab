// SPDX-License-Identifier: GPL-3.0-or-later
// A loopback HTTP server that does to a client whatever a test says: it answers in pieces, late, never, with a reset in
// the middle, or before it has read the request's body. It records what it was sent; a request is on record before the
// first byte of its answer leaves.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace takt::test {

struct SeenRequest {
    std::size_t connection = 0;  ///< counted from 0 in the order of acceptance
    std::string method;
    std::string target;                          ///< path and query
    std::map<std::string, std::string> headers;  ///< names in lower case; the last of equal names
    std::string body;                            ///< its first 16 MiB, without chunk framing
    std::int64_t body_bytes = 0;
    bool whole = false;  ///< head and body arrived to the end
    /// Empty when absent; `name` in lower case.
    [[nodiscard]] std::string header(const std::string& name) const;
};

/// What is sent, and what becomes of the connection then.
struct Reply {
    enum class After {
        KeepOpen,  ///< the next request may come on the same connection
        Close,     ///< end of stream; what the client still sends is read and dropped
        Reset,     ///< as a crashed peer looks
        Stall,     ///< neither read nor write until the client goes away
    };
    std::string bytes;
    After after = After::KeepOpen;
    std::size_t piece_bytes = 0;  ///< at most so many in one segment; 0: all at once
};

/// A whole answer with Content-Length. `headers` as lines, each ending in CRLF.
[[nodiscard]] Reply reply(int status, std::string_view media_type, std::string_view body,
                          std::string_view headers = {});
[[nodiscard]] Reply json_reply(int status, std::string_view body);
/// A chunked text/event-stream. With any other `after` than KeepOpen it lacks its last chunk: the stream is cut.
[[nodiscard]] Reply sse_reply(std::string_view body, Reply::After after = Reply::After::KeepOpen);

class ScriptedServer {
public:
    /// Asked once per request, one at a time, with the whole request.
    using Script = std::function<Reply(const SeenRequest&)>;
    /// Asked first, with the head alone; when it answers, the body stays unread and the script is not asked.
    using EarlyScript = std::function<std::optional<Reply>(const SeenRequest&)>;

    explicit ScriptedServer(Script script, EarlyScript early = {});
    /// One reply after the other, whatever is asked; then 500.
    explicit ScriptedServer(std::vector<Reply> replies);
    /// Ends every connection.
    ~ScriptedServer();
    ScriptedServer(const ScriptedServer&) = delete;
    ScriptedServer& operator=(const ScriptedServer&) = delete;

    /// "http://127.0.0.1:<port>", without a slash at the end.
    [[nodiscard]] std::string url() const;
    [[nodiscard]] int port() const { return port_; }
    [[nodiscard]] std::vector<SeenRequest> requests() const;
    /// Accepted so far.
    [[nodiscard]] std::size_t connections() const;
    /// Returns once `count` requests are on record; for tests that act while one is under way.
    void await_requests(std::size_t count) const;

private:
    void accept_all();
    void serve(int socket, std::size_t connection);
    [[nodiscard]] std::optional<Reply> next_reply(int socket, std::string& unread, SeenRequest request);
    void record(const SeenRequest& request);

    Script script_;
    EarlyScript early_;
    int listener_ = -1;
    int port_ = 0;
    std::mutex script_mutex_;
    mutable std::mutex mutex_;  // guards what follows
    mutable std::condition_variable recorded_;
    bool stopping_ = false;
    std::vector<SeenRequest> requests_;
    std::vector<int> sockets_;  // -1 once closed
    std::deque<std::thread> connections_;
    std::thread acceptor_;
};

}  // namespace takt::test
