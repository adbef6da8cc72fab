// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/byte_range.h"

#include <gtest/gtest.h>

#include <string>

namespace takt::server {
namespace {

TEST(ByteRange, IsReadAsRfc9110Says) {
    struct Row {
        std::string header;
        std::int64_t size_bytes;
        RangeWish wish;
    };
    for (const Row& row : {
             Row{"", 10, WholeFile{}},
             Row{"bytes=0-0", 10, ByteRange{0, 1}},
             Row{"Bytes=2-5", 10, ByteRange{2, 6}},
             Row{"bytes= 2-5 ", 10, ByteRange{2, 6}},
             Row{"bytes=2-", 10, ByteRange{2, 10}},
             Row{"bytes=2-99999999999999999999999", 10, ByteRange{2, 10}},
             Row{"bytes=-3", 10, ByteRange{7, 10}},
             Row{"bytes=-30", 10, ByteRange{0, 10}},
             Row{"bytes=9-9", 10, ByteRange{9, 10}},
             Row{"bytes=10-", 10, NoSuchRange{}},
             Row{"bytes=99999999999999999999999-", 10, NoSuchRange{}},
             Row{"bytes=-0", 10, NoSuchRange{}},
             Row{"bytes=0-", 0, NoSuchRange{}},
             Row{"bytes=-1", 0, NoSuchRange{}},
             Row{"bytes=5-2", 10, NoSuchRange{}},
             Row{"bytes=", 10, NoSuchRange{}},
             Row{"bytes=-", 10, NoSuchRange{}},
             Row{"bytes=a-b", 10, NoSuchRange{}},
             Row{"bytes=1-2x", 10, NoSuchRange{}},
             Row{"bytes=+1-2", 10, NoSuchRange{}},
             Row{"bytes=--1", 10, NoSuchRange{}},
             Row{"bytes=0-1,4-5", 10, WholeFile{}},
             Row{"items=0-1", 10, WholeFile{}},
         }) {
        EXPECT_TRUE(read_range(row.header, row.size_bytes) == row.wish) << row.header;
    }
}

}  // namespace
}  // namespace takt::server
