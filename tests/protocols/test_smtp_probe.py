import pytest

from tegata.protocols.extensions import Extensions
from tegata.protocols.outcome import Accepted, Broken, Phase, Refused, Trouble
from tegata.protocols.reply import SmtpReply
from tegata.protocols.smtp_probe import Probed, probe
from tegata.protocols.smtp_session import SessionOpen
from tests.protocols.playbook import play

SESSION = SessionOpen(Extensions(raw={"PIPELINING": "", "SIZE": ""}), None, "")
OK = Accepted(SmtpReply(250, ("ok",)))


def probing(script: str) -> Probed:
    return play(lambda: probe(SESSION, "yuki@a.example", "bob@b.example"), script)


def test_both_accepted_and_taken_back() -> None:
    probed = probing(
        """
        C: MAIL FROM:<yuki@a.example>
        S: 250 ok
        C: RCPT TO:<bob@b.example>
        S: 250 ok
        C: RSET
        S: 250 ok
        """
    )
    assert probed == Probed(OK, OK)


def test_recipient_refused() -> None:
    probed = probing(
        """
        C: MAIL FROM:<yuki@a.example>
        S: 250 ok
        C: RCPT TO:<bob@b.example>
        S: 550 relay not permitted
        C: RSET
        S: 250 ok
        """
    )
    assert probed == Probed(OK, Refused(Phase.RCPT, SmtpReply(550, ("relay not permitted",))))


def test_sender_refused() -> None:
    probed = probing("C: MAIL FROM:<yuki@a.example>\nS: 553 not yours")
    assert probed == Probed(Refused(Phase.MAIL, SmtpReply(553, ("not yours",))), None)


@pytest.mark.parametrize(
    ("script", "phase"),
    [
        ("C: MAIL FROM:<yuki@a.example>\n--- lost", Phase.MAIL),
        ("C: MAIL FROM:<yuki@a.example>\nS: 250 ok\nC: RCPT TO:<bob@b.example>\n--- lost", Phase.RCPT),
    ],
)
def test_line_lost(script: str, phase: Phase) -> None:
    probed = probing(script)
    assert Broken(phase, Trouble.CONN_DROPPED, "by the script") in (probed.sender, probed.recipient)
