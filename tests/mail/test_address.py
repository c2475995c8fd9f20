import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegata.mail.address import Mailbox, called, parse_mailbox, split_recipients, wire_domain
from tegata.mail.flaw import Reason

ACCEPTED = [
    ("yuki@b.example", "", "yuki@b.example"),
    ("  <yuki@b.example> ", "", "yuki@b.example"),
    ("Yuki Tanaka <yuki@b.example>", "Yuki Tanaka", "yuki@b.example"),
    ('"Tanaka, Yuki" <yuki@b.example>', "Tanaka, Yuki", "yuki@b.example"),
    ('"Yuki \\"Y\\" T" <yuki@b.example>', 'Yuki "Y" T', "yuki@b.example"),
    ("O'Brien \"Bob <bob@b.example>", "O'Brien \"Bob", "bob@b.example"),
    ("山田＜営業＞ <yamada@b.example>", "山田＜営業＞", "yamada@b.example"),
    ("山田　太郎＜ｙ．ｔ＠ｂ．ｅｘａｍｐｌｅ＞", "山田　太郎", "y.t@b.example"),
    ("Sales <East> <east@b.example>", "Sales <East>", "east@b.example"),
    ("a..b@docomo.ne.jp", "", "a..b@docomo.ne.jp"),
    (".foo@ezweb.ne.jp", "", ".foo@ezweb.ne.jp"),
    ("foo.@docomo.ne.jp", "", "foo.@docomo.ne.jp"),
    ('"a b@c"@b.example', "", '"a b@c"@b.example'),
    ('Yuki <"a<b"@b.example>', "Yuki", '"a<b"@b.example'),
    ("yuki@[127.0.0.1]", "", "yuki@[127.0.0.1]"),
    ("yuki@[IPv6:2001:db8::1]", "", "yuki@[IPv6:2001:db8::1]"),
    ("yuki@日本語。jp", "", "yuki@日本語.jp"),
    ("\u202ayuki@b.example\u202c\u200b", "", "yuki@b.example"),
    ("Yuki\t<yuki@b.example>", "Yuki", "yuki@b.example"),
    ("yuki@localhost", "", "yuki@localhost"),
    ("björn@b.example", "", "björn@b.example"),
    (f"{'r' * 120}@b.example", "", f"{'r' * 120}@b.example"),
]

REFUSED = [
    ("", Reason.NO_AT_SIGN),
    ("yuki.b.example", Reason.NO_AT_SIGN),
    ("Yuki <>", Reason.NO_AT_SIGN),
    ("@b.example", Reason.BAD_LOCAL_PART),
    ("yu ki@b.example", Reason.BAD_LOCAL_PART),
    ("yuki@b.example Tanaka@b.example", Reason.BAD_LOCAL_PART),
    ("yuki\u3000t@b.example", Reason.BAD_LOCAL_PART),
    ("yu\u200bki@b.example", Reason.BAD_LOCAL_PART),
    ("yu\ud800ki@b.example", Reason.BAD_LOCAL_PART),
    ("Bcc:yuki@b.example", Reason.BAD_LOCAL_PART),
    ("<yuki@b.example", Reason.BAD_LOCAL_PART),
    ('"yuki"x@b.example', Reason.BAD_LOCAL_PART),
    ('"yuki\\"@b.example', Reason.BAD_LOCAL_PART),
    ("u\u010daBcc:evil@b.example", Reason.BAD_LOCAL_PART),
    ("u\u560d\u560aevil@b.example", Reason.BAD_LOCAL_PART),
    ('"u\u560d\u560aevil"@b.example', Reason.BAD_LOCAL_PART),
    (f"{'r' * 250}@b.example", Reason.BAD_LOCAL_PART),
    ("yuki@", Reason.BAD_DOMAIN),
    ("yuki@b..example", Reason.BAD_DOMAIN),
    ("yuki@-b.example", Reason.BAD_DOMAIN),
    ("yuki@b-.example", Reason.BAD_DOMAIN),
    ("yuki@b.example.", Reason.BAD_DOMAIN),
    ("yuki@b example", Reason.BAD_DOMAIN),
    ("yuki@b.example>", Reason.BAD_DOMAIN),
    ("yuki@[127.0.0.1", Reason.BAD_DOMAIN),
    ("yuki@℀.example", Reason.BAD_DOMAIN),
    ("yuki@日\u202e本.example", Reason.BAD_DOMAIN),
    ("yuki@日本\ud800.example", Reason.BAD_DOMAIN),
    (f"yuki@{'b' * 64}.example", Reason.BAD_DOMAIN),
    (f"yuki@{'日' * 300}.example", Reason.BAD_DOMAIN),
    ("yuki@b.example\r\nBcc: evil@x.example", Reason.CONTROL_CHARACTER),
    ("yuki@b.example\n", Reason.CONTROL_CHARACTER),
    ("Yuki\0 <yuki@b.example>", Reason.CONTROL_CHARACTER),
    ("Yuki\x85 <yuki@b.example>", Reason.CONTROL_CHARACTER),
    ("Yuki\u2028 <yuki@b.example>", Reason.CONTROL_CHARACTER),
]


