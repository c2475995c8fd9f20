import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegata.protocols.outcome import Phase
from tegata.protocols.steps import Awaits
from tegata.protocols.wire import WireTextError, address_literal, octets, path, pop, smtp


@given(st.text())
def test_only_printable_ascii_gets_through(text: str) -> None:
    printable = all(" " <= character <= "~" for character in text)
    try:
        assert octets(text) == text.encode("ascii")
    except WireTextError:
        assert not printable
    else:
        assert printable


@given(st.text(st.characters(codec=None)))
def test_with_utf8_no_control_gets_through(text: str) -> None:
    try:
        data = octets(text, utf8=True)
    except WireTextError:
        return
    assert data.decode() == text
    assert not any(octet < 32 or octet == 127 for octet in data)


def test_a_refused_password_is_not_repeated_in_the_error() -> None:
    with pytest.raises(WireTextError) as caught:
        octets("PASS ひらけゴマ")
    assert "ひらけゴマ" not in str(caught.value)


@pytest.mark.parametrize(
    "text", ["a\rb", "a\nb", "a\0b", "a\x1bb", "\u560d\u560a", "é", "\ud800", "a\u2028b"]
)
def test_refused_in_ascii(text: str) -> None:
    with pytest.raises(WireTextError):
        octets(text)


def test_commands_are_ascii_unless_asked_for_more() -> None:
    with pytest.raises(WireTextError):
        smtp("RCPT TO:<雪@b.example>", Phase.RCPT)
    with pytest.raises(WireTextError):
        pop("USER 雪")
    assert smtp("RCPT TO:<雪@b.example>", Phase.RCPT, utf8=True).shown == "RCPT TO:<雪@b.example>"


def test_code_points_that_would_truncate_to_line_ends_stay_themselves() -> None:
    assert octets("\u560d\u560a", utf8=True) == b"\xe5\x98\x8d\xe5\x98\x8a"


@pytest.mark.parametrize("text", ["\x85", "\u2028", "\u2029", "\ud800", "\x7f", "\t"])
def test_refused_in_utf8(text: str) -> None:
    with pytest.raises(WireTextError):
        octets(text, utf8=True)


def test_commands_end_with_crlf_and_hide_what_they_must() -> None:
    quit_command = smtp("QUIT", Phase.QUIT)
    assert (quit_command.data, quit_command.shown, quit_command.awaits) == (b"QUIT\r\n", "QUIT", Awaits.SMTP)
    secret = pop("PASS sesame", shown="PASS ***")
    assert secret.data == b"PASS sesame\r\n"
    assert secret.phase is Phase.POP
    assert "sesame" not in repr(secret)


@pytest.mark.parametrize(
    "address", ["", "a@b.example", '"a b>c"@b.example', r'"a\"<b"@b.example', "雪@b.example"]
)
def test_path(address: str) -> None:
    assert path(address) == f"<{address}>"


@pytest.mark.parametrize(
    "address", ["a>b@c", "a<b@c", "a b@c", "a@b> X=1", '"a b"@"c d"@x', '"a"@b> X', '"a@b >', "a\t@b"]
)
def test_path_that_would_end_early(address: str) -> None:
    with pytest.raises(WireTextError):
        path(address)


@pytest.mark.parametrize(
    ("address", "literal"),
    [
        ("192.0.2.1", "[192.0.2.1]"),
        ("2001:DB8::1", "[IPv6:2001:db8::1]"),
        ("fe80::1%eth0", "[IPv6:fe80::1]"),
    ],
)
def test_address_literal(address: str, literal: str) -> None:
    assert address_literal(address) == literal


def test_host_name_is_no_address_literal() -> None:
    with pytest.raises(ValueError, match="laptop"):
        address_literal("laptop")
