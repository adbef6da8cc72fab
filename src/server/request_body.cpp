// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/request_body.h"

#include <utility>

namespace takt::server {

RequestBody::RequestBody(const BodyPlan& plan, std::atomic<std::int64_t>& collected_by_all)
    : kind_(plan.kind),
      max_bytes_(plan.max_bytes),
      files_(plan.folder, plan.max_file_bytes),
      collected_by_all_(collected_by_all) {}

RequestBody::~RequestBody() {
    collected_by_all_ -= counted_bytes_;
}

std::optional<Refusal> RequestBody::begin(const RequestHead& head, std::optional<std::int64_t> length) {
    if (length && *length > max_bytes_) return body_too_large(max_bytes_);
    if (kind_ != BodyPlan::Kind::Multipart) return std::nullopt;
    const std::optional<std::string> boundary = multipart_boundary(head.header("Content-Type"));
    if (!boundary) return Refusal{400, "multipart/form-data with a boundary of 1 to 70 characters is needed; send it"};
    parser_.emplace(*boundary, files_);
    return std::nullopt;
}

std::optional<Refusal> RequestBody::take(std::string_view bytes) {
    taken_bytes_ += static_cast<std::int64_t>(bytes.size());
    if (taken_bytes_ > max_bytes_) return body_too_large(max_bytes_);
    if (!parser_) {
        collected_ += bytes;
        counted_bytes_ += static_cast<std::int64_t>(bytes.size());
        collected_by_all_ += static_cast<std::int64_t>(bytes.size());
        if (collected_by_all_ <= kMaxCollectedByAll) return std::nullopt;
        return Refusal{503, "too much is being sent at once; try again later"};
    }
    parser_->feed(bytes);
    if (parser_->error()) return Refusal{400, *parser_->error()};
    return files_.refusal();
}

std::optional<Refusal> RequestBody::finish(Request& request) {
    if (parser_ && !parser_->finished())
        return Refusal{400, "multipart: the closing boundary is missing; send the whole body"};
    request.body = std::move(collected_);
    request.files = files_.files();
    return std::nullopt;
}

}  // namespace takt::server
