// SPDX-License-Identifier: GPL-3.0-or-later
// The text of one turn, each word once: deltas are followed by a message that repeats them (contract, section 6.5), and
// the service's apology must wait until it is known whether anything comes after it. Used by TurnReader.
//
//     delta "The " · delta "end." · whole "The end." · whole "Bye."   →   "The " "end." "\nBye."
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace takt::api {

class TurnText {
public:
    using Pieces = std::vector<std::string>;  ///< to print one after the other, as they are

    [[nodiscard]] Pieces delta(const std::string& author, std::string_view text);
    /// A complete message. A paragraph ends here.
    [[nodiscard]] Pieces whole(const std::string& author, std::string_view text);
    /// A tool stands between what came and what comes.
    [[nodiscard]] Pieces interrupted();

    struct End {
        Pieces pieces;
        std::string apology;  ///< the last text; empty: there was none
    };
    [[nodiscard]] End finish();

    [[nodiscard]] bool shown_anything() const { return shown_anything_; }
    /// More was sent in deltas than anyone has written; nothing more is taken.
    [[nodiscard]] bool overflowed() const { return kept_bytes_ > kMaxKeptBytes; }

    static constexpr std::size_t kMaxKeptBytes = 8U << 20U;

private:
    enum class Held { Nothing, MaybeApology, Apology };

    void print(const std::string& author, std::string_view text, Pieces& pieces);
    void end_paragraph(Pieces& pieces);
    void give_out(std::string text, Pieces& pieces);
    void release(Pieces& pieces);

    std::map<std::string, std::string> deltas_;  // per author: not yet repeated by a whole message
    std::size_t kept_bytes_ = 0;
    std::string last_author_;
    bool paragraph_over_ = false;
    bool may_apologise_ = true;  // what comes next may be the beginning of an apology
    Held held_ = Held::Nothing;
    std::string held_back_;  // not yet given out, with its line feed
    std::string candidate_;  // the part of it that is compared
    char last_shown_ = '\n';
    bool shown_anything_ = false;
};

}  // namespace takt::api
