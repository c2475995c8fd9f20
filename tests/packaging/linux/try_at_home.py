"""Somebody installs the package, writes with real keys, and sends by real servers; the password is kept.

Not one of the everyday tests: `make deb-check` runs it. As root, with what tests/real needs.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tegata import __version__
from tests.journeys.screen import Screen, open_screen
from tests.journeys.traveller import Writer
from tests.packaging.linux.bare_root import BareRoot
from tests.packaging.parts import TOP
from tests.real.bed import Bed, standing_bed
from tests.real.dovecot import PASSWORD
from tests.real.machine import missing
from tests.real.places import LINE_C, files_of
from tests.real.traveller import Settings, Traveller

(DEB,) = (TOP / "dist").glob(f"tegata_{__version__}_*.deb")
PROFILE = "/root/profile"
pytestmark = pytest.mark.timeout(900)  # installing a system takes its time
# A session as a desktop opens one: a bus, and a keyring that opens with the password of the login.
SESSION = f"""\
export XDG_RUNTIME_DIR=/tmp/run
mkdir -p -m 700 $XDG_RUNTIME_DIR
exec dbus-run-session -- sh -c '
    printf opened | gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null
    exec tegata "$@" --profile {PROFILE}' sh "$@"
"""


@pytest.fixture
def bed() -> Iterator[Bed]:
    if (reason := missing()) is not None:
        if os.environ.get("TEGATA_REQUIRE_REAL") == "1":
            pytest.fail(f"the real servers are required, but {reason}")
        pytest.skip(reason)
    with standing_bed() as standing:
        yield standing


@pytest.fixture
def bare_root(bed: Bed, tmp_path: Path) -> Iterator[BareRoot]:
    """Return a system with the package, its recommended keyring, and an account of Anna's."""
    profile = tmp_path / "profile"
    Traveller(bed, profile, LINE_C).settle(Settings())
    (profile / "tegata.toml").write_text("undo_seconds = 0\n")
    (tmp_path / "session").write_text(SESSION)
    with BareRoot(TOP / ".cache" / "bare-root") as root:
        root.bring(DEB)
        root.run("rm -rf /root/.local /root/profile && apt-get -q update")
        install = "apt-get -q install -y --no-install-recommends"
        root.run(f"{install} dbus gnome-keyring && {install} /root/{DEB.name}")
        root.bring(bed.ca_file, str(bed.ca_file))
        for name in ("accounts.toml", "tegata.toml"):
            root.bring(profile / name, f"{PROFILE}/{name}")
        root.bring(tmp_path / "session")
        root.bring(files_of(LINE_C) / "hosts", "/etc/hosts")
        yield root


@pytest.fixture
def screen() -> Iterator[Screen]:
    with open_screen() as opened:
        yield opened


async def test_a_letter_goes_out_from_a_strange_line_and_the_password_is_kept(
    bed: Bed, bare_root: BareRoot, screen: Screen
) -> None:
    anna = Writer(screen)
    first = bare_root.start("sh", "/root/session", screen=screen, place=LINE_C)
    await anna.write("bob@elsewhere.example", "Installed by apt", "It came with its own Python.")
    screen.press("ctrl+Return")
    await anna.give_password(PASSWORD)
    (arrived,) = bed.arrived(1)
    assert arrived.recipients == ("bob@elsewhere.example",)
    assert arrived.text == "It came with its own Python.\n"
    (login,) = bed.logins()
    assert login.address in {LINE_C.ipv4, LINE_C.ipv6}
    screen.picture("installed")
    screen.press("ctrl+w")
    assert first.wait(30) == 0

    bed.close_windows()
    bare_root.start(
        "sh",
        "/root/session",
        "mailto:ola@elsewhere.example?subject=The next day",
        screen=screen,
        place=LINE_C,
    )
    screen.wait_for_window("The next day")
    screen.press("ctrl+Return")
    assert len(bed.arrived(2)) == 2
    assert len(bed.logins()) == 2
