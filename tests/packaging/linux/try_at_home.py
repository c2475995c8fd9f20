"""Anna installs the package and writes with real keys: real servers, every kind of keyring, links, versions.

Not one of the everyday tests: `make deb-check` runs it. As root, with what tests/real needs. The tests run
in this order in one bare root, in which a keyring is installed half way.
"""

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tegata import __version__
from tests.access.main_job import send_without_and_with_a_login
from tests.journeys.screen import Screen, open_screen, until
from tests.journeys.traveller import Writer
from tests.packaging.linux import older
from tests.packaging.linux.bare_root import BareRoot
from tests.packaging.linux.desktop import KEYRING_PASSWORD, PACKAGES, PROGRAM, SOCKETS, Desktop, logged_in
from tests.packaging.parts import TOP
from tests.real.bed import Bed, standing_bed
from tests.real.dovecot import PASSWORD
from tests.real.machine import missing
from tests.real.places import LINE_C, files_of
from tests.real.traveller import Settings, Traveller

(DEB,) = (TOP / "dist").glob(f"tegata_{__version__}_*.deb")
BOB = "bob@elsewhere.example"
PROFILE = "/root/.local/share/tegata"  # the user's own: a click on a link names no other
TEXT = "It came with its own Python."
FORGETS = "Where there is no key store, Tegata forgets the password when you quit."
LOCKED = "The key store of this computer is locked."
LogIn = Callable[[], AbstractContextManager[Desktop]]
pytestmark = pytest.mark.timeout(900)  # installing a system takes its time


@pytest.fixture(scope="module")
def standing() -> Iterator[Bed]:
    if (reason := missing()) is not None:
        if os.environ.get("TEGATA_REQUIRE_REAL") == "1":
            pytest.fail(f"the real servers are required, but {reason}")
        pytest.skip(reason)
    with standing_bed() as bed:
        yield bed


@pytest.fixture(scope="module")
def root(standing: Bed) -> Iterator[BareRoot]:
    """Return a system with the package and what it depends on, and nothing else."""
    with BareRoot(TOP / ".cache" / "bare-root") as bare:
        bare.install(DEB)
        bare.bring(standing.ca_file, str(standing.ca_file))
        bare.bring(files_of(LINE_C) / "hosts", "/etc/hosts")
        yield bare


@pytest.fixture(scope="module")
def screen() -> Iterator[Screen]:
    with open_screen() as opened:
        yield opened


@pytest.fixture
def bed(standing: Bed) -> Bed:
    standing.forget()
    return standing


@pytest.fixture(scope="module")
def packages(root: BareRoot) -> None:
    """Install what every desktop has."""
    root.install(*PACKAGES)


@pytest.fixture(scope="module")
def keyring(root: BareRoot) -> None:
    """Install what the package recommends."""
    root.install("gnome-keyring")


@pytest.fixture
def home(bed: Bed, root: BareRoot, packages: None, screen: Screen, tmp_path: Path) -> LogIn:
    """Return how Anna logs in: she has an account, and nothing else."""
    settle(bed, root, tmp_path)
    return lambda: logged_in(root, screen)


def settle(bed: Bed, root: BareRoot, place: Path) -> None:
    root.run("rm -rf /root/.local /root/.config /root/.cache")
    profile = place / "profile"
    Traveller(bed, profile, LINE_C).settle(Settings())
    (profile / "tegata.toml").write_text("undo_seconds = 0\n")
    for name in ("accounts.toml", "tegata.toml"):
        root.bring(profile / name, f"{PROFILE}/{name}")


async def write(screen: Screen, subject: str) -> None:
    """Write a letter in the window that is open, and send it."""
    await Writer(screen).write(BOB, subject, TEXT)
    screen.press("ctrl+Return")


def said(desktop: Desktop, title: str) -> list[str]:
    """Return what stands in the window."""
    shown = desktop.reader.window(title).shown()
    return [each.name for each in shown if each.role == "label"]


def type_password(screen: Screen, password: str = PASSWORD, title: str = "Password") -> None:
    screen.wait_for_window(title)
    screen.type(password)
    screen.press("Return")


