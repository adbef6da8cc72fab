// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps an exception that was thrown inside one of libcurl's callbacks until libcurl has returned: C code cannot be
// unwound. Every trampoline of net runs its body through one.
#pragma once

#include <exception>
#include <utility>

namespace takt::net {

class CallbackGuard {
public:
    /// What `body` returns; `failed` when it throws, or when an earlier callback of this transfer has thrown.
    template <typename Result, typename Body>
    Result run(Result failed, Body&& body) noexcept {
        if (caught_) return failed;
        try {
            return std::forward<Body>(body)();
        } catch (...) {
            caught_ = std::current_exception();
            return failed;
        }
    }
    void rethrow() const {
        if (caught_) std::rethrow_exception(caught_);
    }

private:
    std::exception_ptr caught_;
};

}  // namespace takt::net
