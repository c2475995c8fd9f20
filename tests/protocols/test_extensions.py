import pytest

from tegata.protocols.extensions import NO_EXTENSIONS, parse_extensions, server_sees
from tegata.protocols.reply import SmtpReply


def ehlo(*lines: str) -> SmtpReply:
    return SmtpReply(250, ("mail.a.example", *lines))


def test_postfix() -> None:
    offers = parse_extensions(
        ehlo(
            "PIPELINING",
            "SIZE 10240000",
            "STARTTLS",
            "AUTH PLAIN LOGIN",
            "AUTH=PLAIN LOGIN",
            "ENHANCEDSTATUSCODES",
            "DSN",
            "8BITMIME",
            "SMTPUTF8",
            "CHUNKING",
        )
    )
    assert offers.size == 10240000
    assert offers.auth == ("PLAIN", "LOGIN")
    assert offers.pipelining
    assert offers.smtputf8
    assert offers.chunking
    assert offers.dsn
    assert offers.eight_bit_mime
    assert offers.offers("STARTTLS")
    assert offers.raw["AUTH"] == "PLAIN LOGIN"


@pytest.mark.parametrize("line", ["SIZE", "SIZE 0", "SIZE many", "SIZE -1", "SIZE ²", "SIZE " + "9" * 30])
def test_size_without_a_limit(line: str) -> None:
    offers = parse_extensions(ehlo(line))
    assert offers.offers("SIZE")
    assert offers.size is None


def test_keywords_in_any_case() -> None:
    offers = parse_extensions(ehlo("Pipelining", "auth plain"))
    assert offers.pipelining
    assert offers.auth == ("PLAIN",)


def test_the_form_of_auth_before_the_standard() -> None:
    assert parse_extensions(ehlo("AUTH=LOGIN PLAIN")).auth == ("LOGIN", "PLAIN")


def test_nothing_offered_is_nothing_used() -> None:
    offers = parse_extensions(ehlo("XDSN", "8BITMIMETIC", "CHUNKING-NOT"))
    assert not any((offers.dsn, offers.eight_bit_mime, offers.chunking, offers.pipelining))


def test_parameters_are_kept_as_sent() -> None:
    raw = parse_extensions(ehlo("dsn  RET ENVID", "8BITMIME", "DSN twice")).raw
    assert raw["DSN"] == " RET ENVID"
    assert raw["8BITMIME"] == ""


def test_the_first_line_is_no_extension() -> None:
    assert parse_extensions(SmtpReply(250, ("PIPELINING",))) == NO_EXTENSIONS


HELLO = "[192.168.1.2]"


@pytest.mark.parametrize(
    ("line", "address"),
    [
        ("mail Hello [192.168.1.2] [203.0.113.140]", "203.0.113.140"),  # Exim
        ("mail Hello [192.168.1.2] [203.0.113.140], pleased to meet you", "203.0.113.140"),  # OpenSMTPD
        ("mail Hello dyn.example [203.0.113.140], pleased to meet you", "203.0.113.140"),  # Sendmail
        ("mail Hello x [IPv6:2001:db8:c:0:0:0:0:7], pleased to meet you", "2001:db8:c::7"),
        ("smtp.gmail.com at your service, [203.0.113.140]", "203.0.113.140"),
        ("mail Hello [192.168.1.2] [192.168.1.2]", "192.168.1.2"),
        ("mail Hello [::ffff:203.0.113.140]", "203.0.113.140"),
        ("mail Hello [192.168.1.2]", None),  # our own words
        ("mail.a.example", None),
        ("mail Hello [unknown] []", None),
        ("mail Hello [999.1.1.1]", None),
    ],
)
def test_what_the_server_sees(line: str, address: str | None) -> None:
    assert server_sees(SmtpReply(250, (line,)), HELLO) == address
