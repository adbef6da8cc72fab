// SPDX-License-Identifier: GPL-3.0-or-later
// From the addresses in a draft back to the project's files. Pure.
#pragma once

#include "jobs/orders.h"

#include <string>
#include <vector>

namespace takt::flow {

/// The name of the file behind `source`: as it was uploaded, else the last part of the address.
[[nodiscard]] std::string file_name_of(const std::string& source, const std::vector<jobs::UploadRow>& uploads);

}  // namespace takt::flow
