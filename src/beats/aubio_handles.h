// SPDX-License-Identifier: GPL-3.0-or-later
// The aubio objects takt owns, as unique_ptrs. aubio's header enters the project here, and only `beats` sees it.
#pragma once

#include <aubio/aubio.h>

#include <memory>
#include <new>

namespace takt::beats {

struct Free {
    void operator()(aubio_fft_t* fourier) const noexcept { del_aubio_fft(fourier); }
    void operator()(fvec_t* vector) const noexcept { del_fvec(vector); }
};

using FourierPtr = std::unique_ptr<aubio_fft_t, Free>;
using VectorPtr = std::unique_ptr<fvec_t, Free>;

/// aubio answers null when it cannot make an object; with fixed, valid sizes that means out of memory.
template <typename T>
[[nodiscard]] std::unique_ptr<T, Free> own(T* object) {
    if (object == nullptr) throw std::bad_alloc();
    return std::unique_ptr<T, Free>(object);
}

}  // namespace takt::beats
