// SPDX-License-Identifier: GPL-3.0-or-later
#include "takt/edit_op.h"

#include <gtest/gtest.h>

namespace takt {
namespace {

TEST(OperationsAsJson, NameTheOperationAndItsUnits) {
    EXPECT_EQ(ops_to_json({op::MusicFrom{Ms{45'000}}, op::EndOnBeat{}}),
              R"([{"op":"music_from","source_ms":45000},{"op":"end_on_beat"}])");
}

TEST(OperationsAsJson, TellStretchesAsTheyWereSaid) {
    const Stretch last_twenty{{Ms{20'000}, true}, {Ms{0}, true}};
    EXPECT_EQ(ops_to_json({op::RemoveStretches{{last_twenty}}}),
              R"([{"op":"remove_stretches","stretches":[{"begin":{"ms":20000,"from_end":true},)"
              R"("end":{"ms":0,"from_end":true}}]}])");
}

TEST(OperationsAsJson, LeaveOutWhatWasNotSaid) {
    EXPECT_EQ(ops_to_json({op::Fade{{Target::Kind::Music, {}, {}}, true, false, {}}}),
              R"([{"op":"fade","target":{"kind":"music"},"in":true,"out":false}])");
    EXPECT_EQ(ops_to_json({op::ChangeText{{Target::Kind::Titles, {2}, {}}, {}, {}, {}, {}}}),
              R"([{"op":"change_text","target":{"kind":"titles","numbers":[2]},"style":{}}])");
}

TEST(OperationsAsJson, AreValidJsonWhateverWasTyped) {
    EXPECT_EQ(ops_to_json({op::AddCaptions{"\xff\".srt"}}),
              "[{\"op\":\"add_captions\",\"file\":\"\xEF\xBF\xBD\\\".srt\"}]");
}

}  // namespace
}  // namespace takt
