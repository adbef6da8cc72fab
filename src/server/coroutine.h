// SPDX-License-Identifier: GPL-3.0-or-later
// Boost.Asio's coroutines as the transport uses them: errors are values, since a client that leaves is no surprise.
// Included by every file of the transport that waits. Every co_await is a statement or an initializer of its own, its
// arguments named: inside a condition, GCC 12 compiles it into a crash.
#pragma once

#ifdef __SANITIZE_THREAD__
// ThreadSanitizer does not see fences, and GCC warns of each; Asio's locks order the same accesses.
#define BOOST_ASIO_DISABLE_FENCED_BLOCK
#endif

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/use_awaitable.hpp>

// GCC 12 takes the operators new and delete of Asio's coroutine frames for a mismatched pair once it has inlined one of
// them. It reports that at the coroutine, so it is turned off for the files that have any.
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"

namespace takt::server {

template <class T>
using Awaitable = boost::asio::awaitable<T>;

/// Awaiting with this gives (error, result…) instead of throwing.
inline constexpr auto kNoThrow = boost::asio::as_tuple(boost::asio::use_awaitable);

}  // namespace takt::server
