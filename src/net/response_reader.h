// SPDX-License-Identifier: GPL-3.0-or-later
// The head of a response, from the lines that libcurl hands out: interim answers (100 Continue) and trailers are told
// apart from it, and its size is bounded.
#pragma once

#include "net/http.h"

#include <cstddef>
#include <string_view>

namespace takt::net {

class ResponseReader {
public:
    enum class Line {
        Read,
        HeadEnd,  ///< `head()` is whole now
        TooMuch,  ///< over kMaxHeadBytes
    };
    Line read(std::string_view line);
    [[nodiscard]] bool complete() const { return complete_; }
    [[nodiscard]] const ResponseHead& head() const { return head_; }

    static constexpr std::size_t kMaxHeadBytes = 64U << 10U;

private:
    ResponseHead head_;
    std::size_t bytes_ = 0;
    bool complete_ = false;
};

}  // namespace takt::net
