from datetime import timedelta
from typing import TypeVar

from tegata.protocols.outcome import Broken, Phase, Refused, Trouble
from tegata.protocols.reply import PopReply, SmtpReply
from tegata.protocols.steps import (
    Answer,
    AskTime,
    Awaits,
    Dialogue,
    Flight,
    Greeting,
    LineLost,
    ask,
    ask_time,
    greet_pop,
)
from tegata.protocols.wire import smtp

T = TypeVar("T")


def test_line_lost_without_a_word_is_broken() -> None:
    lost = LineLost(Phase.RCPT, Trouble.CONN_DROPPED, "gone")
    assert lost.outcome() == Broken(Phase.RCPT, Trouble.CONN_DROPPED, "gone")


def test_last_words_make_it_a_refusal() -> None:
    reply = SmtpReply(421, ("closing",))
    lost = LineLost(Phase.RCPT, Trouble.CONN_DROPPED, last_words=reply)
    assert lost.outcome() == Refused(Phase.RCPT, reply)


def test_questions_are_flights_of_one() -> None:
    command = smtp("NOOP", Phase.MAIL)
    dialogue = ask(command)
    assert next(dialogue) == Flight((command,))
    assert _result(dialogue, (SmtpReply(250, ("ok",)),)) == SmtpReply(250, ("ok",))


def test_greeting_and_time() -> None:
    greeting = greet_pop()
    assert next(greeting) == Greeting(Phase.POP, Awaits.POP)
    assert _result(greeting, (PopReply(True, "hi"),)) == PopReply(True, "hi")
    time = ask_time()
    assert next(time) == AskTime()
    assert _result(time, timedelta(seconds=7)) == timedelta(seconds=7)


def test_line_that_nothing_is_known_of_has_taken_nothing_away() -> None:
    lost = LineLost(Phase.FINAL, Trouble.CONN_DROPPED)
    assert not lost.all_written
    assert lost.outcome() == Broken(Phase.FINAL, Trouble.CONN_DROPPED, "")


def _result(dialogue: Dialogue[T], answer: Answer) -> T:
    try:
        dialogue.send(answer)
    except StopIteration as stop:
        result: T = stop.value
        return result
    raise AssertionError("the dialogue went on")
