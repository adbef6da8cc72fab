// SPDX-License-Identifier: GPL-3.0-or-later
// What a request is expected to mean, in the notation that the head of requests.tsv defines, compared with what was
// read. Used by the tests of requests.tsv and followups.tsv only; a line that breaks the notation is a failed match.
#pragma once

#include "takt/edit.h"

#include <optional>
#include <string>
#include <vector>

namespace takt::expectation {

/// The cells of every line that is no comment and not empty.
[[nodiscard]] std::vector<std::vector<std::string>> lines_of(const std::string& file_name);

/// What understand() answered.
struct Answer {
    std::vector<EditOp> ops;
    std::size_t cannot = 0;
    std::string refused;  ///< the message; empty when it was read
};
[[nodiscard]] Answer answer_to(const std::string& request, const std::vector<EditOp>& before = {});

/// Whether the answer is one of the expected readings.
[[nodiscard]] bool matches(const std::string& expected, const Answer& answer);
/// For people: the operations in words, or why it was refused.
[[nodiscard]] std::string described(const Answer& answer);

}  // namespace takt::expectation
