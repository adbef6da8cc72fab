// SPDX-License-Identifier: GPL-3.0-or-later
// HTTP as the service sees it: what was asked, and what to answer. No Boost here: only the transport (http_server.cpp
// and what stands beside it) includes it, so that the rest compiles in no time.
#pragma once

#include "takt/time.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace takt::server {

struct Header {
    std::string name;
    std::string value;
};

struct RequestHead {
    std::string method;
    std::string path;  ///< without the query, still percent-encoded
    std::string query;
    std::vector<Header> headers;
    /// The first value of a header, by any case of its name; empty when absent.
    [[nodiscard]] std::string_view header(std::string_view name) const;
};

/// A file of a multipart body. It stands in the folder that the handler named, under a name of ours; whoever answers
/// the request moves it away, and what is left there is removed with the request.
struct UploadedFile {
    std::string field;
    std::string file_name;  ///< as the client says: a bare name, never a path; hostile until checked
    std::filesystem::path file;
    std::int64_t size_bytes = 0;
};

struct Request {
    RequestHead head;
    std::string body;                 ///< when collected in memory
    std::vector<UploadedFile> files;  ///< when multipart
};

class EventStream;

struct BytesAnswer {
    int status = 200;
    std::string content_type = "application/json";
    std::string body;
    std::vector<Header> headers;
};
/// Range, If-Range, ETag and HEAD are the transport's business.
struct FileAnswer {
    std::filesystem::path file;
    std::string content_type;
    std::string etag;  ///< quoted
};
/// text/event-stream, chunked; the head is sent at once.
struct StreamAnswer {
    std::shared_ptr<EventStream> stream;
    std::string keep_alive = "data:\n\n";  ///< sent when nothing else was for `keep_alive_every`; empty: never
    Ms keep_alive_every{15'000};
};

/// How an answer travels; anything but the default is a fault made on purpose.
struct Delivery {
    Ms delay{};                                    ///< before the head
    bool cut_before_head = false;                  ///< the connection is reset instead of answering
    std::optional<std::int64_t> cut_after_bytes;   ///< reset after this many bytes of the body
    std::optional<std::int64_t> write_size_bytes;  ///< each write carries this many bytes at most
};

struct Answer {
    std::variant<BytesAnswer, FileAnswer, StreamAnswer> content;
    Delivery delivery;
};

/// What to do with a request's body, decided from its head alone.
struct BodyPlan {
    enum class Kind { Memory, Multipart, Refuse };
    Kind kind = Kind::Memory;
    std::int64_t max_bytes = 1 << 20;  ///< of the whole body
    std::filesystem::path folder;      ///< Multipart: where files are streamed to
    std::int64_t max_file_bytes = 0;   ///< Multipart: of one file
    std::optional<Answer> refusal;     ///< Refuse: sent before the body is read
};

/// The service behind the transport.
class Handler {
public:
    virtual ~Handler() = default;
    /// On the transport's thread: decide, do not block.
    virtual BodyPlan plan_body(const RequestHead& head) = 0;
    /// On a worker thread; may block for as long as the answer takes, but not for a turn or a render. Never throws.
    virtual Answer answer(Request request) = 0;
};

}  // namespace takt::server
