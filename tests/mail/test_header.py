import locale
from datetime import UTC, datetime, timedelta, timezone

import pytest

from tegata.mail.address import Mailbox
from tegata.mail.draft import Draft
from tegata.mail.header import date_text, field, header_fields
from tegata.mail.letter import Letter
from tegata.mail.seal import seal

TOKEN = "0123456789abcdef0123456789abcdef"
JAPAN = timezone(timedelta(hours=9))


def test_a_letter_has_these_fields_in_this_order() -> None:
    draft = Draft(
        "a",
        to=('"Tanaka, Yuki" <yuki@b.example>', "Bob <bob@b.example>"),
        cc=("山田 <yamada@日本語.jp>",),
        bcc=("secret@c.example",),
        subject="Lunch",
        in_reply_to="<1@b.example>",
    )
    letter = seal(
        draft,
        Mailbox("Kenji", "kenji", "A.example"),
        date=datetime(2026, 11, 24, 14, 5, 6, tzinfo=JAPAN),
        token=TOKEN,
    )
    assert isinstance(letter, Letter)

    assert header_fields(letter).decode("ascii").split("\r\n") == [
        "From: Kenji <kenji@a.example>",
        'To: "Tanaka, Yuki" <yuki@b.example>, Bob <bob@b.example>',
        "Cc: =?utf-8?b?5bGx55Sw?= <yamada@xn--wgv71a119e.jp>",
        "Subject: Lunch",
        "Date: Tue, 24 Nov 2026 14:05:06 +0900",
        f"Message-ID: <{TOKEN}@a.example>",
        "In-Reply-To: <1@b.example>",
        "References: <1@b.example>",
        "MIME-Version: 1.0",
        "",
    ]


def test_a_field_folds_between_words_and_never_before_the_first() -> None:
    lines = field("Subject", ["w" * 90, "a" * 40, "b" * 30, "c" * 10]).split(b"\r\n")

    assert lines == [b"Subject: " + b"w" * 90, b" " + b"a" * 40 + b" " + b"b" * 30, b" " + b"c" * 10, b""]


def test_an_empty_field_is_one_line() -> None:
    assert field("Subject", []) == b"Subject:\r\n"


@pytest.mark.parametrize("control", ["\r", "\n", "\r\n", "\0", "\x7f"])
def test_no_word_breaks_a_field_open(control: str) -> None:
    with pytest.raises(ValueError, match="control"):
        field("Subject", ["Hi", f"x{control}Bcc: evil@x.example"])


@pytest.mark.parametrize(
    ("date", "text"),
    [
        (datetime(2026, 11, 4, 1, 2, 3, tzinfo=UTC), "Wed, 04 Nov 2026 01:02:03 +0000"),
        (
            datetime(2026, 1, 1, tzinfo=timezone(-timedelta(hours=3, minutes=30))),
            "Thu, 01 Jan 2026 00:00:00 -0330",
        ),
        (
            datetime(1887, 1, 1, 9, 18, 59, tzinfo=timezone(timedelta(seconds=33539))),
            "Sat, 01 Jan 1887 09:19:00 +0919",
        ),
    ],
)
def test_the_date_is_english_in_its_own_zone(date: datetime, text: str) -> None:
    assert date_text(date) == text


def test_the_date_ignores_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    before = locale.setlocale(locale.LC_TIME)
    try:
        for name in ("ja_JP.UTF-8", "de_DE.UTF-8", "C"):
            try:
                locale.setlocale(locale.LC_TIME, name)
            except locale.Error:
                continue
            assert date_text(datetime(2026, 5, 6, tzinfo=UTC)).startswith("Wed, 06 May 2026")
    finally:
        locale.setlocale(locale.LC_TIME, before)
