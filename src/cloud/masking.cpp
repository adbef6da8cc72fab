// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud/masking.h"

namespace takt::cloud {

std::string without(const std::string& text, const std::string& secret) {
    if (secret.empty()) return text;
    std::string masked;
    std::size_t begin = 0;
    for (auto at = text.find(secret); at != std::string::npos; at = text.find(secret, begin)) {
        masked.append(text, begin, at - begin).append("***");
        begin = at + secret.size();
    }
    return masked.append(text, begin);
}

}  // namespace takt::cloud
