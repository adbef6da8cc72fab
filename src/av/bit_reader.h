// SPDX-License-Identifier: GPL-3.0-or-later
// Bits and Exp-Golomb numbers of a NAL unit's payload, with the emulation prevention bytes passed over
// (ITU-T H.264, 7.3.1 and 9.1). Reading beyond the end gives zeros and is remembered.
#pragma once

#include <cstdint>
#include <span>

namespace takt::av {

class BitReader {
public:
    explicit BitReader(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

    [[nodiscard]] bool overrun() const { return overrun_; }

    /// 0 to 32 bits.
    std::uint32_t bits(int count) {
        std::uint32_t value = 0;
        for (int i = 0; i < count; ++i) value = value << 1U | bit();
        return value;
    }
    bool flag() { return bit() != 0; }
    /// ue(v); longer codes than 32 bits count as overrun.
    std::uint32_t number() {
        int zeros = 0;
        while (!overrun_ && bit() == 0) ++zeros;
        if (zeros > 31) overrun_ = true;
        return overrun_ ? 0 : (1U << static_cast<unsigned>(zeros)) - 1 + bits(zeros);
    }
    /// se(v)
    std::int64_t signed_number() {
        const std::int64_t code = number();
        return code % 2 == 0 ? -code / 2 : (code + 1) / 2;
    }

private:
    std::uint32_t bit() {
        if (position_ == 0 && at_ >= 2 && at_ < bytes_.size() && bytes_[at_] == 3 && bytes_[at_ - 1] == 0 &&
            bytes_[at_ - 2] == 0) {
            ++at_;
        }
        if (at_ >= bytes_.size()) {
            overrun_ = true;
            return 0;
        }
        const std::uint32_t value = (bytes_[at_] >> (7U - position_)) & 1U;
        position_ = (position_ + 1) % 8;
        if (position_ == 0) ++at_;
        return value;
    }

    std::span<const std::uint8_t> bytes_;
    std::size_t at_ = 0;
    unsigned position_ = 0;
    bool overrun_ = false;
};

}  // namespace takt::av
