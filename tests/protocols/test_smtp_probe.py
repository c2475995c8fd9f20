from tegata.protocols.extensions import Extensions
from tegata.protocols.outcome import Accepted, Broken, Phase, Refused, Trouble
from tegata.protocols.reply import SmtpReply
from tegata.protocols.smtp_probe import Judgement, ask_recipient, ask_sender
from tegata.protocols.smtp_session import SessionOpen
from tests.protocols.playbook import play

SESSION = SessionOpen(Extensions(raw={"PIPELINING": "", "SIZE": ""}), None, "")
OK = Accepted(SmtpReply(250, ("ok",)))
REFUSED = Refused(Phase.RCPT, SmtpReply(550, ("relay not permitted",)))


def asking_for_sender(script: str) -> Judgement:
    return play(lambda: ask_sender(SESSION, "yuki@a.example"), script)


def asking_for_recipient(script: str) -> Judgement:
    return play(lambda: ask_recipient("bob@b.example"), script)


def test_sender_accepted() -> None:
    assert asking_for_sender("C: MAIL FROM:<yuki@a.example>\nS: 250 ok") == OK


def test_sender_refused() -> None:
    judgement = asking_for_sender("C: MAIL FROM:<yuki@a.example>\nS: 553 not yours")
    assert judgement == Refused(Phase.MAIL, SmtpReply(553, ("not yours",)))


def test_sender_and_the_line_lost() -> None:
    judgement = asking_for_sender("C: MAIL FROM:<yuki@a.example>\n--- lost")
    assert judgement == Broken(Phase.MAIL, Trouble.CONN_DROPPED, "by the script")


def test_recipient_accepted_and_taken_back() -> None:
    judgement = asking_for_recipient("C: RCPT TO:<bob@b.example>\nS: 250 ok\nC: RSET\nS: 250 ok")
    assert judgement == OK


def test_recipient_refused_and_taken_back() -> None:
    script = "C: RCPT TO:<bob@b.example>\nS: 550 relay not permitted\nC: RSET\nS: 250 ok"
    assert asking_for_recipient(script) == REFUSED


def test_recipient_and_the_line_lost() -> None:
    judgement = asking_for_recipient("C: RCPT TO:<bob@b.example>\n--- lost")
    assert judgement == Broken(Phase.RCPT, Trouble.CONN_DROPPED, "by the script")
