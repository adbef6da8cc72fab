// SPDX-License-Identifier: GPL-3.0-or-later
// What makes one preparation another: the content and every limit and wish that changes the result. Keys of journal
// rows, and the names of prepared files.
#pragma once

#include "flow/prepare.h"

#include <filesystem>
#include <string>

namespace takt::flow {

/// Of the step that makes the prepared file.
[[nodiscard]] std::string step_fingerprint(const std::string& content, const PrepareRequest& request);

/// Of a rejection: it also depends on limits that change no accepted file, and its sentences hold the file's name.
[[nodiscard]] std::string rejection_key(const std::string& content, const std::filesystem::path& file,
                                        const PrepareRequest& request);

/// "<stem>-<first eight digits>.<extension>". Readable, short enough for any file system, and always UTF-8 without
/// control characters, whatever the input is called.
[[nodiscard]] std::string prepared_name(const std::filesystem::path& input, const std::string& fingerprint,
                                        const std::string& extension);

}  // namespace takt::flow
