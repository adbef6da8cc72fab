// SPDX-License-Identifier: GPL-3.0-or-later
// What the service consists of, and one function for each endpoint. They throw takt::Error for whatever the envelope
// can say; the service catches it. Only service.cpp and the endpoints' files include this.
#pragma once

#include "server/accounts.h"
#include "server/admission.h"
#include "server/faults.h"
#include "server/renders.h"
#include "server/service.h"
#include "server/sessions.h"
#include "server/turns.h"
#include "server/uploads.h"

#include <string>
#include <string_view>

namespace takt::server {

/// A request that may be answered.
struct Asked {
    const Request& request;
    const Admission& who;
    const FaultSet& faults;
    bool strict = false;
    std::string site;  ///< how the client calls us

    [[nodiscard]] bool fault(std::string_view name) const { return faults.contains(std::string(name)); }
};

struct Service::Parts {
    Parts(ServiceOptions wanted, Backend& behind, jobs::Journal& memory, FaultScript* script);

    Answer answered(const Request& request);
    Answer routed(const Asked& asked);

    Answer token(const Asked& asked);
    Answer claim(const Asked& asked);
    Answer open_session(const Asked& asked);
    Answer credits();
    Answer upload(const Asked& asked);
    Answer uploaded_file(const Asked& asked);
    Answer state(const Asked& asked);
    Answer turn(const Asked& asked);

    Answer submit(const Asked& asked);
    Answer poll(const Asked& asked);
    Answer cancel(const Asked& asked);
    Answer download(const Asked& asked);
    Answer rendered_file(const Asked& asked);
    /// Absent when there is none of this id, or it is someone else's.
    std::optional<RenderView> render_of(const Asked& asked);

    const ServiceOptions options;
    SystemClock system_clock;
    Backend& backend;
    FaultScript* faults;
    Accounts accounts;
    Sessions sessions;
    Uploads uploads;
    Turns turns;      // after what their threads use
    Renders renders;  // likewise
};

}  // namespace takt::server
