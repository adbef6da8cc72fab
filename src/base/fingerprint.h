// SPDX-License-Identifier: GPL-3.0-or-later
// Content fingerprints (XXH3, 64 bits): how the journal knows that an input or an output still is the same bytes.
// They name and compare; they are no defence against forgery.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace takt {

/// Of `bytes`, as 16 hex digits.
[[nodiscard]] std::string fingerprint(std::string_view bytes);

/// Of the whole content of a file, as 16 hex digits. Throws NotFound or Permission.
[[nodiscard]] std::string fingerprint_file(const std::filesystem::path& path);

/// Of bytes that come in pieces.
class Fingerprinter {
public:
    Fingerprinter();
    ~Fingerprinter();
    Fingerprinter(const Fingerprinter&) = delete;
    Fingerprinter& operator=(const Fingerprinter&) = delete;

    void add(std::string_view bytes);
    [[nodiscard]] std::string hex() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace takt
