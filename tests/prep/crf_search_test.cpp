// SPDX-License-Identifier: GPL-3.0-or-later
#include "prep/crf_search.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>

namespace takt::prep {
namespace {

/// Goes until the size is in (97 %, 100 %] of `limit`; answers how many, or 0 when `most` were not enough.
int goes_until_it_lands(CrfSearch search, std::int64_t limit, const std::function<double(double)>& bytes_at, int most) {
    search.hint(30, std::llround(bytes_at(30) * 1.2));
    for (int go = 1; go <= most; ++go) {
        const double crf = search.next();
        const std::int64_t bytes = std::llround(bytes_at(crf));
        if (bytes <= limit && static_cast<double>(bytes) > 0.97 * static_cast<double>(limit)) return go;
        search.seen(crf, bytes);
    }
    return 0;
}

TEST(CrfSearch, LandsInAFewGoesWhereBitsHalveEvenly) {
    for (const double halving : {1.5, 4.0, 6.0, 9.0}) {
        for (const std::int64_t limit : {40'000, 150'000, 900'000}) {
            const auto bytes_at = [&](double crf) { return 200'000 * std::exp2((28 - crf) / halving); };
            const int goes = goes_until_it_lands(CrfSearch(1, limit), limit, bytes_at, 4);
            EXPECT_GT(goes, 0) << halving << ", " << limit;
        }
    }
}

TEST(CrfSearch, FindsAPlaceOnACliff) {
    // Noise: within a third of a step the encoder gives up nearly all of it.
    const auto bytes_at = [](double crf) { return 60'000 + 400'000 / (1 + std::exp((crf - 29.4) * 12)); };
    EXPECT_GT(goes_until_it_lands(CrfSearch(1, 200'000), 200'000, bytes_at, 13), 0);
}

TEST(CrfSearch, IsNeverFinerThanAsked) {
    CrfSearch search(20, 1'000'000);
    search.hint(22, 1'000);
    EXPECT_EQ(search.next(), 20);
}

TEST(CrfSearch, RemembersTheFinestThatFits) {
    CrfSearch search(1, 100'000);
    EXPECT_FALSE(search.fitting());
    search.seen(26, 130'000);
    search.seen(30, 60'000);
    search.seen(28, 90'000);
    EXPECT_EQ(search.fitting(), 28);
    EXPECT_GT(search.next(), 26);
    EXPECT_LT(search.next(), 28);
}

}  // namespace
}  // namespace takt::prep
