// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/request_reader.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <limits>
#include <utility>
#include <vector>

namespace takt::server {
namespace {

namespace http = boost::beast::http;

constexpr std::size_t kBlockBytes = 64U << 10U;
/// What cannot be read in steps, a chunk's first line or the trailers, may not be longer.
constexpr std::size_t kLongestLineBytes = 16U << 10U;

Refusal refusal_of(const boost::beast::error_code& error) {
    if (error == http::error::header_limit) return {431, "the header is too long; shorten it"};
    if (error == http::error::bad_version) return {505, "unknown version of HTTP; use HTTP/1.1"};
    return {400, "this is not an HTTP request; send one"};
}

}  // namespace

struct RequestReader::Parser {
    http::request_parser<http::buffer_body> http;
    std::vector<char> block;
    std::size_t block_bytes = 0;
};

RequestReader::RequestReader(std::size_t max_header_bytes) : parser_(std::make_unique<Parser>()) {
    parser_->http.header_limit(
        static_cast<std::uint32_t>(std::min<std::size_t>(max_header_bytes, std::numeric_limits<std::uint32_t>::max())));
    parser_->http.body_limit(boost::none);  // the body's plan has its own
}

RequestReader::~RequestReader() = default;

std::size_t RequestReader::read(std::string_view bytes) {
    auto& parser = parser_->http;
    if (state_ == State::Body) {
        parser_->block.resize(kBlockBytes);
        parser.get().body() = {.data = parser_->block.data(), .size = parser_->block.size(), .more = true};
    }
    boost::beast::error_code error;
    const std::size_t used = parser.put(boost::asio::buffer(bytes.data(), bytes.size()), error);
    if (state_ == State::Body) parser_->block_bytes = parser_->block.size() - parser.get().body().size;
    const bool stuck = error == http::error::need_more && used == 0 && state_ == State::Body;
    if (stuck && bytes.size() > kLongestLineBytes) error = http::error::bad_chunk;
    if (error && error != http::error::need_more && error != http::error::need_buffer) {
        state_ = State::Refused;
        refusal_ = refusal_of(error);
        return used;
    }
    if (state_ == State::Head && parser.is_header_done()) {
        keep_head();
        state_ = State::Body;
    }
    if (parser.is_done()) state_ = State::Done;
    return used;
}

void RequestReader::keep_head() {
    const auto& request = parser_->http.get();
    head_.method = request.method_string();
    const std::string_view target(request.target().data(), request.target().size());
    const std::size_t question = std::min(target.find('?'), target.size());
    head_.path = target.substr(0, question);
    if (question < target.size()) head_.query = target.substr(question + 1);
    for (const auto& field : request) {
        head_.headers.push_back({.name = field.name_string(), .value = field.value()});
    }
}

HttpVersion RequestReader::version() const {
    return parser_->http.get().version() == 10 ? HttpVersion::Http10 : HttpVersion::Http11;
}

std::optional<std::int64_t> RequestReader::content_length() const {
    const auto length = parser_->http.content_length();
    if (!length) return std::nullopt;
    constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    return static_cast<std::int64_t>(std::min<std::uint64_t>(*length, kMost));
}

bool RequestReader::wants_keep_alive() const {
    return version() == HttpVersion::Http11 && parser_->http.keep_alive();
}

std::string_view RequestReader::block() const {
    return {parser_->block.data(), parser_->block_bytes};
}

}  // namespace takt::server
