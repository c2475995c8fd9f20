"""The essay through the window: written with real keys on line C, seen to arrive at the mail exchanger."""

import signal
import subprocess
from collections.abc import Iterator

import pytest

from tests.journeys.screen import Screen, screen_or_skip
from tests.program import TEGATA
from tests.real.bed import Bed
from tests.real.dovecot import PASSWORD
from tests.real.places import command_at
from tests.real.traveller import Traveller


@pytest.fixture
def screen() -> Iterator[Screen]:
    yield from screen_or_skip("the window")


@pytest.fixture
def window(anna: Traveller, screen: Screen) -> Iterator[subprocess.Popen[bytes]]:
    """Tegata's window, running where Anna is."""
    command = command_at(anna.place, *TEGATA, "--profile", anna.profile)
    environment = {**screen.environment, "LANG": "C.UTF-8", "DBUS_SESSION_BUS_ADDRESS": "disabled:"}
    program = subprocess.Popen(command, env=environment)
    yield program
    program.send_signal(signal.SIGTERM)
    program.wait(30)


def test_a_letter_written_in_the_window_arrives_after_one_login(
    bed: Bed, screen: Screen, window: subprocess.Popen[bytes]
) -> None:
    write(screen, "bob@elsewhere.example", "From line C", "It went through the gate.")
    screen.wait_for_window("Password")
    screen.type(PASSWORD)
    screen.press("Return")
    (letter,) = bed.arrived(1)
    assert letter.recipients == ("bob@elsewhere.example",)
    assert len(bed.logins()) == 1
    screen.wait_for_window("From line C")
    screen.picture("real-accepted")

    screen.press("ctrl+n")
    write(screen, "carol@elsewhere.example", "Inside the window", "Without another login.")
    assert len(bed.arrived(2)) == 2
    assert len(bed.logins()) == 1
    assert window.poll() is None


def write(screen: Screen, to: str, subject: str, text: str) -> None:
    screen.wait_for_window("New letter")
    screen.type(to)
    screen.press("Return", "Tab")
    screen.type(subject)
    screen.press("Tab")
    screen.type(text)
    screen.press("ctrl+Return")
