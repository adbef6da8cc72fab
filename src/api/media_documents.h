// SPDX-License-Identifier: GPL-3.0-or-later
// One stored file as JSON: the same object stands in the answer to an upload and in a session's state.
#pragma once

#include "api/documents.h"
#include "api/json_reading.h"

#include <vector>

namespace takt::api {

[[nodiscard]] OrderedJson media_to_json(const std::vector<MediaFile>& files);
/// Of an array, or an object whose values are files; whatever is no file is left out.
[[nodiscard]] std::vector<MediaFile> media_from_json(const Json& files);

}  // namespace takt::api
