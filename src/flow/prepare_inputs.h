// SPDX-License-Identifier: GPL-3.0-or-later
// One call's inputs on their way: all are looked at, equal ones are joined, then what is to be done is done, side by
// side. Used by prepare only; an input that cannot be used becomes an answer, every other failure is thrown.
#pragma once

#include "flow/decision.h"
#include "flow/known_inputs.h"

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace takt::flow {

class Inputs {
public:
    /// All of it outlives this. Without a journal nothing is written: only `look` and `items` may be called.
    Inputs(const PrepareRequest& request, const std::vector<std::filesystem::path>& files, const Project& project,
           jobs::Journal* journal);

    /// Fingerprint, what earlier runs know, else probe, judge and plan.
    void look(Progress& progress, const std::stop_token& stop);
    /// Inputs of the same content become one work.
    void join_equal_ones();
    /// Executes the plans and analyses what comes out.
    void carry_out(Progress& progress, const std::stop_token& stop);
    /// In the order of the files.
    [[nodiscard]] std::vector<PreparedItem> items() const;

private:
    struct Input {
        std::filesystem::path file;
        std::string content;                 ///< its fingerprint; empty when it cannot be read, and in a dry run
        std::string print;                   ///< of its step; as above
        std::optional<Decision> decision;    ///< what is to be done
        std::optional<PreparedItem> item;    ///< the answer, once there is one
        std::optional<std::size_t> same_as;  ///< an earlier input of the same content, which stands for both
    };
    struct Works;

    template <typename Work>
    static void guarded(Input& input, Work work);
    void look_at(Input& input, const std::stop_token& stop);
    [[nodiscard]] std::optional<PreparedItem> answer_of_before(const Input& input);
    void keep_rejection(const Input& input);
    [[nodiscard]] Works works();
    void make(Input& input, Progress& progress, const std::stop_token& stop);

    const PrepareRequest& request_;
    const Project& project_;
    jobs::Journal* journal_;
    std::optional<KnownInputs> known_;
    int jobs_;
    std::vector<Input> inputs_;
};

}  // namespace takt::flow