def keyring_line(desktop: Desktop) -> str:
    """Return what the self-test says of the keyring; it may not find anything wrong."""
    told = json.loads(desktop.run("tegata", "--self-test", "--json"))
    assert told["outcome"] != "failed"
    return next(f"{each['state']}: {each['fact']}" for each in told["parts"] if each["part"] == "keyring")


def outbox(desktop: Desktop) -> list[tuple[str, str]]:
    """Return the letters in it: what each is about, and how it stands."""
    lines = desktop.run("tegata", "outbox", "list", "--json", "--profile", PROFILE).splitlines()
    return [(each["subject"], each["state"]) for each in map(json.loads, lines)]


def test_it_runs_without_python(root: BareRoot) -> None:
    assert root.run("command -v python3 || true") == ""
    assert root.run("tegata --version") == f"Tegata {__version__}\n"
    assert "this letter showed its pass at the gate." in root.run("tegata practice --play")
    assert root.files() >= set(root.run("dpkg -L tegata").splitlines()) - {"/."}


def test_the_window_opens_with_nothing_but_what_the_package_asks_for(root: BareRoot, screen: Screen) -> None:
    root.share(SOCKETS)
    with subprocess.Popen(
        root.command("env", f"DISPLAY={screen.display}", "tegata", "--practice", "--check")
    ):
        screen.see("Can I send from here")
        root.end_processes()
    root.hide(SOCKETS)


async def test_without_a_keyring_the_password_lasts_for_the_session(
    home: LogIn, bed: Bed, screen: Screen
) -> None:
    with home() as desktop:
        assert keyring_line(desktop) == "not-here: This computer has no keyring."
        desktop.start("tegata")
        await write(screen, "Installed by apt")
        screen.wait_for_window("Password")
        assert FORGETS in said(desktop, "Password")
        type_password(screen)
        (arrived,) = bed.arrived(1)
        assert (arrived.recipients, arrived.text) == ((BOB,), f"{TEXT}\n")
        (login,) = bed.logins()
        assert login.address in {LINE_C.ipv4, LINE_C.ipv6}
        desktop.reader.find("There is no key store on this computer.", "label")
        screen.picture("installed")

        bed.close_windows()
        screen.press("ctrl+n")
        await write(screen, "The same session")
        assert len(bed.arrived(2)) == len(bed.logins()) == 2
    bed.close_windows()
    with home() as desktop:
        desktop.start("tegata")
        await write(screen, "Another session")
        type_password(screen)
        assert len(bed.arrived(3)) == len(bed.logins()) == 3


@pytest.mark.usefixtures("keyring")
async def test_an_open_keyring_keeps_the_password(home: LogIn, bed: Bed, screen: Screen) -> None:
    with home() as desktop:
        desktop.open_keyring()
        assert keyring_line(desktop) == "ok: An entry was written, read and deleted."
        program = desktop.start("tegata")
        await write(screen, "To be kept")
        type_password(screen)
        assert len(bed.arrived(1)) == len(bed.logins()) == 1
        desktop.reader.find("Accepted at", "label")
        screen.press("ctrl+w")
        assert program.wait(30) == 0
    bed.close_windows()
    with home() as desktop:
        desktop.open_keyring()
        desktop.start("tegata", f"mailto:{BOB}?subject=The next day")
        screen.wait_for_window("The next day")
        screen.press("ctrl+Return")
        assert len(bed.arrived(2)) == len(bed.logins()) == 2


@pytest.mark.usefixtures("keyring")
async def test_a_locked_keyring_is_said_and_typed_around_or_opened(
    home: LogIn, bed: Bed, screen: Screen
) -> None:
    with home() as desktop:
        desktop.open_keyring()
        desktop.start("tegata")
        await write(screen, "To be kept")
        type_password(screen)
        bed.arrived(1)
        desktop.reader.find("Accepted at", "label")
    bed.close_windows()
    with home() as desktop:
        assert keyring_line(desktop) == "warning: It is locked, and was left alone."
        desktop.start("tegata")
        await write(screen, "Typed around")
        screen.wait_for_window("Password")
        assert LOCKED in said(desktop, "Password")
        screen.picture("locked")
        assert outbox(desktop)[0] == ("Typed around", "held")
        type_password(screen)
        assert len(bed.arrived(2)) == len(bed.logins()) == 2
        bed.close_windows()
        screen.press("ctrl+n")
        await write(screen, "The same session")
        assert len(bed.arrived(3)) == len(bed.logins()) == 3
    bed.close_windows()
    with home() as desktop:
        desktop.start("tegata")
        await write(screen, "Opened")
        screen.wait_for_window("Password")
        screen.press("shift+Tab", "space")
        type_password(screen, KEYRING_PASSWORD, "Unlock")
        assert len(bed.arrived(4)) == len(bed.logins()) == 4
        assert keyring_line(desktop) == "ok: An entry was written, read and deleted."


