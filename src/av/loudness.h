// SPDX-License-Identifier: GPL-3.0-or-later
// Loudness of interleaved stereo sound: integrated (EBU R 128, LUFS) and true peak (ITU-R BS.1770, dBTP), by
// libebur128.
#pragma once

#include <memory>
#include <optional>
#include <span>

namespace takt::av {

class LoudnessMeter {
public:
    explicit LoudnessMeter(int sample_rate_hz, int channels = 2);
    ~LoudnessMeter();
    LoudnessMeter(LoudnessMeter&&) noexcept;
    LoudnessMeter& operator=(LoudnessMeter&&) noexcept;

    void add(std::span<const float> interleaved);
    /// Absent when everything was under the absolute gate of −70 LUFS: silence.
    [[nodiscard]] std::optional<double> integrated_lufs() const;
    /// Of the last second added, at least -70 LUFS.
    [[nodiscard]] double last_second_lufs() const;
    /// Over everything added; −infinity for digital silence.
    [[nodiscard]] double true_peak_dbtp() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace takt::av
