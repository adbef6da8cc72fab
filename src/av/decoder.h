// SPDX-License-Identifier: GPL-3.0-or-later
// One stream's decoder. "Not yet" and "no more" are answers, not errors; a damaged packet is counted and passed over,
// as a player would do, and whoever cares asks `damaged_packets()`.
#pragma once

#include "av/handles.h"

#include <string>

namespace takt::av {

enum class Pull { NeedInput, Frame, End };

struct DecoderOptions {
    int threads = 0;  ///< 0: one for each core
    std::int64_t max_pixels = 8192LL * 8192;
    bool cheap = false;            ///< skip the loop filter: for measuring, not for showing
    bool references_only = false;  ///< skip frames that no other one is made from: for proofs
};

class Decoder {
public:
    /// Throws NoDecodableStream.
    explicit Decoder(const AVStream& stream, const DecoderOptions& options = {});

    /// Gives a packet, or null to drain. Receive until NeedInput before the next one.
    void send(const AVPacket* packet);
    [[nodiscard]] Pull receive(AVFrame& frame);
    /// Forgets everything, for use after a seek.
    void flush();

    [[nodiscard]] int damaged_packets() const { return damaged_packets_; }
    [[nodiscard]] const AVCodecContext& context() const { return *context_; }

private:
    CodecContextPtr context_;
    int damaged_packets_ = 0;
};

}  // namespace takt::av
