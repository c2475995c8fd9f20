"""The report for the help desk: all that helps, and nothing that is nobody's business."""

import base64
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tegata import __version__
from tegata.accounts.account import Account, Login, Security, Server
from tegata.delivery.notices import CheckMark, CheckStage, CheckStep, Role
from tegata.protocols.outcome import Broken, Phase, Refused, Trouble
from tegata.protocols.reply import PopReply, SmtpReply
from tegata.words.check_report import Checked, report
from tegata.words.gettext import language
from tests.gui.fake_verbs import an_account

AT = datetime(2026, 5, 4, 23, 22, 3, tzinfo=timezone(timedelta(hours=9)))
DENIED = Refused(
    Phase.RCPT, SmtpReply(550, ("5.7.1 <ola@elsewhere.example>: Relaying denied", "ask [10.0.0.3]"))
)
STEPS = (
    CheckStep(CheckStage.RESOLVE, timedelta(milliseconds=24), None, {"host": "smtp.provider-a.example"}),
    CheckStep(CheckStage.OFFERS, timedelta(0), facts={"auth": "", "seen_as": "203.0.113.7"}),
    CheckStep(CheckStage.POP_LOGIN, timedelta(0), facts={"minutes": "10"}, role=Role.POP),
    CheckStep(CheckStage.RECIPIENT, timedelta(milliseconds=30), DENIED, {"address": "ola@elsewhere.example"}),
)


def told(*steps: CheckStep, account: Account | None = None, language: str = "en") -> str:
    return report(Checked(account or an_account(), steps, AT, ("annas-laptop",)), language)


def test_it_holds_what_the_help_desk_needs() -> None:
    text = told(*STEPS)
    assert f"Tegata {__version__}" in text
    assert "Date: 2026-05-04 23:22:03 +0900" in text
    assert "Sender: a…@provider-a.example" in text
    assert "Sending (SMTP): smtp.provider-a.example, port 25, STARTTLS" in text
    assert "Mailbox (POP3): pop.provider-a.example, port 995, TLS" in text
    assert "Login: POP before SMTP" in text
    assert "\nResult\n  Not yet: " in text
    assert "  o Found smtp.provider-a.example (24 ms)" in text
    assert "it sees you as 203.0.113.7" in text
    assert "  x The server did not take the recipient o…@elsewhere.example (30 ms)" in text
    assert "      550 5.7.1 <o…@elsewhere.example>: Relaying denied" in text
    assert "      550 ask [a private address, IPv4]" in text
    assert "May I send through smtp.provider-a.example from another network after a POP login?" in text
    assert text.endswith("\n")


def test_it_speaks_the_help_desks_language_and_tegata_goes_on_in_its_own() -> None:
    text = told(*STEPS, language="ja")
    assert "日時: 2026-05-04 23:22:03 +0900" in text
    assert "550 ask [プライベートアドレス、IPv4]" in text
    assert "Sender" not in text
    assert language() == "en"


@pytest.mark.parametrize(
    ("account", "line"),
    [
        (an_account(pop=None), "Login: none"),
        (an_account(submission=Server("s", 465, Security.TLS, login=Login.PASSWORD)), "Login: SMTP AUTH"),
        (an_account(submission=Server("s", 25, Security.NONE)), "s, port 25, not secured"),
    ],
)
def test_other_accounts(account: Account, line: str) -> None:
    text = told(account=account)
    assert line in text
    assert ("POP3" in text) is (account.pop is not None)


def test_what_broke_the_line_and_what_was_not_tried() -> None:
    broken = Broken(Phase.TLS, Trouble.TLS_CERT, "self-signed certificate")
    rest = CheckStep(
        CheckStage.RECIPIENT, timedelta(0), facts={"domain": "x"}, without_trouble=CheckMark.NOT_TRIED
    )
    text = told(CheckStep(CheckStage.SECURE, timedelta(0), broken, {"host": "s"}), rest)
    assert "  x No secure line to s (0 ms)\n      self-signed certificate" in text
    assert "  . Relay to x: not tried, the way is blocked\n" in text


def test_an_answer_that_is_not_in_the_way_is_quoted_too() -> None:
    step = CheckStep(
        CheckStage.BEFORE_LOGIN,
        timedelta(0),
        facts={"address": "ola@x.example", "domain": "x.example", "network": "other"},
        note=DENIED,
        without_trouble=CheckMark.NEUTRAL,
    )
    assert "refused, as is normal on another network (0 ms)\n      550 5.7.1 <o…@" in told(step)


CANARY = st.from_regex(r"cAnary[A-Za-z0-9._+-]{0,12}", fullmatch=True)
WHERE = st.sampled_from(["{}", "<{}>:", "no user {} here", "[{}]", "user={},"])
PLACES = ("user", "address", "name", "ca_file", "sender", "recipient", "computer")


@settings(deadline=None)
@given(CANARY, WHERE, st.sampled_from(PLACES), st.sampled_from(["en", "ja"]))
def test_no_canary_comes_through(canary: str, where: str, place: str, language: str) -> None:
    account = an_account()
    changed = {
        "user": replace(account, pop=Server("pop.x", 995, Security.TLS, user=canary)),
        "address": replace(account, address=f"{canary}@x.example"),
        "name": replace(account, display_name=canary),
        "ca_file": replace(account, submission=Server("s", 25, Security.TLS, ca_file=f"/home/{canary}")),
    }.get(place, account)
    address = f"{canary}@elsewhere.example" if place in {"sender", "recipient"} else "ola@elsewhere.example"
    code = base64.b64encode(f"\0{canary}\0".encode()).decode()
    secret = f"/home/{canary}" if place == "ca_file" else canary
    heard = address if place in {"sender", "recipient"} else secret
    said = where.format(heard)
    proof = said if place in {"sender", "recipient", "ca_file"} else where.format(code)
    reply = SmtpReply(550, (said, proof, "from [192.168.7.9] fd00::77"))
    steps = (
        CheckStep(CheckStage.SENDER, timedelta(0), facts={"address": address}),
        CheckStep(CheckStage.RECIPIENT, timedelta(0), Refused(Phase.RCPT, reply), {"address": address}),
        CheckStep(
            CheckStage.POP_LOGIN,
            timedelta(0),
            Refused(Phase.POP, PopReply(ok=False, text=said)),
            role=Role.POP,
        ),
    )
    text = report(Checked(changed, steps, datetime(2026, 5, 4, tzinfo=UTC), (canary,)), language)
    for form in (canary.lower(), code.lower(), "192.168.7.9", "fd00::77"):
        assert form not in text.lower()
