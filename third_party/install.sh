#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what takt builds and runs with: the packages of packages.txt, on Debian 12 or Ubuntu.
# Says nothing and changes nothing when all of them are there. Works as root, or through sudo.
set -euo pipefail

list="$(dirname "$(realpath "${BASH_SOURCE[0]}")")/packages.txt"
mapfile -t packages < <(grep -Ev '^[[:space:]]*(#|$)' "$list")

complain() {
    printf 'install.sh: %s\n' "$1" >&2
    exit 1
}

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    # Elsewhere the same libraries have other names; whoever has them already is not held up.
    if command -v cmake >/dev/null && command -v pkg-config >/dev/null; then
        printf 'install.sh: no apt-get on this system; it must provide what %s names\n' "$list" >&2
        exit 0
    fi
    complain "no apt-get on this system; install by hand what $list names (README.md beside it says why each is there)"
fi

# A name that nothing provides any more is missing, too, hence the names of those installed rather than the exit status.
installed="$(dpkg-query --show --showformat='${db:Status-Status} ${Package}\n' "${packages[@]}" 2>/dev/null | sed -n 's/^installed //p' || true)"
mapfile -t missing < <(printf '%s\n' "${packages[@]}" | grep -Fxv -f <(printf '%s\n' "$installed") || true)
((${#missing[@]} > 0)) || exit 0

as_root=()
if ((EUID != 0)); then
    command -v sudo >/dev/null || complain "these packages are missing and need root to install (there is no sudo here): ${missing[*]}"
    as_root=(sudo)
fi
apt() {
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get --quiet --yes -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300 "$@" </dev/null
}

printf 'install.sh: installing %s\n' "${missing[*]}" >&2
# Mirrors fail now and then; once more is enough to tell that from a broken one.
apt update >&2 || apt update >&2 || complain "apt-get update failed twice; check the network and /etc/apt/sources.list"
apt install --no-install-recommends "${missing[@]}" >&2 ||
    complain "apt-get could not install these packages: ${missing[*]}; takt is built on Debian 12, Ubuntu 24.04 or newer"
