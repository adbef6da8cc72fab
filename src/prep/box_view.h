// SPDX-License-Identifier: GPL-3.0-or-later
// A box of an MP4 file in memory: numbers by position, children by name. Reading past the end gives zeros; a child that
// claims more than its parent holds ends the list.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace takt::prep {

class BoxView {
public:
    explicit BoxView(std::string_view content) : content_(content) {}

    [[nodiscard]] std::size_t size() const { return content_.size(); }
    [[nodiscard]] std::uint64_t number(std::size_t at, std::size_t bytes) const {
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < bytes; ++i) {
            value = value << 8U | (at + i < content_.size() ? static_cast<unsigned char>(content_[at + i]) : 0U);
        }
        return value;
    }
    [[nodiscard]] std::uint32_t word(std::size_t at) const { return static_cast<std::uint32_t>(number(at, 4)); }
    [[nodiscard]] std::string_view letters(std::size_t at) const {
        return at + 4 <= content_.size() ? content_.substr(at, 4) : std::string_view();
    }

    /// Calls `visit(name, child)` for the children from byte `at` on, until it returns false or `budget` is spent.
    template <typename Visit>
    void children(std::size_t at, int& budget, Visit visit) const {
        while (at + 8 <= content_.size() && budget-- > 0) {
            std::uint64_t length = word(at);
            std::size_t head = 8;
            if (length == 1) {
                length = number(at + 8, 8);
                head = 16;
            }
            if (length == 0) length = content_.size() - at;
            if (length < head || length > content_.size() - at) return;
            if (!visit(letters(at + 4), BoxView(content_.substr(at + head, length - head)))) return;
            at += length;
        }
    }

    /// The first child of that name, looked for from byte `at` on.
    [[nodiscard]] std::optional<BoxView> child(std::string_view name, int& budget, std::size_t at = 0) const {
        std::optional<BoxView> found;
        children(at, budget, [&](std::string_view type, BoxView box) {
            if (type == name) found = box;
            return !found;
        });
        return found;
    }

private:
    std::string_view content_;
};

}  // namespace takt::prep
