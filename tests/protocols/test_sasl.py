"""Each mechanism in the words of its RFC's example, over SMTP; what a server may do to it."""

from base64 import b64decode, b64encode
from collections.abc import Callable

import pytest
import scramp.core
from scramp import ScramMechanism

from tegata.protocols.channel import Channel
from tegata.protocols.credentials import Credentials
from tegata.protocols.extensions import Extensions
from tegata.protocols.outcome import Broken, Declined, Objection, Phase, Refused
from tegata.protocols.reply import SmtpReply
from tegata.protocols.sasl import MOST_ITERATIONS, Mechanism, can_hide, choose, plain_message, would_show
from tegata.protocols.smtp_auth import authenticate
from tegata.protocols.steps import Compute, Dialogue, Flight
from tegata.secret import Secret
from tests.protocols.playbook import play

Result = Refused | Broken | Declined | None
Proof = Callable[[], Dialogue[Result]]

NONCE = "fyko+d2lbbFgONRv9qkxdawL"
FIRST = f"n,,n=user,r={NONCE}"
SERVER_FIRST = f"r={NONCE}3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096"
FINAL = f"c=biws,r={NONCE}3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts="
SERVER_FINAL = "v=rmF9pqV8S7suAoZWja4dJRkFsKQ="
NOT_SHOWN = "the server has not shown that it knows the password"


