// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/transfer.h"

#include "takt/error.h"

#include "base/stop.h"

#include <fmt/format.h>

#include <algorithm>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <utility>

namespace takt::net {
namespace {

constexpr Ms kReportEvery{500};
constexpr Ms kLookEvery{250};
constexpr long kKeptConnections = 2;

void check(CURLMcode code) {
    if (code != CURLM_OK) {
        throw Error(ErrorCode::Internal, fmt::format("libcurl: {}; please report this", curl_multi_strerror(code)));
    }
}

/// The handle is part of its multi handle for as long as this lives. Leaving in the middle closes the connection.
class Attached {
public:
    explicit Attached(Lane& lane) : lane_(lane) { check(curl_multi_add_handle(lane.multi.get(), lane.easy.get())); }
    ~Attached() { curl_multi_remove_handle(lane_.multi.get(), lane_.easy.get()); }
    Attached(const Attached&) = delete;
    Attached& operator=(const Attached&) = delete;

private:
    Lane& lane_;
};

/// 0 when the socket has been closed.
int local_port_of(curl_socket_t socket) {
    sockaddr_storage storage{};
    auto* address = reinterpret_cast<sockaddr*>(&storage);
    socklen_t size = sizeof storage;
    if (::getsockname(socket, address, &size) != 0) return 0;
    // For IPv4 and IPv6 alike the port comes first, in network order.
    return static_cast<unsigned char>(address->sa_data[0]) << 8 | static_cast<unsigned char>(address->sa_data[1]);
}

std::int64_t number(CURL* easy, CURLINFO info) {
    curl_off_t value = 0;
    return curl_easy_getinfo(easy, info, &value) == CURLE_OK ? value : 0;
}

}  // namespace

Lane make_lane() {
    Lane lane{MultiPtr(curl_multi_init()), EasyPtr(curl_easy_init())};
    if (!lane.multi || !lane.easy) throw Error(ErrorCode::Internal, "libcurl: out of memory; close other programs");
    check(curl_multi_setopt(lane.multi.get(), CURLMOPT_MAXCONNECTS, kKeptConnections));
    return lane;
}

Transfer::Transfer(Lane& lane, const Request& request, const std::string& url, const HttpSettings& settings,
                   std::optional<Ms> limit, Redirect redirect)
    : lane_(lane),
      request_(request),
      options_(lane.easy.get(), request, url, settings, limit),
      redirect_(std::move(redirect)),
      last_move_(std::chrono::steady_clock::now()),
      last_report_(last_move_) {
    CURL* easy = lane_.easy.get();
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, this);
    curl_easy_setopt(easy, CURLOPT_SOCKOPTFUNCTION, on_socket);
    curl_easy_setopt(easy, CURLOPT_SOCKOPTDATA, this);
    curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, on_connected);
    curl_easy_setopt(easy, CURLOPT_PREREQDATA, this);
}

Exchange Transfer::run(const std::stop_token& stop) {
    {
        const std::stop_callback wake(stop, [this] { curl_multi_wakeup(lane_.multi.get()); });
        const Attached attached(lane_);
        move_until_end(stop);
    }
    return exchange();
}

void Transfer::move_until_end(const std::stop_token& stop) {
    for (;;) {
        int running = 0;
        check(curl_multi_perform(lane_.multi.get(), &running));
        guard_.rethrow();
        options_.rethrow();
        const auto now = std::chrono::steady_clock::now();
        look_for_end();
        watch(now);
        if (over_) return;
        throw_if_stopped(stop);
        check(curl_multi_poll(lane_.multi.get(), nullptr, 0, static_cast<int>(patience(now).count()), nullptr));
    }
}

void Transfer::look_for_end() {
    int queued = 0;
    while (const CURLMsg* message = curl_multi_info_read(lane_.multi.get(), &queued)) {
        if (message->msg != CURLMSG_DONE) continue;
        ending_.code = message->data.result;
        over_ = true;
    }
}

void Transfer::watch(TimePoint now) {
    acknowledged_bytes_ = std::max(acknowledged_bytes_, acknowledged_bytes());
    const std::int64_t moved = acknowledged_bytes_ + received_bytes_;
    const bool moving = std::exchange(moved_bytes_, moved) != moved;
    if (moving || !ending_.connected) last_move_ = now;  // connecting has its own limit
    report(now, moving);
    if (!over_ && request_.stall_limit > Ms{0} && now - last_move_ >= request_.stall_limit) {
        ending_.cause = Ending::Cause::Stall;
        over_ = true;
    }
}

