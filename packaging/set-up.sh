#!/bin/sh
# Makes the environment for one purpose: set-up.sh run|screen|test|bundle|pack|inspect|real|bench|fuzz VENV
#
#   run     the Python packages that the program needs
#   screen  the packages of the system that a window needs, where there is a screen to show it on
#   test    what the checks and tests need
#   bundle  what `make bundle` freezes, and with what: VENV holds nothing else, so that nothing else gets in
#   pack    what a .deb and a .tar.gz are made with, on Debian and its relatives
#   inspect what looks them over, and a bare system to install them in
#   real    what tests/real needs: mail servers and network namespaces (Linux, root; else it says so)
#   bench   the clients that tests/bench compares Tegata with; it never fails for want of one
#   fuzz    the fuzzer that guides tests/fuzz; that goes on without it
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
freezing="binutils"  # strip, and objdump to see what a library is linked with
key_store="dbus gnome-keyring"
own_disk="fuse3 exfat-fuse exfatprogs"
desktop="python3-dbusmock"
access="at-spi2-core"
entries="desktop-file-utils appstream mandoc shellcheck"
packing="dpkg-dev chrpath"
inspectors="lintian debootstrap"
clients="msmtp curl"
servers="postfix dovecot-pop3d netbase iproute2 nftables procps libgnutls-dane0 libidn12 libnsl2 libdb5.3 libpcre2-8-0"

say() { printf '%s\n' "$*" >&2; }

missing() {
    # A newer release may have renamed a package; then the new one "provides" the old name.
    provided=$(dpkg-query -W -f '${db:Status-Abbrev}${Package}, ${Provides}\n' | sed -n 's/^ii *//p' |
        tr ',' '\n' | sed 's/^ *//; s/ .*//')
    for package in "$@"; do
        printf '%s\n' "$provided" | grep -qxF -- "$package" || printf '%s ' "$package"
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

python_packages() {
    lock=$1
    "${PYTHON:-python3}" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        { say "Tegata needs Python 3.11 or later."; exit 1; }
    # Without the system's venv package Python makes half an environment: one without pip is made anew.
    [ -x "$venv/bin/pip" ] || "${PYTHON:-python3}" -m venv "$venv"
    say "Installing the Python packages of $lock…"
    "$venv/bin/pip" install -q --require-hashes --only-binary :all: -r "$lock"
}

python_environment() {
    python_packages "$1"
    "$venv/bin/pip" install -q --no-deps --no-build-isolation -e .
}

unpack_exim() {
    # Debian's mail servers exclude each other: this one is run from where it is unpacked, beside the installed one.
    place=.cache/exim
    [ ! -x $place/usr/sbin/exim4 ] || return 0
    rm -rf $place && mkdir -p $place
    (cd $place && { apt-get -q download exim4-daemon-light || { apt-get -q update && apt-get -q download exim4-daemon-light; }; } &&
        dpkg -x exim4-daemon-light_*.deb . && rm exim4-daemon-light_*.deb) >"$venv.apt.log" 2>&1 ||
        { cat "$venv.apt.log" >&2; rm -rf "$venv.apt.log" $place; return 1; }
    rm -f "$venv.apt.log"
}

case $purpose in
run)
    python_environment packaging/run.lock
    ;;
screen)
    # Without one the main job is played in the terminal. Asked at each start: the screen may come later.
    if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then system_packages $offscreen $screen $fonts; fi
    exit 0
    ;;
test)
    system_packages $offscreen $screen $fonts $real_keys $access $key_store $own_disk $desktop $freezing $entries $packing
    python_environment packaging/dev.lock
    ;;
bundle)
    system_packages $offscreen $screen $freezing
    python_packages packaging/bundle.lock
    ;;
pack)
    system_packages $packing $freezing
    exit 0
    ;;
inspect)
    system_packages $entries $inspectors
    exit 0
    ;;
real)
    if [ "$(uname -s)" = Linux ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        # Debian starts services when it installs them; these tests start their own, in namespaces.
        guard=/usr/sbin/policy-rc.d
        if [ ! -e $guard ] && [ -n "$(missing $servers)" ]; then
            printf '#!/bin/sh\nexit 101\n' >$guard
            chmod +x $guard
            trap 'rm -f $guard' EXIT
            trap 'exit 130' INT  # without these two, EXIT is passed over
            trap 'exit 143' TERM
        fi
        { system_packages $servers && unpack_exim; } || [ -z "${TEGATA_REQUIRE_REAL:-}" ]
    fi
    exit 0
    ;;
bench)
    system_packages $clients || say "The benchmark leaves out what is missing."
    "$venv/bin/pip" install -q aiosmtplib || say "The benchmark leaves out aiosmtplib."
    exit 0
    ;;
fuzz)
    "$venv/bin/pip" install -q --only-binary :all: atheris || say "Without atheris, the fuzzer goes by chance alone."
    exit 0
    ;;
*)
    say "usage: set-up.sh run|screen|test|bundle|pack|inspect|real|bench|fuzz VENV"
    exit 2
    ;;
esac
touch "$venv/ready-$purpose"
