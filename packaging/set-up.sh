#!/bin/sh
# Makes the environment for one purpose: set-up.sh run|test|real VENV
#
#   run   what the program needs            (packages of the system only where there is a screen)
#   test  what the checks and tests need
#   real  what tests/real needs: mail servers and network namespaces (Linux, root; else it says so)
#
# As root on Debian or Ubuntu it installs missing packages of the system; elsewhere it prints the line to run.
set -eu
purpose=$1
venv=$2
cd "$(dirname "$0")/.."

offscreen="libglib2.0-0 libdbus-1-3 libgl1 libegl1 libfontconfig1 libxkbcommon0 libbrotli1 libgssapi-krb5-2"
screen="libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-image0 libxcb-render-util0 libxkbcommon-x11-0"
fonts="fonts-inter fonts-noto-cjk"
real_keys="xvfb openbox xdotool xclip scrot strace"
key_store="dbus gnome-keyring"
servers="postfix dovecot-pop3d iproute2 nftables procps"

say() { printf '%s\n' "$*" >&2; }

missing() {
    for package in "$@"; do
        # A newer release may have renamed the package; then the new one "provides" the old name.
        dpkg-query -W -f '${Status} ${Provides}\n' "$package" 2>/dev/null | grep -q '^install ok' && continue
        dpkg-query -W -f '${db:Status-Abbrev}${Provides}\n' | grep '^ii' | grep -qw -- "$package" && continue
        printf '%s ' "$package"
    done
}

system_packages() {
    command -v dpkg-query >/dev/null 2>&1 || { say "Not a Debian or Ubuntu system: Qt's own requirements are taken as met."; return 0; }
    wanted=$(missing "$@")
    [ -n "$wanted" ] || return 0
    if [ "$(id -u)" = 0 ]; then
        say "Installing: $wanted"
        { apt-get -q update && DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get -q install -y --no-install-recommends $wanted; } \
            >"$venv.apt.log" 2>&1 || { cat "$venv.apt.log" >&2; rm -f "$venv.apt.log"; return 1; }
        rm -f "$venv.apt.log"
    else
        say "Some packages of the system are missing. This line installs them:"
        say "  sudo apt-get install --no-install-recommends $wanted"
        return 1
    fi
}

python_environment() {
    lock=$1
    "${PYTHON:-python3}" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        { say "Tegata needs Python 3.11 or later."; exit 1; }
    [ -x "$venv/bin/python" ] || "${PYTHON:-python3}" -m venv "$venv"
    say "Installing the Python packages of $lock…"
    "$venv/bin/pip" install -q --require-hashes --only-binary :all: -r "$lock"
    "$venv/bin/pip" install -q --no-deps --no-build-isolation -e .
}

case $purpose in
run)
    # Without a screen the main job is played in the terminal, and Qt's libraries are not needed.
    if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then system_packages $offscreen $screen $fonts; fi
    python_environment packaging/run.lock
    ;;
test)
    system_packages $offscreen $screen $fonts $real_keys $key_store
    python_environment packaging/dev.lock
    ;;
real)
    if [ "$(uname -s)" = Linux ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        # Debian starts services when it installs them; these tests start their own, in namespaces.
        guard=/usr/sbin/policy-rc.d
        if [ ! -e $guard ] && [ -n "$(missing $servers)" ]; then
            printf '#!/bin/sh\nexit 101\n' >$guard
            chmod +x $guard
            trap 'rm -f $guard' EXIT
        fi
        system_packages $servers || [ -z "${TEGATA_REQUIRE_REAL:-}" ]
    fi
    exit 0
    ;;
*)
    say "usage: set-up.sh run|test|real VENV"
    exit 2
    ;;
esac
touch "$venv/ready-$purpose"
