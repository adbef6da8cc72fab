// SPDX-License-Identifier: GPL-3.0-or-later
// Pixels and samples of every real file beside the project after preparation, against a reference decode of the source
// (support/reference_*.h). Prints a table; each line that does not hold fails.
#include "takt/error.h"
#include "takt/preparation.h"

#include "prep_media/picture_check.h"
#include "prep_media/shared_media.h"
#include "prep_media/sound_check.h"
#include "support/reference_input.h"
#include "support/temp_dir.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>

namespace takt::test {
namespace {

struct Row {
    std::string file;
    std::string verdict = "rejected";
    std::string action = "-";
    std::optional<PictureFindings> picture;
    std::optional<SoundFindings> sound;
    std::vector<std::string> faults;
};

void print(const Row& row) {
    fmt::print("{:48.48} {:9}{:10}", row.file, row.verdict, row.action);
    if (row.picture) {
        fmt::print(" dY {:4.2f} dC {:4.2f} {:4} frames {:+4.0f} ms", row.picture->y, row.picture->colour,
                   row.picture->frames, row.picture->late_ms);
    } else {
        fmt::print("{:38}", "");
    }
    if (row.sound) fmt::print("  sound {:+5.1f} ms {:+4.1f} dB", row.sound->late_ms, row.sound->level_db);
    fmt::print("{}\n", row.faults.empty() ? "" : "  DOES NOT HOLD");
    for (const std::string& fault : row.faults) fmt::print("    {}\n", fault);
}

void move_into(std::vector<std::string>& all, std::vector<std::string>& some) {
    all.insert(all.end(), some.begin(), some.end());
}

/// What the clock shows when presentation begins: the earliest frame of the streams that are used.
Us zero_of(const std::filesystem::path& path, int video, int audio) {
    std::optional<Us> zero;
    ReferenceInput input(path);
    for (const int index : {video, audio}) {
        if (index < 0) continue;
        const std::int64_t start = input.stream(index).start_time;
        if (start == AV_NOPTS_VALUE) continue;
        const Us time{av_rescale_q(start, input.stream(index).time_base, {1, 1'000'000})};
        zero = std::min(zero.value_or(time), time);
    }
    return zero.value_or(Us{0});
}

struct Bytes {
    std::vector<std::string> packets;
};

Bytes packets_of(const std::filesystem::path& path, int stream) {
    Bytes bytes;
    ReferenceInput input(path);
    const bool adts = std::string_view(input.context().iformat->name) == "aac";
    input.for_each_packet(stream, [&](const AVPacket& packet) {
        // ADTS carries a header of seven bytes (nine with a checksum) before each frame; MP4 does not.
        const int head = !adts ? 0 : (packet.data[1] & 1) != 0 ? 7 : 9;
        bytes.packets.emplace_back(reinterpret_cast<const char*>(packet.data) + head,
                                   static_cast<std::size_t>(packet.size - head));
    });
    return bytes;
}

void expect_same_packets(Row& row, const char* what, const Plan& plan, int from, const MediaInfo& output, int to) {
    const Bytes wanted = packets_of(plan.input, from);
    const Bytes found = packets_of(output.path, to);
    if (wanted.packets != found.packets) {
        row.faults.push_back(fmt::format("{}: {} packets became {}, or their bytes changed", what,
                                         wanted.packets.size(), found.packets.size()));
    }
}

void check_streams(Row& row, const MediaInfo& source, const Plan& plan, const MediaInfo& output) {
    const auto* encoded = std::get_if<Transcode>(&plan.action);
    const int video = plan.video_stream >= 0 && output.video() != nullptr ? output.video()->index : -1;
    const int audio = output.audio() != nullptr ? output.audio()->index : -1;
    const Us source_zero = zero_of(plan.input, plan.video_stream, plan.audio_stream);
    const Us output_zero = zero_of(output.path, video, audio);
    if ((video >= 0) != (plan.video_stream >= 0)) row.faults.emplace_back("the picture is missing");
    if ((audio >= 0) != (plan.audio_stream >= 0)) row.faults.emplace_back("the sound is missing");
    if (video >= 0 && plan.video_stream >= 0) {
        row.picture = check_clip(source, plan, output, source_zero, output_zero);
        move_into(row.faults, row.picture->faults);
        std::vector<std::string> headers = header_faults(output.path, video);
        move_into(row.faults, headers);
        if (encoded == nullptr || encoded->copy_video) {
            expect_same_packets(row, "picture", plan, plan.video_stream, output, video);
        }
    }
    if (audio < 0 || plan.audio_stream < 0) return;
    row.sound = check_sound(reference_sound(plan.input, plan.audio_stream), source_zero,
                            reference_sound(output.path, audio), output_zero);
    move_into(row.faults, row.sound->faults);
    if (encoded == nullptr || encoded->copy_audio) {
        expect_same_packets(row, "sound", plan, plan.audio_stream, output, audio);
    }
}

/// Absent when the file was refused.
std::optional<Row> prepare_and_check(const std::filesystem::path& input, const std::filesystem::path& folder) {
    Row row{.file = input.filename().string()};
    const MediaInfo source = probe(input);
    const Verdict verdict = judge(source);
    if (verdict.outcome == Outcome::Rejected) return std::nullopt;
    Plan plan = plan_preparation(source, verdict);
    row.verdict = verdict.outcome == Outcome::Accepted ? "accepted" : "fixed";
    row.action = action_name(plan.action);
    const std::filesystem::path path = folder / ("prepared." + plan.extension);
    NoProgress quiet;
    const Executed seen = execute(plan, path, quiet);
    if (std::any_of(seen.notes.begin(), seen.notes.end(),
                    [](const std::string& note) { return note.ends_with("encoded anew"); })) {
        // Damage found on the way: nothing of it was copied.
        plan.action = Transcode{.video = VideoTarget{}, .audio = true};
        row.action = "encoded";
    }
    const MediaInfo output = probe(path);
    if (source.kind == MediaKind::Still) {
        row.picture = check_still(source, output);
        move_into(row.faults, row.picture->faults);
    } else {
        check_streams(row, source, plan, output);
    }
    return row;
}

TEST(RealFiles, LookAndSoundAfterPreparationAsTheirSourcesDo) {
    if (!std::filesystem::exists(shared_media())) GTEST_SKIP() << "skipped: ../shared is not here";
    const TempDir folder;
    std::size_t checked = 0;
    std::size_t held = 0;
    for (const std::filesystem::path& input : shared_media_files()) {
        std::optional<Row> row;
        try {
            row = prepare_and_check(input, folder.path());
        } catch (const Error& refused) {
            // shared_media_test.cpp knows which may be.
            fmt::print("{:48.48} refused: {}\n", input.filename().string(), refused.what());
            continue;
        } catch (const std::exception& failed) {
            row = Row{.file = input.filename().string(), .faults = {failed.what()}};
        }
        if (!row) continue;
        print(*row);
        ++checked;
        held += row->faults.empty() ? 1 : 0;
        EXPECT_TRUE(row->faults.empty()) << row->file << ": " << fmt::format("{}", fmt::join(row->faults, "; "));
    }
    fmt::print("{} of {} hold\n", held, checked);
    EXPECT_GT(checked, 0U);
}

}  // namespace
}  // namespace takt::test
