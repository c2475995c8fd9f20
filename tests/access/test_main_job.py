"""The main job without eyes and hands: everything through the accessibility interface."""

from tests.access.main_job import send_without_and_with_a_login
from tests.access.sitting import Sitting


def test_refused_explained_and_delivered(sitting: Sitting) -> None:
    sitting.practise()
    send_without_and_with_a_login(sitting.reader)


def test_what_is_dictated_is_noticed_and_cut_into_chips(sitting: Sitting) -> None:
    sitting.practise()
    reader = sitting.reader
    reader.find("To", "text").write("bob@elsewhere.example, carol@elsewhere.example,")
    reader.find("carol@elsewhere.example, remove", "push button")
    reader.find("Subject", "text").write("Dictated")
    reader.window("Dictated")
    reader.find("Saved", "label")


def test_the_pass_is_read_and_opened(sitting: Sitting) -> None:
    sitting.practise()
    reader = sitting.reader
    sitting.write()
    corner = reader.find("Authentication window", "push button")
    reader.wait(lambda: corner.description.startswith("Not known yet"), "the account's window")
    corner.press()
    panel = reader.popup()
    reader.find("Log in now", "push button", inside=lambda: panel).press()
    reader.wait(lambda: corner.description.startswith("Open until"), "an open window")
    reader.listen()
    before, changes = corner.description, len(reader.changed)
    reader.wait(lambda: corner.description != before, "the countdown to go on")
    reader.listen()
    assert "accessible-description" not in reader.changed[changes:]  # it is told to whoever asks
    assert corner.description.endswith("seconds left")
    focused = reader.focused()
    assert focused is not None
    assert focused.name == "Log in now"  # where it was before the login, not wherever Qt finds a place
