// SPDX-License-Identifier: GPL-3.0-or-later
// Misbehaviour on demand (`takt serve --faults FILE`): each form that the contract's section 15 names, scripted per
// request, so that a client can be proven against it. Nothing here happens without a script.
#pragma once

#include "server/http.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace takt::server {

/// What is to go wrong with one request: fault name → value.
using FaultSet = std::map<std::string, std::string>;

/// One scripted fault: from the `first`-th request of a route (from 1) on, for `times` requests, does `what`.
struct Fault {
    std::string on;    ///< a route by name ("turn", "upload", "state", "poll", …), or "*": any
    std::string what;  ///< one of fault_names()
    int first = 1;
    int times = 1;      ///< 0: for ever
    std::string value;  ///< a number or a text, where the fault takes one
};

/// Every fault there is, with a sentence each, for --help and the man page.
struct FaultName {
    std::string_view name;
    std::string_view does;
};
[[nodiscard]] const std::vector<FaultName>& fault_names();

/// The JSON document takt.faults/1:
/// {"schema":"takt.faults/1","faults":[{"on":"turn","what":"reset_mid_frame","first":1, "times":1,"value":""}]}. Throws
/// Usage, naming the place.
[[nodiscard]] std::vector<Fault> faults_from_json(const std::string& text);

/// Any thread may call.
class FaultScript {
public:
    explicit FaultScript(std::vector<Fault> faults);
    /// Counts this request of the route, and says what is to go wrong with it.
    [[nodiscard]] FaultSet next(const std::string& route);

private:
    std::mutex mutex_;
    std::vector<Fault> faults_;
    std::map<std::string, int> seen_;
};

}  // namespace takt::server
