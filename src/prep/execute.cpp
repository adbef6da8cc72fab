// SPDX-License-Identifier: GPL-3.0-or-later
// execute: a thin loop over what the plan decided. Write the .part file, prove it, give it its name.
#include "takt/error.h"
#include "takt/preparation.h"

#include "prep/copy_file.h"
#include "prep/examine.h"
#include "prep/part_file.h"
#include "prep/proven.h"
#include "prep/smart_trim.h"
#include "prep/still.h"
#include "prep/strip_picture.h"
#include "prep/write_media.h"
#include "prep/written.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace takt {
namespace {

using namespace prep;

/// A still: encoded anew when the action says so, else the same compressed picture without what travels along.
Executed write_picture(const Plan& plan, const std::filesystem::path& output, Progress& progress,
                       const std::stop_token& stop) {
    PartFile file(output);
    progress.begin(fmt::format("{} {}", action_name(plan.action), plan.input.filename().string()), 1, "frames");
    const auto* still = std::get_if<ConvertStill>(&plan.action);
    const Written written =
        still != nullptr ? convert_still(plan, *still, file.part(), stop) : strip_picture(plan, file.part(), stop);
    const MediaInfo info = prove(file.part(), output.filename().string(), written, stop);
    Executed seen{.measures = {}, .loudness = {}, .thumbnails = {}, .removed = proven_removed(plan, info), .notes = {}};
    file.publish();
    progress.advance(1);
    progress.end();
    return seen;
}

bool is_encoded(const Action& action) {
    const auto* encoded = std::get_if<Transcode>(&action);
    return encoded != nullptr && encoded->video.has_value();
}

/// What the writing itself did not see: the picture unless it was encoded, the sound unless it was.
Extras still_wanted(const Plan& plan, const Extras& extras, const Executed& seen) {
    Extras rest = extras;
    if (is_encoded(plan.action)) {
        rest = Extras{.proxy = {}, .thumbnails = 0, .measures = false, .loudness = rest.loudness};
    }
    rest.loudness = rest.loudness && !seen.loudness;
    return rest;
}

/// Damage inside packets shows when they are decoded: then they are encoded anew, as players pass over it.
Executed write_or_encode(const Plan& plan, const std::filesystem::path& output, const Extras& extras,
                         Progress& progress, const std::stop_token& stop) {
    if (auto seen = write_media(plan, output, extras, progress, stop)) return *std::move(seen);
    MediaInfo info = probe(plan.input, {}, stop);
    info.decode_errors = std::max(1, info.decode_errors);
    const Wishes wishes{.keep_audio = {}, .keep_metadata = plan.keep_metadata};
    Plan encoded = plan_preparation(info, judge(info, {}, wishes), {}, wishes);
    encoded.audio_stream = plan.audio_stream;
    encoded.max_bytes = plan.max_bytes;
    auto seen = write_media(encoded, output, extras, progress, stop);
    if (!seen) {
        throw Error(ErrorCode::Corrupt,
                    fmt::format("{}: too damaged to be used; copy it again", plan.input.filename().string()));
    }
    seen->notes.emplace_back("its picture is damaged: it was encoded anew");
    return *std::move(seen);
}

/// A cut that cannot be made by copying after all is made by encoding.
Executed cut(const Plan& plan, const SmartTrim& copying, const std::filesystem::path& output, const Extras& extras,
             Progress& progress, const std::stop_token& stop) {
    Executed seen;
    const auto obstacle = smart_trim(plan, copying, output, seen, progress, stop);
    if (!obstacle) {
        examine(output, still_wanted(plan, extras, seen), seen, stop);
        return seen;
    }
    seen = write_or_encode(without_copying(plan, copying), output, extras, progress, stop);
    seen.notes.push_back(fmt::format("could not be cut by copying: {}; it was encoded", *obstacle));
    return seen;
}

}  // namespace

Executed execute(const Plan& plan, const std::filesystem::path& output, Progress& progress, std::stop_token stop,
                 const Extras& extras) {
    if (const auto* copying = std::get_if<SmartTrim>(&plan.action)) {
        return cut(plan, *copying, output, extras, progress, stop);
    }
    Executed seen;
    if (std::holds_alternative<Copy>(plan.action)) {
        copy_file(plan.input, output, progress, stop);
    } else if (std::holds_alternative<ConvertStill>(plan.action) || strips_picture(plan)) {
        seen = write_picture(plan, output, progress, stop);
    } else {
        seen = write_or_encode(plan, output, extras, progress, stop);
    }
    examine(output, still_wanted(plan, extras, seen), seen, stop);
    return seen;
}

}  // namespace takt
