// SPDX-License-Identifier: GPL-3.0-or-later
// For tests that use a library which loses memory by itself, where the leak sanitizer cannot see that it is that
// library: it allocates through libavutil, whose frames cannot be walked through.
#pragma once

#if defined(__SANITIZE_ADDRESS__)
#define TAKT_LEAKS_ARE_REPORTED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define TAKT_LEAKS_ARE_REPORTED 1
#endif
#endif

#ifdef TAKT_LEAKS_ARE_REPORTED
#include <sanitizer/lsan_interface.h>
#endif

namespace takt::test {

/// What this thread allocates while it lives is not missed.
class [[maybe_unused]] LeaksOfOthers {
public:
    LeaksOfOthers() = default;
    LeaksOfOthers(const LeaksOfOthers&) = delete;
    LeaksOfOthers& operator=(const LeaksOfOthers&) = delete;
    ~LeaksOfOthers() = default;

private:
#ifdef TAKT_LEAKS_ARE_REPORTED
    __lsan::ScopedDisabler disabled_;
#endif
};

}  // namespace takt::test
