// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/program.h"

int main(int argc, char** argv) {
    return takt::cli::run_program(std::vector<std::string>(argv, argv + argc));
}