def open_link(desktop: Desktop, name: str) -> None:
    """Have the desktop open a link to write to `name`, and look at the letter that it opens."""
    link = f"mailto:{name}@elsewhere.example?subject=For%20{name}&body=Dear%20{name}"
    assert desktop.start("gio", "open", link).wait(30) == 0
    desktop.screen.wait_for_window(f"For {name}")
    window = desktop.reader.window(f"For {name}")
    desktop.reader.find(f"{name}@elsewhere.example, remove", "push button", lambda: window)
    assert desktop.reader.find("Letter", "text", lambda: window).text == f"Dear {name}"


def test_a_link_opens_a_letter_also_where_tegata_runs(home: LogIn, root: BareRoot, screen: Screen) -> None:
    with home() as desktop:
        assert "tegata.desktop" in desktop.run("gio", "mime", "x-scheme-handler/mailto")
        open_link(desktop, "anna")
        (program,) = root.processes(PROGRAM)
        open_link(desktop, "ola")
        screen.picture("links")
        until(lambda: root.processes(PROGRAM) == [program], "the second start to hand over and end")


async def test_an_update_and_the_way_back_keep_everything(
    home: LogIn, root: BareRoot, bed: Bed, screen: Screen, tmp_path: Path
) -> None:
    before = older.older_package(DEB, tmp_path)
    root.install(before)
    with home() as desktop:
        assert desktop.run("tegata", "--version") == f"Tegata {older.VERSION}\n"
        words = ("--subject", "In a year", "--body-file", "-", "--to", BOB, "--at", "2099-01-01 08:00")
        desktop.run("tegata", "send", "--profile", PROFILE, "--account", "anna", *words, stdin=TEXT)
        desktop.start("tegata", f"mailto:{BOB}?subject=Kept&body={TEXT.replace(' ', '%20')}")
        screen.wait_for_window("Kept")
        screen.type("Anna. ")
        desktop.reader.find("Saved", "label")
        written = desktop.reader.find("Letter", "text").text
        assert "Anna. " in written
        settings = root.run(f"cat {PROFILE}/*.toml")
        for package, version in ((DEB, __version__), (before, older.VERSION), (DEB, __version__)):
            root.install(package)  # under the feet of the one that runs
            desktop.lose_power()
            assert desktop.run("tegata", "--version") == f"Tegata {version}\n"
            assert outbox(desktop) == [("In a year", "held")]
            desktop.start("tegata")
            screen.wait_for_window("Kept")
            assert desktop.reader.find("Letter", "text").text == written
        assert root.run(f"cat {PROFILE}/*.toml") == settings
        screen.press("ctrl+Return")
        type_password(screen)
        (arrived,) = bed.arrived(1)
        assert arrived.text == f"{written}\n"
        assert ("In a year", "held") in outbox(desktop)


def test_the_main_job_is_done_by_ear(home: LogIn, root: BareRoot) -> None:
    root.install(DEB)
    with home() as desktop:
        desktop.start("tegata", "--practice")
        send_without_and_with_a_login(desktop.reader)


@pytest.mark.usefixtures("home")
def test_it_goes_without_a_trace_and_leaves_what_is_annas(root: BareRoot) -> None:
    """Policy section 10.7.3 asks for the first, and nothing may touch the letters."""
    root.run("apt-get -q purge -y --autoremove tegata")
    left = {each for each in root.files() if "tegata" in each and not each.startswith("/root/")}
    assert left == set()
    assert root.run(f"ls {PROFILE}").split() == ["accounts.toml", "tegata.toml"]
