import re

import pytest

from tegata.relay.diagnosis import Because, Cause, Confidence, Diagnosis, Remedy
from tegata.words.causes import advice, button, explain, headline, statement, told
from tegata.words.gettext import LANGUAGES, use_language


def test_every_cause_has_a_headline_and_a_statement() -> None:
    assert all(headline(cause) and statement(cause) for cause in Cause)
    assert len({statement(cause) for cause in Cause}) == len(Cause)


@pytest.mark.parametrize("cause", Cause)
@pytest.mark.parametrize("name", LANGUAGES)
def test_a_statement_is_one_sentence_and_advice_is_whole_ones(cause: Cause, name: str) -> None:
    use_language(name)
    assert not statement(cause).endswith((".", "。"))
    assert not re.search(r"[.。] ?\S", statement(cause))
    assert advice(cause).endswith((".", "。"))
    assert len({advice(each) for each in Cause}) == len(Cause)


def test_every_deed_has_a_button_of_its_own() -> None:
    assert len({button(remedy) for remedy in Remedy}) == len(Remedy)


@pytest.mark.parametrize("because", Because)
def test_every_fact_that_speaks_for_a_cause_has_words(because: Because) -> None:
    diagnosis = Diagnosis(Cause.RELAY_DENIED, Confidence.LIKELY, (because,), (), "554 no")
    assert explain(diagnosis).because[0]


def test_an_explanation_names_the_likely_right_thing_first() -> None:
    explained = explain(
        Diagnosis(
            Cause.NEEDS_POP_BEFORE_SMTP,
            Confidence.LIKELY,
            (Because.NO_LOGIN_FROM_HERE, Because.BEFORE_DATA),
            (Remedy.POP_LOGIN_AND_RETRY, Remedy.OPEN_SETTINGS),
            "554 5.7.1 Relay access denied",
            second=Cause.RELAY_DENIED_AUTH_NEEDED,
        )
    )
    assert not explained.certain
    assert explained.second == statement(Cause.RELAY_DENIED_AUTH_NEEDED)
    assert explained.buttons[0] == (Remedy.POP_LOGIN_AND_RETRY, "Log in by &POP and try again")


def test_a_terminal_is_told_what_is_likely_and_what_the_server_said() -> None:
    diagnosis = Diagnosis(
        Cause.NEEDS_POP_BEFORE_SMTP,
        Confidence.LIKELY,
        (Because.NO_LOGIN_FROM_HERE,),
        (),
        "554-first\n554 second",
        second=Cause.RELAY_DENIED,
        heard=True,
    )
    to_do = "A POP login is what fetching mail begins with. Tegata can make one now and send the letter right"
    assert told(diagnosis).splitlines() == [
        "The server did not pass your letter on.",
        "Most likely: From this network, the server wants a POP login first",
        "  · No POP login has been made from here",
        f"What to do: {to_do} behind it.",
        "Less likely: The server does not know that you may send through it",
        "What the server said:",
        "  554-first",
        "  554 second",
    ]


def test_what_is_certain_is_not_called_likely() -> None:
    diagnosis = Diagnosis(Cause.CANCELLED, Confidence.CERTAIN, (), (), "")
    assert told(diagnosis).splitlines() == [
        "You stopped this letter.",
        "The letter waits in the outbox",
        "What to do: It has not been delivered. Try again whenever you like.",
    ]


def test_a_guess_is_called_one() -> None:
    guessed = Diagnosis(
        Cause.RECIPIENT_REFUSED, Confidence.GUESS, (), (), "550 no", second=Cause.USER_UNKNOWN
    )
    assert explain(guessed).lead == "A guess"
    assert told(guessed).splitlines()[1] == "A guess: The recipient’s mailbox does not take this letter"


def test_nobody_is_quoted_who_has_said_nothing() -> None:
    diagnosis = Diagnosis(Cause.CONN_REFUSED, Confidence.CERTAIN, (), (), "Connection refused")
    assert told(diagnosis).splitlines()[-2:] == ["What this computer noted:", "  Connection refused"]
