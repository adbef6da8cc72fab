// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/sources.h"

#include "flow/deliver.h"

#include <fmt/format.h>

#include <algorithm>

namespace takt::flow {
namespace {

/// Signatures behind the "?" change with every reading.
std::string bare(const std::string& address) {
    return address.substr(0, address.find_first_of("?#"));
}

}  // namespace

std::string file_name_of(const std::string& source, const std::vector<jobs::UploadRow>& uploads) {
    const std::string address = bare(source);
    const auto row = std::find_if(uploads.begin(), uploads.end(),
                                  [&](const jobs::UploadRow& upload) { return bare(upload.address) == address; });
    return row != uploads.end() ? row->name : address.substr(address.find_last_of('/') + 1);
}

Draft localised(const Draft& draft, const SessionId& session, const Project& project, const jobs::Journal& journal) {
    const auto uploads = journal.uploads(session.value);
    Draft here = draft;
    for (Track& track : here.tracks) {
        for (Segment& segment : track.segments) {
            if (segment.source.empty()) continue;
            const std::string name = file_name_of(segment.source, uploads);
            const auto item =
                std::find_if(project.inputs.begin(), project.inputs.end(), [&](const PreparedItem& candidate) {
                    return candidate.output && candidate.output->path.filename() == name;
                });
            if (item == project.inputs.end()) {
                throw Error(ErrorCode::NotFound,
                            fmt::format("{}: the draft shows it, but it is none of the project's files; it can only be "
                                        "rendered by the service",
                                        name));
            }
            segment.source = item->output->path.lexically_proximate(project.root).string();
        }
    }
    return here;
}

}  // namespace takt::flow
