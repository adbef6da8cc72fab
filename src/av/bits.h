// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a codec's header bit by bit. Past the end it gives zeros and says so once asked: readers check `ok()` at the
// end instead of after every field.
#pragma once

#include <cstdint>
#include <span>

namespace takt::av {

class Bits {
public:
    explicit Bits(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

    /// The next `count` bits, 0 to 32.
    std::uint32_t take(int count) {
        std::uint32_t value = 0;
        for (int i = 0; i < count; ++i) value = value << 1U | bit();
        return value;
    }
    bool flag() { return bit() != 0; }
    void skip(int count) { at_ += static_cast<std::size_t>(count); }

    /// Exp-Golomb codes of ITU-T H.264, 9.1.
    std::uint32_t unsigned_code() {
        int zeros = 0;
        while (zeros < 32 && ok() && bit() == 0) ++zeros;
        return zeros >= 32 ? 0 : (1U << static_cast<unsigned>(zeros)) - 1 + take(zeros);
    }
    std::int32_t signed_code() {
        const std::uint32_t code = unsigned_code();
        const auto half = static_cast<std::int32_t>(code / 2 + code % 2);
        return code % 2 == 1 ? half : -half;
    }

    [[nodiscard]] bool ok() const { return at_ <= bytes_.size() * 8; }
    [[nodiscard]] std::size_t left() const { return ok() ? bytes_.size() * 8 - at_ : 0; }

private:
    std::uint32_t bit() {
        const std::size_t at = at_++;
        if (at >= bytes_.size() * 8) return 0;
        return (bytes_[at / 8] >> (7 - at % 8)) & 1U;
    }

    std::span<const std::uint8_t> bytes_;
    std::size_t at_ = 0;
};

}  // namespace takt::av
