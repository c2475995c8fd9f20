"""The way as a value: what is known of each link, from the steps of a check."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tegata.accounts.account import Account, Login, PopBeforeSend
from tegata.delivery.notices import CheckMark, CheckStage, CheckStep, Role
from tegata.protocols.outcome import Broken, Declined, Objection, Phase, Refused, Trouble
from tegata.protocols.reply import PopReply, SmtpReply
from tegata.words.check_path import Link, LinkState, Path, path
from tests.gui.fake_verbs import an_account

ZERO = timedelta(0)
OLA = "ola@elsewhere.example"
DENIED = Refused(Phase.RCPT, SmtpReply(550, ("Relaying denied",)))
TIMEOUT = Broken(Phase.CONNECT, Trouble.CONN_TIMEOUT)
NETWORK = CheckStep(CheckStage.NETWORK, ZERO, facts={"online": "yes", "medium": "wifi"})
OFFLINE = replace(NETWORK, facts={"online": "no"}, without_trouble=CheckMark.NEUTRAL)
PORTAL = CheckStep(CheckStage.PORTAL, ZERO, facts={"portal": "yes"}, without_trouble=CheckMark.NEUTRAL)
CONNECTED = CheckStep(CheckStage.CONNECT, ZERO, facts={"port": "25"})
BLOCKED = CheckStep(CheckStage.CONNECT, ZERO, TIMEOUT, {"port": "25"})
FOREIGN = CheckStep(
    CheckStage.BEFORE_LOGIN, ZERO, None, {"network": "other"}, note=DENIED, without_trouble=CheckMark.NEUTRAL
)
OWN = CheckStep(CheckStage.BEFORE_LOGIN, ZERO, facts={"network": "own"})
POP = CheckStep(CheckStage.POP_LOGIN, ZERO, facts={"minutes": "15", "port": "995"}, role=Role.POP)
AUTH = CheckStep(CheckStage.AUTH, ZERO)
TAKEN = CheckStep(CheckStage.RECIPIENT, ZERO, facts={"proves_relaying": "yes"})
EARLIER = CheckStep(CheckStage.RECIPIENT, ZERO, facts={"proves_relaying": "yes", "window": "open"})
NOT_TAKEN = CheckStep(CheckStage.RECIPIENT, ZERO, DENIED, {"proves_relaying": "no"})
NOT_TRIED = CheckStep(
    CheckStage.RECIPIENT, ZERO, facts={"proves_relaying": "no"}, without_trouble=CheckMark.NOT_TRIED
)
HOME = an_account()
WITH_AUTH = replace(HOME, submission=replace(HOME.submission, login=Login.PASSWORD))
OFF = replace(HOME, pop_before_send=PopBeforeSend(enabled=False))
GOOD, BROKEN, UNKNOWN, NOT_NEEDED = LinkState.GOOD, LinkState.BROKEN, LinkState.UNKNOWN, LinkState.NOT_NEEDED


def links(found: Path) -> tuple[LinkState, ...]:
    told = (found.to_line, found.to_pop, found.to_smtp, found.window, found.to_elsewhere)
    return tuple(link.state for link in told)


@pytest.mark.parametrize(
    ("account", "steps", "states"),
    [
        (HOME, (), (UNKNOWN,) * 5),
        (HOME, (NETWORK,), (GOOD, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)),
        (HOME, (OFFLINE,), (BROKEN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)),
        (HOME, (NETWORK, PORTAL), (BROKEN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)),
        (HOME, (NETWORK, CONNECTED, FOREIGN), (GOOD, UNKNOWN, GOOD, UNKNOWN, UNKNOWN)),
        (HOME, (NETWORK, CONNECTED, FOREIGN, POP, TAKEN), (GOOD,) * 5),
        (HOME, (NETWORK, CONNECTED, FOREIGN, POP, NOT_TAKEN), (GOOD, GOOD, GOOD, BROKEN, BROKEN)),
        (HOME, (NETWORK, CONNECTED, OWN), (GOOD, NOT_NEEDED, GOOD, NOT_NEEDED, UNKNOWN)),
        (HOME, (NETWORK, BLOCKED, POP, NOT_TRIED), (GOOD, GOOD, BROKEN, GOOD, UNKNOWN)),
        (WITH_AUTH, (NETWORK, CONNECTED, AUTH, TAKEN), (GOOD, NOT_NEEDED, GOOD, NOT_NEEDED, GOOD)),
        (OFF, (NETWORK, CONNECTED, TAKEN), (GOOD, NOT_NEEDED, GOOD, NOT_NEEDED, GOOD)),
        (OFF, (NETWORK, CONNECTED, EARLIER), (GOOD, NOT_NEEDED, GOOD, GOOD, GOOD)),
        (OFF, (NETWORK, CONNECTED, NOT_TAKEN), (GOOD, NOT_NEEDED, GOOD, UNKNOWN, BROKEN)),
    ],
)
def test_each_link_says_what_the_steps_have_shown(
    account: Account, steps: tuple[CheckStep, ...], states: tuple[LinkState, ...]
) -> None:
    assert links(path(steps, account, OLA)) == states


def test_a_mailbox_that_is_not_asked_says_why() -> None:
    assert path((NETWORK, CONNECTED, AUTH), WITH_AUTH, OLA).to_pop.words == "not needed"
    switched_off = path((NETWORK, CONNECTED, EARLIER), OFF, OLA)
    assert (switched_off.to_pop.words, switched_off.window.words) == ("switched off", "still open")


def test_a_blocked_port_sits_on_the_line_to_smtp() -> None:
    found = path((NETWORK, BLOCKED, POP, NOT_TRIED), HOME, OLA)
    assert found.to_smtp == Link(BROKEN, "port 25 blocked")
    assert found.to_elsewhere.words == "not reached"


def test_the_window_joins_pop_and_smtp() -> None:
    assert path((NETWORK, CONNECTED, FOREIGN, POP, TAKEN), HOME, OLA).window == Link(
        GOOD, "window, 15\u00a0min"
    )


@pytest.mark.parametrize(
    ("reply", "state"),
    [
        (SmtpReply(550, ("5.7.1 Relaying denied",)), BROKEN),
        (SmtpReply(550, ("5.1.1 <ola@elsewhere.example>: User unknown",)), GOOD),
        (SmtpReply(452, ("4.2.2 Mailbox full",)), GOOD),
    ],
)
def test_a_refusal_that_no_login_could_have_helped_is_not_blamed_on_it(
    reply: SmtpReply, state: LinkState
) -> None:
    refused = replace(NOT_TAKEN, trouble=Refused(Phase.RCPT, reply))
    assert path((NETWORK, CONNECTED, FOREIGN, POP, refused), HOME, OLA).window.state is state


@pytest.mark.parametrize(("recipient", "name"), [(OLA, "Elsewhere"), (HOME.address, "Recipient")])
def test_the_own_domain_is_not_elsewhere(recipient: str, name: str) -> None:
    assert path((), HOME, recipient).elsewhere.name == name


def test_without_a_mailbox_there_is_no_pop() -> None:
    found = path((NETWORK, CONNECTED, TAKEN), replace(OFF, pop=None), OLA)
    assert found.pop is None
    assert len(found.spoken) == 4


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        (Broken(Phase.RESOLVE, Trouble.DNS_FAILURE), "name not found"),
        (TIMEOUT, "no answer on port 995"),
        (Broken(Phase.TLS, Trouble.TLS_CERT), "not secure"),
        (Broken(Phase.POP, Trouble.CONN_DROPPED), "the line broke"),
        (Refused(Phase.POP, PopReply(ok=False, text="no")), "login refused"),
        (Declined(Phase.POP, Objection.NO_PASSWORD), "not tried"),
    ],
)
def test_a_broken_link_says_why_in_two_words(trouble: Broken | Refused | Declined, words: str) -> None:
    failed = CheckStep(CheckStage.POP_LOGIN, ZERO, trouble, {"port": "995"}, role=Role.POP)
    assert path((NETWORK, failed), HOME, OLA).to_pop == Link(BROKEN, words)


def test_a_screen_reader_hears_each_station_with_what_leads_there() -> None:
    spoken = path((NETWORK, BLOCKED, POP, NOT_TRIED), HOME, OLA).spoken
    assert spoken == (
        "You, this computer",
        "Line, Wi-Fi, connected (open)",
        "POP, mailbox, logged in (open)",
        "SMTP, sending, port 25 blocked (broken), window, 15\u00a0min (open)",
        "Elsewhere, elsewhere.example, not reached (not known)",
    )