void Transfer::report(TimePoint now, bool moved) {
    if (!request_.on_progress || !ending_.connected) return;
    if (!moved && !over_ && now - last_report_ < kReportEvery) return;
    last_report_ = now;
    const auto total = std::max<std::int64_t>(number(lane_.easy.get(), CURLINFO_CONTENT_LENGTH_UPLOAD_T), 0);
    request_.on_progress(acknowledged_bytes_, total);
}

Ms Transfer::patience(TimePoint now) const {
    if (request_.stall_limit <= Ms{0} || !ending_.connected) return kLookEvery;
    const auto left = std::chrono::ceil<Ms>(last_move_ + request_.stall_limit - now);
    return std::clamp(left, Ms{0}, kLookEvery);
}

std::int64_t Transfer::acknowledged_bytes() const {
    const std::int64_t written = number(lane_.easy.get(), CURLINFO_SIZE_UPLOAD_T);
    if (over_) return ending_.code == CURLE_OK ? written : acknowledged_bytes_;  // the socket is not ours to ask now
    int unacknowledged = 0;
    if (!socket_ || ::ioctl(*socket_, TIOCOUTQ, &unacknowledged) != 0) return written;
    return std::max<std::int64_t>(written - unacknowledged, 0);
}

Exchange Transfer::exchange() {
    ending_.whole_body = number(lane_.easy.get(), CURLINFO_CONTENT_LENGTH_DOWNLOAD_T) == body_bytes_;
    Exchange exchange{.delivery = delivery_of(ending_), .trouble = trouble_of(ending_, request_)};
    exchange.over_limit = ending_.cause == Ending::Cause::BodyLimit;
    if (ending_.head) exchange.head = reader_.head();
    exchange.body = std::move(body_);
    return exchange;
}

bool Transfer::take_head_line(std::string_view line) {
    received_bytes_ += static_cast<std::int64_t>(line.size());
    switch (reader_.read(line)) {
        case ResponseReader::Line::Read: return true;
        case ResponseReader::Line::TooMuch: ending_.cause = Ending::Cause::HeadLimit; return false;
        case ResponseReader::Line::HeadEnd: break;
    }
    ending_.head = true;
    next_url_ = redirect_(reader_.head());
    if (next_url_) return false;  // nobody reads the body of a redirect
    if (request_.on_head) request_.on_head(reader_.head());
    return true;
}

bool Transfer::take_body(std::string_view bytes) {
    received_bytes_ += static_cast<std::int64_t>(bytes.size());
    body_bytes_ += static_cast<std::int64_t>(bytes.size());
    if (request_.on_body) {
        if (request_.on_body(bytes)) return true;
        ending_.cause = Ending::Cause::Caller;
        return false;
    }
    const std::size_t room = request_.max_body_bytes - body_.size();
    body_ += bytes.substr(0, room);
    if (bytes.size() <= room) return true;
    ending_.cause = Ending::Cause::BodyLimit;
    return false;
}

std::size_t Transfer::on_header(char* bytes, std::size_t size, std::size_t count, void* self) noexcept {
    auto& transfer = *static_cast<Transfer*>(self);
    return transfer.guard_.run(false,
                               [&] {
                                   return transfer.take_head_line({bytes, size * count});
                               })
               ? size * count
               : 0;
}

std::size_t Transfer::on_body(char* bytes, std::size_t size, std::size_t count, void* self) noexcept {
    auto& transfer = *static_cast<Transfer*>(self);
    return transfer.guard_.run(false, [&] { return transfer.take_body({bytes, size * count}); }) ? size * count : 0;
}

int Transfer::on_socket(void* self, curl_socket_t socket, curlsocktype) noexcept {
    auto& transfer = *static_cast<Transfer*>(self);
    return transfer.guard_.run(CURL_SOCKOPT_ERROR, [&] {
        transfer.sockets_.push_back(socket);
        return CURL_SOCKOPT_OK;
    });
}

int Transfer::on_connected(void* self, char*, char*, int, int local_port) noexcept {
    auto& transfer = *static_cast<Transfer*>(self);
    transfer.ending_.connected = true;
    // Several addresses may have been tried at once, and libcurl names the one in use only after the transfer.
    const auto used = std::ranges::find(transfer.sockets_, local_port, local_port_of);
    transfer.socket_ = used == transfer.sockets_.end() ? std::nullopt : std::optional(*used);
    return CURL_PREREQFUNC_OK;
}

}  // namespace takt::net
