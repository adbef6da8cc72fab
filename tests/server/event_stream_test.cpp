// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/event_stream.h"

#include <gtest/gtest.h>

#include <string>
#include <thread>

namespace takt::server {
namespace {

using State = EventStream::State;

TEST(EventStream, GivesEverythingWrittenSinceTheLastTime) {
    EventStream stream;
    stream.write("a");
    stream.write("b");
    EXPECT_EQ(stream.take().bytes, "ab");
    EXPECT_EQ(stream.take().bytes, "");
    stream.write("c");
    stream.close();
    const EventStream::Taken last = stream.take();
    EXPECT_EQ(last.bytes, "c");
    EXPECT_EQ(last.state, State::Closed);
}

TEST(EventStream, TellsItsReaderOfEachChange) {
    EventStream stream;
    int told = 0;
    stream.notify([&] { ++told; });
    stream.write("a");
    stream.write("b");
    stream.close();
    stream.write("after the end");
    stream.close();
    EXPECT_EQ(told, 3);
}

TEST(EventStream, LetsItsReaderTakeWhileItIsTold) {
    EventStream stream;
    std::string taken;
    stream.notify([&] { taken += stream.take().bytes; });
    stream.write("a");
    stream.write("b");
    EXPECT_EQ(taken, "ab");
}

TEST(EventStream, StaysAsItEnded) {
    EventStream aborted;
    aborted.abort();
    aborted.close();
    aborted.write("x");
    const EventStream::Taken taken = aborted.take();
    EXPECT_EQ(taken.state, State::Aborted);
    EXPECT_EQ(taken.bytes, "");
}

TEST(EventStream, DropsWhatNobodyReads) {
    EventStream stream;
    bool told = false;
    stream.notify([&] { told = true; });
    stream.write("a");
    told = false;
    stream.notify({});
    stream.write("b");
    EXPECT_FALSE(told);
    EXPECT_EQ(stream.take().bytes, "");
}

TEST(EventStream, IsAbortedWhenTooMuchPilesUp) {
    EventStream stream;
    const std::string half(EventStream::kMaxPendingBytes / 2, 'x');
    stream.write(half);
    stream.write(half);
    EXPECT_EQ(stream.take().state, State::Open);
    stream.write(half);
    stream.write(half);
    stream.write("one more");
    const EventStream::Taken taken = stream.take();
    EXPECT_EQ(taken.state, State::Aborted);
    EXPECT_EQ(taken.bytes, "");
}

TEST(EventStream, IsNotToldOfOnceNotifyHasReturned) {
    EventStream stream;
    std::thread writer([&] {
        for (int n = 0; n < 10'000; ++n) stream.write("x");
    });
    {
        int told = 0;  // out of scope below: a late call would be seen by the sanitizers
        stream.notify([&] { ++told; });
        stream.notify({});
    }
    writer.join();
    EXPECT_EQ(stream.take().bytes, "");
}

}  // namespace
}  // namespace takt::server
