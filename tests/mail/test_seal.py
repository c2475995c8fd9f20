from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tegata.mail.address import Mailbox
from tegata.mail.draft import Attachment, Draft
from tegata.mail.envelope import Envelope
from tegata.mail.flaw import Field, Flaw, Reason
from tegata.mail.letter import Letter
from tegata.mail.seal import seal

TOKEN = "0123456789abcdef0123456789abcdef"
DATE = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
KENJI = Mailbox("Kenji", "kenji", "a.example")
DRAFT = Draft("a", to=("yuki@b.example",))


def sealed(draft: Draft, sender: Mailbox = KENJI) -> Letter:
    letter = seal(draft, sender, date=DATE, token=TOKEN)
    assert isinstance(letter, Letter)
    return letter


def flaws(draft: Draft, sender: Mailbox = KENJI) -> tuple[Flaw, ...]:
    found = seal(draft, sender, date=DATE, token=TOKEN)
    assert not isinstance(found, Letter)
    return found


def test_each_recipient_is_in_the_envelope_once_in_the_order_typed() -> None:
    draft = Draft(
        "a",
        to=("Yuki <yuki@B.example>", "YUKI@b.example"),
        cc=("yuki@b.example", "taro@日本語.jp"),
        bcc=("taro@xn--wgv71a119e.jp", "  ", "secret@c.example"),
    )
    letter = sealed(draft)

    assert letter.envelope == Envelope(
        "kenji@a.example",
        ("yuki@b.example", "YUKI@b.example", "taro@xn--wgv71a119e.jp", "secret@c.example"),
    )
    assert [m.address for m in letter.to] == ["yuki@B.example", "YUKI@b.example"]
    assert [m.address for m in letter.cc] == ["taro@日本語.jp"]


@pytest.mark.parametrize(
    ("draft", "sender", "needed"),
    [
        (DRAFT, KENJI, False),
        (replace(DRAFT, to=("山田 <yamada@日本語.jp>",)), KENJI, False),
        (replace(DRAFT, bcc=("björn@b.example",)), KENJI, True),
        (DRAFT, Mailbox("", "björn", "a.example"), True),
    ],
)
def test_smtputf8_is_for_local_parts_beyond_ascii_alone(draft: Draft, sender: Mailbox, needed: bool) -> None:
    assert sealed(draft, sender).envelope.smtputf8 is needed


def test_all_flaws_are_found_at_once_and_name_what_was_typed() -> None:
    draft = Draft(
        "a",
        to=("yuki", "ok@b.example"),
        cc=("yuki@b..example",),
        bcc=("a@b.example\r\nX: y", "yu ki@b.example"),
    )

    assert flaws(draft, Mailbox("", "kenji", "-a.example")) == (
        Flaw(Field.SENDER, Reason.BAD_DOMAIN, "kenji@-a.example"),
        Flaw(Field.TO, Reason.NO_AT_SIGN, "yuki"),
        Flaw(Field.CC, Reason.BAD_DOMAIN, "yuki@b..example"),
        Flaw(Field.BCC, Reason.CONTROL_CHARACTER, "a@b.example\r\nX: y"),
        Flaw(Field.BCC, Reason.BAD_LOCAL_PART, "yu ki@b.example"),
    )


@pytest.mark.parametrize("to", [(), ("", " ")])
def test_a_letter_needs_somebody_to_go_to(to: tuple[str, ...]) -> None:
    assert flaws(Draft("a", to=to)) == (Flaw(Field.TO, Reason.NO_RECIPIENT),)


def test_the_message_id_has_the_senders_domain_and_nothing_of_the_machine() -> None:
    assert sealed(DRAFT).message_id == f"<{TOKEN}@a.example>"
    assert sealed(DRAFT, Mailbox("", "k", "日本語.jp")).message_id == f"<{TOKEN}@xn--wgv71a119e.jp>"


def test_line_ends_in_subject_and_sender_name_become_a_blank() -> None:
    letter = sealed(
        replace(DRAFT, subject="Hi\r\nBcc: evil@x.example\0"),
        replace(KENJI, name="Kenji\nBcc: evil@x.example"),
    )

    assert letter.subject == "Hi Bcc: evil@x.example"
    assert letter.sender.name == "Kenji Bcc: evil@x.example"


@pytest.mark.parametrize(
    ("typed", "body"),
    [
        ("", ""),
        ("one", "one\n"),
        ("one\r\ntwo\rthree\nfour\n", "one\ntwo\nthree\nfour\n"),
        ("nul\0l\n-- \n", "null\n-- \n"),
        ("half \ud83d", "half ?\n"),
        ("\n\n", "\n\n"),
    ],
)
def test_a_body_has_lf_line_ends_the_last_line_too(typed: str, body: str) -> None:
    assert sealed(replace(DRAFT, body=typed)).body == body


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("図.png", "図.png"),
        ("/home/kenji/secret/plan.txt", "plan.txt"),
        ("C:\\Users\\kenji\\plan.txt", "plan.txt"),
        ("../..", "attachment"),
        ("", "attachment"),
        ("plan\r\nX: y.txt", "plan X: y.txt"),
        ("invoice_\u202egpj.exe", "invoice_gpj.exe"),
        ("n" * 300 + ".pdf", "n" * 251 + ".pdf"),
    ],
)
def test_a_file_name_tells_neither_path_nor_lies(name: str, seen: str) -> None:
    draft = replace(DRAFT, attachments=(Attachment(Path("x"), name),))

    assert sealed(draft).attachments[0].name == seen


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("image/JPEG", "image/jpeg"),
        ("text/plain", "text/plain"),
        ("application/vnd.ms-excel", "application/vnd.ms-excel"),
        ("text/plain; charset=x", "application/octet-stream"),
        ("text/plain\r\nX: y", "application/octet-stream"),
        ("", "application/octet-stream"),
        ("message/rfc822", "application/octet-stream"),
        ("multipart/mixed", "application/octet-stream"),
    ],
)
def test_a_media_type_is_kept_if_it_is_one_and_may_be_base64(given: str, written: str) -> None:
    draft = replace(DRAFT, attachments=(Attachment(Path("x"), "x", given),))

    assert sealed(draft).attachments[0].media_type == written


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (None, ()),
        ("<1@b.example>", ("<1@b.example>",)),
        ("<1@b.example> <2@b.example>", ("<1@b.example>", "<2@b.example>")),
        ("1@b.example", ()),
        ("<1@b.example\r\nX: y>", ()),
        (f"<{'1' * 901}>", ()),
    ],
)
def test_only_message_ids_are_replied_to(given: str | None, kept: tuple[str, ...]) -> None:
    assert sealed(replace(DRAFT, in_reply_to=given)).in_reply_to == kept


@pytest.mark.parametrize("token", ["", "short", "0123456789abcdef\r\nX", "a" * 65])
def test_an_unfit_token_is_a_mistake_of_the_caller(token: str) -> None:
    with pytest.raises(ValueError, match="token"):
        seal(DRAFT, KENJI, date=DATE, token=token)


def test_a_date_without_a_zone_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="aware"):
        seal(DRAFT, KENJI, date=DATE.replace(tzinfo=None), token=TOKEN)
