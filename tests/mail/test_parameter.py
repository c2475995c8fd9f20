from email import message_from_bytes
from email.header import decode_header, make_header
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegata.mail.header import field
from tegata.mail.parameter import disposition_words, type_words

LONG = "見積書 2026年11月24日 最終版.pdf"


@pytest.mark.parametrize(
    ("name", "disposition", "content_type"),
    [
        ("report.pdf", ['filename="report.pdf"'], ['name="report.pdf"']),
        ("my report.pdf", ['filename="my report.pdf"'], ['name="my report.pdf"']),
        ("図.png", ["filename*=utf-8''%E5%9B%B3.png"], ['name="=?utf-8?b?5ZuzLnBuZw==?="']),
        ('a"b', ["filename*=utf-8''a%22b"], ['name="=?utf-8?b?YSJi?="']),
        ("100%'x'.txt", ['''filename="100%'x'.txt"'''], ['''name="100%'x'.txt"''']),
        (
            LONG,
            [
                "filename*0*=utf-8''%E8%A6%8B%E7%A9%8D%E6%9B%B8%202026%E5%B9%B411;",
                "filename*1*=%E6%9C%8824%E6%97%A5%20%E6%9C%80%E7%B5%82%E7%89%88.pdf",
            ],
            [
                'name="=?utf-8?b?6KaL56mN5pu4IDIwMjblubQxMeaciDI05pelIOacgOe1gueJiC5w?=',
                '=?utf-8?b?ZGY=?="',
            ],
        ),
    ],
)
def test_a_file_name_is_written_for_every_reader(
    name: str, disposition: list[str], content_type: list[str]
) -> None:
    assert disposition_words(name) == ["attachment;", *disposition]
    assert type_words("application/pdf", name) == ["application/pdf;", *content_type]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=255))
def test_any_file_name_fits_its_lines_and_is_read_back(name: str) -> None:
    fields = field("Content-Disposition", disposition_words(name)) + field(
        "Content-Type", type_words("a/b", name)
    )
    message = message_from_bytes(fields + b"\r\n")

    assert max(map(len, fields.split(b"\r\n"))) <= 78
    if " filename=" not in fields.decode():
        sections = [word.partition("=")[2].rstrip(";") for word in disposition_words(name)[1:]]
        assert unquote("".join(sections)) == f"utf-8''{name}"
    written = str(message.get_param("name", header="content-type", unquote=False))[1:-1]
    assert str(make_header(decode_header(written))) == name
