// SPDX-License-Identifier: GPL-3.0-or-later
// Several works at once, shown as one phase: every part has a weight, and its Progress moves the whole by its share.
// Used where files are prepared side by side; parts may be driven from different threads, the view sees one at a time.
#pragma once

#include "takt/progress.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace takt::flow {

class JoinedProgress {
public:
    /// Words for the phase when `done` of the works are finished.
    using Words = std::function<std::string(std::size_t done)>;

    /// Opens the phase over the sum of `weights`, in `unit`: what each part is worth, at least 1.
    JoinedProgress(Progress& shown, Words words, std::string_view unit, const std::vector<std::int64_t>& weights);
    /// For the work of one part, from one thread at a time. Its phases have no names here; one of unknown length, and
    /// every phase after the first, moves nothing until the part is finished.
    [[nodiscard]] Progress& part(std::size_t index);
    /// The part is over, however it ended.
    void finish(std::size_t index);
    /// One more of the works is: the words change.
    void count_one();
    /// Closes the phase; a work that failed leaves it open, as everywhere.
    void end() { shown_.end(); }

private:
    class Part final : public Progress {
    public:
        Part(JoinedProgress& whole, std::int64_t weight) : whole_(whole), weight_(weight) {}
        void begin(std::string_view phase, std::int64_t total, std::string_view unit) override;
        void advance(std::int64_t done) override;
        void end() override {}
        void move_to(std::int64_t at);
        [[nodiscard]] std::int64_t weight() const { return weight_; }

    private:
        JoinedProgress& whole_;
        std::int64_t weight_;
        std::int64_t at_ = 0;
        std::int64_t total_ = 0;
        int phases_ = 0;
    };

    void move_by(std::int64_t by);

    Progress& shown_;
    Words words_;
    std::mutex mutex_;
    std::deque<Part> parts_;
    std::int64_t done_ = 0;
    std::size_t finished_ = 0;
};

}  // namespace takt::flow
