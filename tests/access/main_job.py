"""The main job through the accessibility interface, on the practice provider."""

from tests.access.reader import Reader

TO = "bob@elsewhere.example"


def write_a_letter(reader: Reader) -> None:
    """Fill in a letter."""
    for name, text in (("To", TO), ("Subject", "From the road"), ("Letter", "Dear Bob,\n\nall is well.")):
        reader.find(name, "text").write(text)


def send_without_and_with_a_login(reader: Reader) -> None:
    """Send a letter without POP before send, hear why it is refused, log in and hear that it is delivered."""
    write_a_letter(reader)
    reader.find("POP before send", "check box").press()
    reader.find("Send", "push button").press()
    card = reader.window("Not sent")
    assert card.role == "dialog"
    said = [each.name for each in card.shown() if each.role == "label"]
    assert said[0] == "The server did not pass your letter on"
    assert any("554" in each.text for each in card.shown() if each.role == "text")
    reader.find("Log in by POP", "push button").press()
    reader.find("Accepted at", "label")
    reader.listen()
    assert [words for words in reader.announced if words.startswith("Accepted at")] != []
    reader.find("1 letter delivered", "push button")
