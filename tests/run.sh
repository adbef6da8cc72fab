#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Sets up, builds and runs the tests: tests/run.sh [PRESET…], default dev. ctest's closing lines come last.
#
# Every test runs, except that asan and tsan leave out those labelled `slow` (whole videos, hundreds of frames through
# libx264): there they take ten times as long and lead through the same code as the short tests of their modules.
# The first preset that fails to build or to pass ends the run with a non-zero status. A test that hangs fails after
# five minutes. TAKT_JOBS sets how many compilers and tests run at once (default: the number of processors).
set -euo pipefail
cd "$(dirname "$(realpath "${BASH_SOURCE[0]}")")/.."

((${#} > 0)) || set -- dev
jobs="${TAKT_JOBS:-$(nproc)}"
suppressions="$PWD/tests/sanitizers"

export ASAN_OPTIONS="detect_leaks=1:strict_string_checks=1:detect_stack_use_after_return=1:abort_on_error=0"
export LSAN_OPTIONS="suppressions=$suppressions/lsan.supp:print_suppressions=0"
export UBSAN_OPTIONS="print_stacktrace=1:halt_on_error=1"
export TSAN_OPTIONS="suppressions=$suppressions/tsan.supp:halt_on_error=1:second_deadlock_stack=1"

# A build says nothing unless it fails, and then only what failed.
quietly() {
    local log
    log="$(mktemp)"
    "$@" >"$log" 2>&1 || {
        local status=$?
        cat "$log" >&2
        rm -f "$log"
        return "$status"
    }
    rm -f "$log"
}

third_party/install.sh
for preset in "$@"; do
    printf '== %s: build\n' "$preset"
    quietly cmake --preset "$preset" -DBUILD_TESTING=ON
    quietly cmake --build --preset "$preset" --parallel "$jobs"
    printf '== %s: test\n' "$preset"
    selection=()
    case "$preset" in asan | tsan) selection=(--label-exclude slow) ;; esac
    placed=()
    # GCC 12's ThreadSanitizer refuses the address randomization of newer kernels; containers may forbid turning it off.
    if [[ "$preset" == tsan ]] && setarch --addr-no-randomize true 2>/dev/null; then placed=(setarch --addr-no-randomize); fi
    "${placed[@]}" ctest --test-dir "build/$preset" --output-on-failure --no-tests=error --timeout 300 --parallel "$jobs" "${selection[@]}"
done
