// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/ending.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace takt::net {
namespace {

std::string curl_trouble(const Ending& ending) {
    switch (ending.code) {
        case CURLE_COULDNT_RESOLVE_HOST:
        case CURLE_COULDNT_RESOLVE_PROXY: return "the name of the server cannot be resolved";
        case CURLE_COULDNT_CONNECT: return "the server refuses the connection or cannot be reached";
        case CURLE_PEER_FAILED_VERIFICATION: return "the server's certificate is not trusted";
        case CURLE_SSL_CONNECT_ERROR: return "no secure connection could be agreed on";
        case CURLE_OK:
        case CURLE_GOT_NOTHING: return "the server closed the connection without an answer";
        case CURLE_PARTIAL_FILE: return "the answer ended too early";
        case CURLE_SEND_ERROR:
        case CURLE_RECV_ERROR: return "the connection was lost";
        case CURLE_OPERATION_TIMEDOUT: return ending.connected ? "the time limit ran out" : "no connection in time";
        default: break;
    }
    std::string text = curl_easy_strerror(ending.code);
    if (!text.empty()) text.front() = static_cast<char>(std::tolower(static_cast<unsigned char>(text.front())));
    return text;
}

}  // namespace

Exchange::Delivery delivery_of(const Ending& ending) {
    if (!ending.head) return ending.connected ? Exchange::Delivery::Unanswered : Exchange::Delivery::NotSent;
    switch (ending.cause) {
        case Ending::Cause::Caller: return Exchange::Delivery::Complete;
        case Ending::Cause::BodyLimit:
        case Ending::Cause::HeadLimit: return Exchange::Delivery::CutOff;
        case Ending::Cause::Curl:
        case Ending::Cause::Stall: break;
    }
    // An upload may fail after its whole answer has come: the answer is what counts.
    const bool ended_well = ending.cause == Ending::Cause::Curl && ending.code == CURLE_OK;
    return ended_well || ending.whole_body ? Exchange::Delivery::Complete : Exchange::Delivery::CutOff;
}

std::string trouble_of(const Ending& ending, const Request& request) {
    if (delivery_of(ending) == Exchange::Delivery::Complete) return {};
    switch (ending.cause) {
        case Ending::Cause::BodyLimit: return fmt::format("the answer exceeds {} bytes", request.max_body_bytes);
        case Ending::Cause::HeadLimit: return "the head of the answer is too large";
        case Ending::Cause::Stall:
            return fmt::format("no byte for {:g} s", static_cast<double>(request.stall_limit.count()) / 1000);
        case Ending::Cause::Caller:
        case Ending::Cause::Curl: break;
    }
    return curl_trouble(ending);
}

}  // namespace takt::net
