// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/service.h"

#include "base/log.h"
#include "server/answers.h"
#include "server/fault_effects.h"
#include "server/service_parts.h"

#include <fmt/format.h>

#include <exception>
#include <utility>

namespace takt::server {
namespace {

using Kind = Target::Kind;

constexpr std::int64_t kMaxSmallBody = 1 << 20;
constexpr std::int64_t kMaxDraftBody = 4 << 20;
constexpr std::int64_t kFilesPerUpload = 4;

/// What the code around an answer makes of a failure: the envelope, never an exception.
template <typename Make>
auto guarded(const Make& make, bool strict) -> decltype(make()) {
    try {
        return make();
    } catch (const Error& error) {
        if (error.code() == ErrorCode::Internal) log::warning(error.what());
        return {problem_answer(error, strict)};
    } catch (const std::exception& error) {
        log::warning(fmt::format("a request could not be answered: {}", error.what()));
        return {problem_answer(Error(ErrorCode::Internal, "server: an internal error"), strict)};
    }
}

}  // namespace

Service::Parts::Parts(ServiceOptions wanted, Backend& behind, jobs::Journal& memory, FaultScript* script)
    : options(std::move(wanted)),
      backend(behind),
      faults(script),
      accounts(memory, options.clock == nullptr ? system_clock : *options.clock, options.access_token),
      sessions(memory, behind, options.clock == nullptr ? system_clock : *options.clock),
      uploads(options, behind),
      turns(behind, memory, sessions),
      renders(options.root, behind, memory, sessions) {}

Service::Service(ServiceOptions options, Backend& backend, jobs::Journal& journal, FaultScript* faults)
    : parts_(std::make_unique<Parts>(std::move(options), backend, journal, faults)) {}

Service::~Service() = default;

BodyPlan Service::plan_body(const RequestHead& head) {
    const bool strict = parts_->options.strict_statuses;
    const Admission admission =
        guarded([&] { return admit(head, parts_->accounts, parts_->sessions, strict); }, strict);
    if (admission.refusal) return {.kind = BodyPlan::Kind::Refuse, .refusal = admission.refusal};
    BodyPlan plan{.max_bytes = kMaxSmallBody};
    const Kind kind = admission.target->kind;
    if (kind == Kind::Submit) plan.max_bytes = kMaxDraftBody;
    if (kind == Kind::Upload && body_type(head) == BodyType::Multipart) {
        plan.kind = BodyPlan::Kind::Multipart;
        plan.folder = parts_->uploads.incoming();
        plan.max_file_bytes = parts_->options.max_file_bytes;
        plan.max_bytes = kFilesPerUpload * plan.max_file_bytes + kMaxSmallBody;
    }
    return plan;
}

Answer Service::answer(Request request) {
    return guarded([&] { return parts_->answered(request); }, parts_->options.strict_statuses);
}

Answer Service::Parts::answered(const Request& request) {
    const auto target = target_of(request.head.path);
    const FaultSet set = faults != nullptr && target ? faults->next(std::string(route_name(target->kind))) : FaultSet{};
    const bool strict = options.strict_statuses || set.contains("strict_status");
    const auto answer_of = [&]() -> Answer {
        if (auto instead = answer_instead(set, strict)) return *std::move(instead);
        const Admission admission = admit(request.head, accounts, sessions, strict);
        if (admission.refusal) return *admission.refusal;
        return routed(
            {.request = request, .who = admission, .faults = set, .strict = strict, .site = site_of(request.head)});
    };
    Answer answer = guarded(answer_of, strict);
    disturb(answer, set);
    return answer;
}

Answer Service::Parts::routed(const Asked& asked) {
    switch (asked.who.target->kind) {
        case Kind::Token: return token(asked);
        case Kind::Claim: return claim(asked);
        case Kind::Session: return open_session(asked);
        case Kind::Turn: return turn(asked);
        case Kind::Credits: return credits();
        case Kind::Submit: return submit(asked);
        case Kind::Upload: return upload(asked);
        case Kind::State: return state(asked);
        case Kind::Poll: return poll(asked);
        case Kind::Cancel: return cancel(asked);
        case Kind::Download: return download(asked);
        case Kind::UploadedFile: return uploaded_file(asked);
        case Kind::RenderedFile: break;
    }
    return rendered_file(asked);
}

}  // namespace takt::server
