#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The one-minute tour: samples/demo.sh [FOLDER]. Sets up, builds takt, makes five clips and a song as a phone leaves them,
# and turns them into a beat-synced video. FOLDER (default build/demo) holds them all; the path of the video is the last
# line, and the only one on stdout. A second run builds and makes nothing anew.
set -euo pipefail
exec </dev/null 3>&1 >&2  # nothing here asks; everything but the result is for people

root="$(dirname "$(dirname "$(realpath "${BASH_SOURCE[0]}")")")"
folder="$(realpath --canonicalize-missing "${1:-$root/build/demo}")"
cd "$root"

third_party/install.sh
printf '== build\n'
cmake --preset release >/dev/null
cmake --build --preset release --target takt takt_samples -- --quiet

bin="$root/build/release/bin"
footage="$folder/samples"
if [[ ! "$footage/.complete" -nt "$bin/takt-samples" ]]; then
    printf '== samples\n'
    "$bin/takt-samples" "$footage"
    touch "$footage/.complete"
fi

clips=("$footage"/IMG_*.MOV)
song="$footage/song.m4a"
project="$folder/project"

printf '== takt prep && takt render\n'
"$bin/takt" -C "$project" prep "${clips[@]}" "$song"
"$bin/takt" -C "$project" render "create a music video with beat-synced visuals"

video="$(find "$project/render" -name '*.mp4' -printf '%T@ %p\n' | sort -n | tail -n 1 | cut -d ' ' -f 2-)"
printf '== takt verify\n'
"$bin/takt" verify "$video"
printf '%s\n' "$video" >&3
