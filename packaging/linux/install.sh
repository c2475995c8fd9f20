#!/bin/sh
# Installs Tegata from the folder that this script lies in, or takes it away again.
#
#   ./install.sh                    for you alone, in ~/.local
#   ./install.sh --prefix DIR       in DIR, for instance /usr/local
#   ./install.sh --uninstall        takes it away again; with --prefix DIR from there
#
# The installed copy of this script, in lib/tegata, takes away what it lies in. Your letters and settings stay.
set -eu

say() { printf '%s\n' "$*"; }

die() {
    say "$*" >&2
    exit 1
}

usage() { die "usage: install.sh [--prefix DIR] [--uninstall]"; }

# Names that are allowed here need no care in the desktop entry, where a quote or a dollar would.
plain() {
    case $1 in
    *[!A-Za-z0-9/._+-]*) die "The path $1 holds more than letters, digits and / . _ + -: choose another with --prefix." ;;
    /*) ;;
    *) die "The path $1 does not begin with a /." ;;
    esac
}

remove() {
    [ -f "$home/installed" ] || return 0
    while IFS= read -r file; do
        rm -f "$prefix/$file"
    done <"$home/installed"
    # What is empty now was Tegata's alone; lib, bin and share themselves stay if anything else is in them.
    sed 's,/[^/]*$,,' "$home/installed" | sort -ru >"$home/folders"
    while IFS= read -r folder; do
        while [ "$folder" != . ] && rmdir "$prefix/$folder" 2>/dev/null; do
            folder=$(dirname "$folder")
        done
    done <"$home/folders"
    rm -rf "$home"
    rmdir "$prefix/lib" 2>/dev/null || true
}

install_files() {
    mkdir -p "$home" "$prefix/bin" "$prefix/share"
    (cd "$here/tegata" && find . ! -type d) | sed 's,^\./,lib/tegata/,' >"$home/installed"
    (cd "$here/share" && find . ! -type d) | sed 's,^\./,share/,' >>"$home/installed"
    say bin/tegata >>"$home/installed"
    cp -RPp "$here/tegata/." "$home/"
    cp -RPp "$here/share/." "$prefix/share/"
    cp "$here/install.sh" "$home/install.sh"
    ln -sf "$home/tegata" "$prefix/bin/tegata"
    # The desktop may know nothing of the shell's search path.
    entry=$prefix/share/applications/tegata.desktop
    sed -e "s,^Exec=tegata,Exec=$prefix/bin/tegata," -e "s,^TryExec=tegata,TryExec=$prefix/bin/tegata," \
        "$here/share/applications/tegata.desktop" >"$entry"
}

tell_the_desktop() {
    entries=$prefix/share/applications
    if ! ls "$entries"/*.desktop >/dev/null 2>&1; then # nothing is left to know of
        rm -f "$entries/mimeinfo.cache"
        rmdir "$entries" "$prefix/share" 2>/dev/null || true
    elif command -v update-desktop-database >/dev/null 2>&1; then
        update-desktop-database -q "$entries" 2>/dev/null || true
    fi
    # An icon cache that is older than its folder is passed over, one that is not there is not missed.
    if [ -d "$prefix/share/icons/hicolor" ]; then touch "$prefix/share/icons/hicolor"; fi
}

say_what_is_missing() {
    missing=$(find "$home" -name '*.so*' -type f -exec env LD_LIBRARY_PATH="$home/_internal" ldd {} + 2>/dev/null |
        sed -n 's/^[[:space:]]*\([^ ]*\) => not found.*/\1/p' | sort -u | tr '\n' ' ')
    [ -z "$missing" ] || say "These libraries of the system are missing, and Tegata needs them: $missing"
}

here=$(cd "$(dirname "$0")" && pwd)
prefix=${HOME:-}/.local
case $here in
*/lib/tegata) prefix=${here%/lib/tegata} ;;
esac
task=install
while [ $# -gt 0 ]; do
    case $1 in
    --prefix)
        [ $# -gt 1 ] || usage
        prefix=${2%/}
        shift
        ;;
    --uninstall) task=uninstall ;;
    *) usage ;;
    esac
    shift
done
plain "$prefix"
home=$prefix/lib/tegata

if [ $task = uninstall ]; then
    [ -f "$home/installed" ] || die "There is no Tegata in $prefix."
    remove
    tell_the_desktop
    say "Tegata has gone from $prefix. Your letters and settings stay in ~/.local/share/tegata."
    exit 0
fi
[ -x "$here/tegata/tegata" ] || die "The program is not beside this script: unpack the whole archive, and run it there."
[ "$home" != "$here" ] || die "This is the installed copy."
remove # an earlier version, whose files may have had other names
install_files
tell_the_desktop
say "Tegata is installed in $prefix: start it from the menu, or as $prefix/bin/tegata."
say "$home/install.sh --uninstall takes it away again."
say_what_is_missing
