"""Every dialog: what is in it has a role and a name, and what Return does is told."""

from tests.access.reader import Thing
from tests.access.sitting import Sitting
from tests.access.telling import all_is_told, defaults

LONG = 30  # seconds, so that no slow machine runs out of them


def press(sitting: Sitting, name: str, inside: Thing | None = None) -> None:
    sitting.reader.find(name, "push button", inside=None if inside is None else lambda: inside).press()


def labels(top: Thing) -> list[str]:
    return [each.name for each in top.shown() if each.role == "label"]


def refused(sitting: Sitting) -> Thing:
    """Send a letter without a login; return the card that explains what came of it."""
    sitting.practise()
    sitting.write()
    sitting.reader.find("POP before send", "check box").press()
    press(sitting, "Send")
    return sitting.reader.window("Not sent")


def leave_later(sitting: Sitting) -> None:
    """Give the letter a time to leave at."""
    sitting.write()
    press(sitting, "Send later (")
    menu = sitting.reader.popup()
    sitting.reader.find("Tomorrow morning", "menu item", inside=lambda: menu).press()
    sitting.reader.wait(menu.is_gone, "the menu to close")
    sitting.reader.find("Undo", "push button")


def test_a_password(sitting: Sitting) -> None:
    password = sitting.travel(window_minutes=10)
    sitting.write()
    press(sitting, "Send")
    dialog = sitting.reader.window("Password — Tegata")
    all_is_told(dialog)
    assert labels(dialog)[:2] == ["Password for the mailbox", "anna at 127.0.0.1"]
    assert defaults(dialog) == ["Use password"]
    use = sitting.reader.find("Use password", "push button", inside=lambda: dialog)
    assert "enabled" not in use.states
    assert use.description == "Type the password first"
    sitting.reader.find("Password", "text", inside=lambda: dialog).write(password)
    sitting.reader.wait(lambda: "enabled" in use.states, "the password to be taken")
    assert use.description == ""


def test_an_explanation_and_its_transcript(sitting: Sitting) -> None:
    card = refused(sitting)
    all_is_told(card)
    assert defaults(card) == ["Log in by POP and try again"]
    focused = sitting.reader.focused()
    assert focused is not None
    assert focused.name == "Log in by POP and try again"
    press(sitting, "Show transcript", card)
    transcript = sitting.reader.window("Transcript")
    all_is_told(transcript)
    assert defaults(transcript) == ["Close"]
    assert "EHLO" in sitting.reader.find("Transcript", "text", inside=lambda: transcript).text


def test_a_question_before_what_cannot_be_taken_back(sitting: Sitting) -> None:
    press(sitting, "Leave in outbox", refused(sitting))
    press(sitting, "Outbox")
    outbox = sitting.reader.window("Outbox")
    sitting.reader.find("From the road", "list item", inside=lambda: outbox).press()
    press(sitting, "Withdraw: From the road", outbox)
    question = sitting.reader.window("Withdraw “From the road”?")
    all_is_told(question)
    assert defaults(question) == ["Leave in outbox"]
    assert "It will not be sent, and it leaves the outbox for good." in labels(question)


def test_seconds_in_which_send_is_undone(sitting: Sitting) -> None:
    sitting.practise(LONG)
    sitting.write()
    press(sitting, "Send")
    undo = sitting.reader.find("Undo", "push button")
    all_is_told(sitting.reader.window("From the road"))
    assert undo.description == "Ctrl+Z, Esc"
    assert sitting.reader.find("Send now", "push button").description == "Ctrl+Return"
    sitting.reader.listen()
    assert [words for words in sitting.reader.announced if "to undo" in words] != []


def test_a_time_to_leave_at(sitting: Sitting) -> None:
    sitting.practise()
    press(sitting, "Send later (")
    menu = sitting.reader.popup()
    sitting.reader.find("other time", "menu item", inside=lambda: menu).press()
    dialog = sitting.reader.window("Send later")
    all_is_told(dialog)
    assert defaults(dialog) == ["Send later"]
    assert "checked" in sitting.reader.find("Another time", "radio button", inside=lambda: dialog).states


def test_the_last_window_closes_while_a_letter_waits(sitting: Sitting) -> None:
    sitting.practise()
    leave_later(sitting)
    sitting.screen.wait_for_window("From the road")
    sitting.screen.press("ctrl+w")
    question = sitting.reader.window("not left yet")
    all_is_told(question)
    assert defaults(question) == ["Keep sending in the background"]
    assert "checked" not in sitting.reader.find("Always do this", "check box", lambda: question).states


def test_the_bill_for_automatic_checking(sitting: Sitting) -> None:
    sitting.practise()
    sitting.reader.find("From: Anna", "push button")  # until the account is there
    press(sitting, "Settings")
    dialog = sitting.reader.window("Account")
    sitting.reader.find("Automatic checking", "list item", lambda: dialog).press()
    interval = sitting.reader.find("15 min", "radio button", lambda: dialog)
    assert interval.description == "Check the mailbox every"
    interval.press()
    turn_on = sitting.reader.find("Turn on", "push button", lambda: dialog)
    all_is_told(dialog)
    assert turn_on.description == "Tick the box first: this takes a second yes"
    assert any("96" in each.name and each.role == "graphic" for each in dialog.shown())


def test_a_start_that_comes_to_nothing(sitting: Sitting) -> None:
    file = sitting.home / "file"
    file.touch()
    sitting.start("--profile", str(file))
    window = sitting.reader.window("Tegata cannot start here")
    all_is_told(window)
    assert defaults(window) == ["Close"]
    assert any("it is not a folder" in words for words in labels(window))
