// SPDX-License-Identifier: GPL-3.0-or-later
// How long work reports itself. The command line draws a bar from it, programs read it as ndjson, tests count it.
// Calls may come from any thread, but for one Progress object they come from one thread at a time.
#pragma once

#include <cstdint>
#include <string_view>

namespace takt {

class Progress {
public:
    virtual ~Progress() = default;
    /// Opens a phase: `total` in `unit` ("frames", "ms", "bytes"); 0 when nobody can know.
    virtual void begin(std::string_view phase, std::int64_t total, std::string_view unit) = 0;
    /// `done` counts from 0 to the phase's total; it never goes back within a phase.
    virtual void advance(std::int64_t done) = 0;
    virtual void end() = 0;
    /// The open phase in other words ("prepare 3 of 12 files"). Views whose readers match phases by name keep the
    /// first.
    virtual void reword(std::string_view phase) { (void)phase; }
};

/// For callers that do not care.
class NoProgress final : public Progress {
public:
    void begin(std::string_view, std::int64_t, std::string_view) override {}
    void advance(std::int64_t) override {}
    void end() override {}
};

}  // namespace takt
