// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit/language/lexicon.h"

#include "edit/language/rule.h"

#include <gtest/gtest.h>

namespace takt::language {
namespace {

TEST(Lexicon, ListsEveryConceptThatTheRulesName) {
    EXPECT_GT(rules().size(), 100U);  // compiling them looks every name up
}

}  // namespace
}  // namespace takt::language