@pytest.mark.parametrize(("text", "name", "address"), ACCEPTED)
def test_what_people_type_is_read(text: str, name: str, address: str) -> None:
    mailbox = parse_mailbox(text)

    assert isinstance(mailbox, Mailbox)
    assert (mailbox.name, mailbox.address) == (name, address)


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_what_is_no_address_is_refused_with_the_reason(text: str, reason: Reason) -> None:
    assert parse_mailbox(text) is reason


@pytest.mark.parametrize(
    ("domain", "wire"),
    [
        ("B.Example", "b.example"),
        ("日本語.jp", "xn--wgv71a119e.jp"),
        ("faß.de", "xn--fa-hia.de"),
        ("xn--wgv71a119e.jp", "xn--wgv71a119e.jp"),
        ("mail_1.b.example", "mail_1.b.example"),
        ("[127.0.0.1]", "[127.0.0.1]"),
    ],
)
def test_a_domain_goes_on_the_wire_in_lower_case_and_a_labels(domain: str, wire: str) -> None:
    assert wire_domain(domain) == wire


@pytest.mark.parametrize(
    ("local", "wire"),
    [
        ("a.b", "a.b"),
        ("a..b", '"a..b"'),
        (".foo", '".foo"'),
        ("foo.", '"foo."'),
        ('"a..b"', '"a..b"'),
    ],
)
def test_dots_out_of_place_go_on_the_wire_in_quotes(local: str, wire: str) -> None:
    mailbox = Mailbox("", local, "docomo.ne.jp")

    assert mailbox.wire == f"{wire}@docomo.ne.jp"
    assert mailbox.address == f"{local}@docomo.ne.jp"


def test_only_the_local_part_decides_about_smtputf8() -> None:
    assert not Mailbox("山田", "yamada", "日本語.jp").needs_smtputf8
    assert Mailbox("", "björn", "b.example").needs_smtputf8


@given(st.text())
def test_any_text_is_a_mailbox_or_a_reason(text: str) -> None:
    match parse_mailbox(text):
        case Mailbox() as mailbox:
            assert not set("\r\n\0") & set(mailbox.name + mailbox.wire)
            assert mailbox.wire.rpartition("@")[2].isascii()
        case reason:
            assert reason in Reason


@given(st.text(st.characters(max_codepoint=0x7E, min_codepoint=0x20)))
def test_a_quoted_name_is_read_as_it_was_meant(name: str) -> None:
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')

    assert parse_mailbox(f'"{quoted}" <yuki@b.example>') == Mailbox(name.strip(), "yuki", "b.example")


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("a@x, b@x;c@x、d@x，e@x；f@x", ("a@x", "b@x", "c@x", "d@x", "e@x", "f@x")),
        ("a@x\r\nb@x\n\n c@x ", ("a@x", "b@x", "c@x")),
        ('"Tanaka, Yuki" <a@x>, Bob <b@x>', ('"Tanaka, Yuki" <a@x>', "Bob <b@x>")),
        ('"A\\", B" <a@x>,b@x', ('"A\\", B" <a@x>', "b@x")),
        ("<a,b@x>;c@x", ("<a,b@x>", "c@x")),
        ("a <b@x, c@x", ("a <b@x", "c@x")),
        ('6" screen <a@x>, b@x', ('6" screen <a@x>', "b@x")),
        (",; 、", ()),
        ("", ()),
    ],
)
def test_a_list_is_cut_where_a_person_would_cut_it(text: str, pieces: tuple[str, ...]) -> None:
    assert split_recipients(text) == pieces


@given(st.text('"\\<>,;a@ \n', max_size=60))
def test_cutting_loses_nothing_but_separators_and_edges(text: str) -> None:
    kept = "".join(split_recipients(text))

    assert [c for c in kept if c in '"\\<>a@'] == [c for c in text if c in '"\\<>a@']


@pytest.mark.parametrize(
    ("typed", "called_so"),
    [("Yuki Tanaka <yuki@b.example>", "Yuki Tanaka"), ("yuki@b.example", "yuki@b.example"), ("yuki", "yuki")],
)
def test_people_are_called_by_their_name(typed: str, called_so: str) -> None:
    assert called(typed) == called_so