@pytest.fixture
def the_nonce(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the client say what it says in RFC 5802."""
    monkeypatch.setattr(scramp.core.Nonce, "create", lambda: scramp.core.Nonce(NONCE))


def proving(
    *mechanisms: str,
    channel: Channel = Channel.NONE,
    user: str = "user",
    password: str = "pencil",  # noqa: S107
) -> Proof:
    login = Credentials(user, Secret(password))
    return lambda: authenticate(login, Extensions(auth=mechanisms), channel)


def b64(text: str) -> str:
    return b64encode(text.encode()).decode()


def scram(*server: str, first: str = FIRST, mechanism: str = "SCRAM-SHA-1") -> str:
    """The transcript of an exchange: what the server says, and what the RFC makes us answer."""
    lines = [f"C: AUTH {mechanism} {b64(first)}", f"S: {server[0]}"]
    for ours, theirs in zip((b64(FINAL), "", "never"), server[1:], strict=False):
        lines += [f"C: {ours}", f"S: {theirs}"]
    return "\n".join(lines)


@pytest.mark.usefixtures("the_nonce")
def test_scram_sha_1_as_in_rfc_5802_section_5() -> None:
    script = scram(f"334 {b64(SERVER_FIRST)}", f"334 {b64(SERVER_FINAL)}", "235 welcome")
    assert play(proving("SCRAM-SHA-1"), script) is None


def test_scram_sha_256_as_in_rfc_7677_section_3(monkeypatch: pytest.MonkeyPatch) -> None:
    nonce = "rOprNGfwEbeRWgbNEkqO"
    monkeypatch.setattr(scramp.core.Nonce, "create", lambda: scramp.core.Nonce(nonce))
    both = f"r={nonce}%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0"
    script = f"""
        C: AUTH SCRAM-SHA-256 {b64(f"n,,n=user,r={nonce}")}
        S: 334 {b64(f"{both},s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096")}
        C: {b64(f"c=biws,{both},p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=")}
        S: 334 {b64("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=")}
        C:
        S: 235 welcome
        """
    assert play(proving("SCRAM-SHA-1", "SCRAM-SHA-256"), script) is None


@pytest.mark.usefixtures("the_nonce")
def test_scram_where_the_server_overlooks_the_first_message() -> None:
    script = f"""
        C: AUTH SCRAM-SHA-1 {b64(FIRST)}
        S: 334
        C: {b64(FIRST)}
        S: 334 {b64(SERVER_FIRST)}
        C: {b64(FINAL)}
        S: 334 {b64(SERVER_FINAL)}
        C:
        S: 235 welcome
        """
    assert play(proving("SCRAM-SHA-1"), script) is None


@pytest.mark.usefixtures("the_nonce")
@pytest.mark.parametrize(
    "server",
    [
        ("535 5.7.8 no",),
        (f"334 {b64(SERVER_FIRST)}", "535 5.7.8 no"),
        (f"334 {b64(SERVER_FIRST)}", f"334 {b64('e=invalid-proof')}", "535 5.7.8 no"),
        (f"334 {b64(SERVER_FIRST)}", f"334 {b64(SERVER_FINAL)}", "535 5.7.8 no"),
    ],
)
def test_scram_refused(server: tuple[str, ...]) -> None:
    refused = play(proving("SCRAM-SHA-1"), scram(*server))
    assert isinstance(refused, Refused)
    assert refused.permanent


@pytest.mark.usefixtures("the_nonce")
@pytest.mark.parametrize(
    ("server", "why"),
    [
        (("235 welcome",), NOT_SHOWN),
        ((f"334 {b64(SERVER_FIRST)}", "235 welcome"), NOT_SHOWN),
        (
            (f"334 {b64(SERVER_FIRST)}", f"334 {b64('e=invalid-proof')}", "235 welcome all the same"),
            "believed although the proof was called wrong",
        ),
    ],
)
def test_a_server_that_lets_us_in_without_its_proof_is_not_believed(
    server: tuple[str, ...], why: str
) -> None:
    unproven(play(proving("SCRAM-SHA-1"), scram(*server)), why)


@pytest.mark.usefixtures("the_nonce")
@pytest.mark.parametrize(
    "first",
    [
        "",
        "nonsense",
        "r=someone-elses-nonce,s=QSXCR+Q6sek8bf92,i=4096",
        f"r={NONCE},s=QSXCR+Q6sek8bf92,i=4096",
        f"r={NONCE}x,s=,i=4096",
        f"r={NONCE}x,s=%%%,i=4096",
        f"r={NONCE}x,s=QSXCR+Q6sek8bf92,i=1",
        f"r={NONCE}x,s=QSXCR+Q6sek8bf92,i={MOST_ITERATIONS + 1}",
        f"r={NONCE}x,s=QSXCR+Q6sek8bf92,i={10**2000}",
        f"r={NONCE}x,s=QSXCR+Q6sek8bf92,i=-4096",
        f"r={NONCE}x,s=QSXCR+Q6sek8bf92",
        f"m=must-understand,r={NONCE}x,s=QSXCR+Q6sek8bf92,i=4096",
        "e=other-error",
        "\N{SNOWMAN}",
    ],
)
def test_first_message_of_a_server_that_is_none(first: str) -> None:
    """No proof leaves: with one and a salt of its choice, a server could guess the password at leisure."""
    resent = f"C: {b64(FIRST)}\nS: 334\n" if not first else ""
    script = f"{scram(f'334 {b64(first)}')}\n{resent}C: *\nS: 501 as you like"
    unproven(play(proving("SCRAM-SHA-1"), script))


@pytest.mark.usefixtures("the_nonce")
@pytest.mark.parametrize("last", ["v=AAAAAAAAAAAAAAAAAAAAAAAAAAA=", "v=%", "v=", "x", ""])
def test_signature_of_a_server_that_is_wrong(last: str) -> None:
    script = scram(f"334 {b64(SERVER_FIRST)}", f"334 {b64(last)}") + "\nC: *\nS: 501 as you like"
    unproven(play(proving("SCRAM-SHA-1"), script))


@pytest.mark.usefixtures("the_nonce")
@pytest.mark.parametrize("challenge", ["*", "====", "/w=="])
def test_challenges_that_are_no_base64_or_no_text(challenge: str) -> None:
    unproven(play(proving("SCRAM-SHA-1"), scram(f"334 {challenge}") + "\nC: *\nS: 501 as you like"))


@pytest.mark.usefixtures("the_nonce")
def test_what_is_wrong_with_a_message_is_said() -> None:
    first = f"r={NONCE}x,s=QSXCR+Q6sek8bf92,i={MOST_ITERATIONS + 1}"
    script = f"{scram(f'334 {b64(first)}')}\nC: *\nS: 501 as you like"
    unproven(play(proving("SCRAM-SHA-1"), script), "1000001 rounds of key derivation asked for")


@pytest.mark.usefixtures("the_nonce")
def test_as_many_iterations_as_we_bear_are_done() -> None:
    first = f"r={NONCE}x,s=QSXCR+Q6sek8bf92,i={MOST_ITERATIONS}"
    dialogue = proving("SCRAM-SHA-1")()
    next(dialogue)
    assert isinstance(dialogue.send((SmtpReply(334, (b64(first),)),)), Compute)


@pytest.mark.parametrize(("user", "password"), [("", "pencil"), ("us\uffffer", "pencil"), ("user", "\u0007")])
def test_text_that_saslprep_does_not_let_through(user: str, password: str) -> None:
    declined = play(proving("SCRAM-SHA-1", user=user, password=password), "")
    assert declined == Declined(Phase.AUTH, Objection.BAD_CREDENTIALS_TEXT)


@pytest.mark.parametrize("mechanism", ["SCRAM-SHA-1", "SCRAM-SHA-256"])
@pytest.mark.parametrize(
    ("user", "password"), [("a,b=c", "pencil"), ("雪", "ひらけゴマ"), ("I\u00adX", "\u2168")]
)
def test_scram_against_a_server_of_another_hand(mechanism: str, user: str, password: str) -> None:
    """The text is prepared and escaped as the other end expects."""
    machine = ScramMechanism(mechanism)
    account = machine.make_auth_info(password, 4096)
    server = machine.make_server(lambda _: account)
    dialogue = proving(mechanism, user=user, password=password)()
    assert lead(dialogue, server) is None


def lead(dialogue: Dialogue[Result], server: scramp.core.ScramServer) -> Result:
    def heard(step: object) -> str:
        assert isinstance(step, Flight)
        return b64decode(step.commands[0].data.split()[-1]).decode()

    server.set_client_first(heard(next(dialogue)))
    step = dialogue.send((SmtpReply(334, (b64(server.get_server_first()),)),))
    assert isinstance(step, Compute)
    server.set_client_final(heard(dialogue.send(step.job())))
    dialogue.send((SmtpReply(334, (b64(server.get_server_final()),)),))
    try:
        dialogue.send((SmtpReply(235, ("welcome",)),))
    except StopIteration as stop:
        result: Result = stop.value
        return result
    raise AssertionError("the dialogue went on")


CRAM = """
    C: AUTH CRAM-MD5
    S: 334 PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+
    C: dGltIGI5MTNhNjAyYzdlZGE3YTQ5NWI0ZTZlNzMzNGQzODkw
    """


def test_cram_md5_as_in_rfc_2195_section_2() -> None:
    proof = proving("CRAM-MD5", user="tim", password="tanstaaftanstaaf")
    assert play(proof, f"{CRAM}S: 235 welcome") is None
    assert isinstance(play(proof, f"{CRAM}S: 535 no"), Refused)


def test_cram_md5_believed_unseen() -> None:
    unproven(
        play(proving("CRAM-MD5"), "C: AUTH CRAM-MD5\nS: 235 welcome"), "believed before anything was proven"
    )


@pytest.mark.parametrize("challenge", ["%", "=", "PDE+=x", "PD%E+", "PDE+ PDE+", "雪", "PDE\ufffd", ""])
def test_cram_md5_challenge_that_is_none(challenge: str) -> None:
    script = f"C: AUTH CRAM-MD5\nS: 334 {challenge}\nC: *\nS: 501 as you like"
    why = "a challenge that is not base64" if challenge else "an empty challenge"
    unproven(play(proving("CRAM-MD5"), script), why)


@pytest.mark.parametrize("mechanism", ["PLAIN", "LOGIN", "CRAM-MD5"])
def test_no_end_of_questions(mechanism: str) -> None:
    """The password is said once and never again, however often the server asks."""
    answers = {
        "PLAIN": ["AUTH PLAIN AHVzZXIAcGVuY2ls", "AHVzZXIAcGVuY2ls"],
        "LOGIN": ["AUTH LOGIN", "dXNlcg==", "cGVuY2ls"],
        "CRAM-MD5": ["AUTH CRAM-MD5", "dXNlciAyNjlhYTU2ZDU1MWRkZjExM2ZmOTBiMjg3YzZmODMwMA=="],
    }[mechanism]
    script = "".join(f"C: {answer}\nS: 334 eA==\n" for answer in answers)
    unproven(play(proving(mechanism), f"{script}C: *\nS: 501 as you like"), "the server goes on asking")


@pytest.mark.parametrize(
    ("offered", "under_tls", "in_clear"),
    [
        ("PLAIN LOGIN CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256", "PLAIN", "SCRAM-SHA-256"),
        ("LOGIN CRAM-MD5 SCRAM-SHA-1", "SCRAM-SHA-1", "SCRAM-SHA-1"),
        ("CRAM-MD5 LOGIN PLAIN", "PLAIN", "CRAM-MD5"),
        ("CRAM-MD5 LOGIN", "LOGIN", "CRAM-MD5"),
        ("LOGIN PLAIN", "PLAIN", "PLAIN"),
        ("LOGIN", "LOGIN", "LOGIN"),
        ("CRAM-MD5", "CRAM-MD5", "CRAM-MD5"),
        ("SCRAM-SHA-256-PLUS XOAUTH2 GSSAPI", None, None),
    ],
)
def test_the_one_mechanism(offered: str, under_tls: str | None, in_clear: str | None) -> None:
    for channel in (Channel.TLS, Channel.STARTTLS):
        assert choose(offered.split(), channel) == under_tls
    assert choose(offered.split(), Channel.NONE) == in_clear


def test_what_hides_the_password() -> None:
    assert [each for each in Mechanism if not each.hides_password] == [Mechanism.PLAIN, Mechanism.LOGIN]


def test_plain_message() -> None:
    assert plain_message(Credentials("tim", Secret("tanstaaftanstaaf"))) == b"\0tim\0tanstaaftanstaaf"


def unproven(result: Result, why: str = "") -> None:
    assert isinstance(result, Declined)
    assert (result.phase, result.objection) == (Phase.AUTH, Objection.SERVER_UNPROVEN)
    assert isinstance(result.detail, str)
    assert result.detail == why or not why


@pytest.mark.parametrize(
    ("offered", "channel", "stays", "shown"),
    [
        (["PLAIN", "LOGIN"], Channel.NONE, True, True),
        ([], Channel.NONE, True, True),
        (["PLAIN", "CRAM-MD5"], Channel.NONE, True, False),
        (["PLAIN"], Channel.NONE, False, False),
        (["PLAIN"], Channel.TLS, True, False),
    ],
)
def test_a_password_that_has_stayed_here_is_not_shown_in_clear(
    offered: list[str], channel: Channel, stays: bool, shown: bool
) -> None:
    login = Credentials("user", Secret("pencil"), stays_here=stays)
    assert would_show(login, offered, channel) is shown
    assert can_hide(offered) is ("CRAM-MD5" in offered)
