// SPDX-License-Identifier: GPL-3.0-or-later
// What anybody may type: any bytes are understood or refused as unclear; what was said lies inside the request, and what
// was understood can be said again.
#include "takt/edit.h"
#include "takt/error.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

void require(bool held) {
    if (!held) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string request(reinterpret_cast<const char*>(data), size);
    try {
        const takt::Reading reading = takt::understand(request);
        require(!reading.read.empty());
        for (const takt::Reading::Read& read : reading.read) {
            require(read.said.begin <= read.said.end && read.said.end <= size);
            require(!takt::words(read.op).empty());
        }
    } catch (const takt::Error& error) {
        require(error.code() == takt::ErrorCode::EditUnclear);
    }
    return 0;
}
