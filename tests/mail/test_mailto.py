import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegata.mail.draft import Draft
from tegata.mail.mailto import parse_mailto


@pytest.mark.parametrize(
    ("url", "draft"),
    [
        ("mailto:yuki@b.example", Draft("", to=("yuki@b.example",))),
        ("MAILTO:yuki@b.example", Draft("", to=("yuki@b.example",))),
        ("mailto:", Draft("")),
        ("mailto:a@x,b@x?to=c@x&cc=d@x&BCC=e@x", Draft("", ("a@x", "b@x", "c@x"), ("d@x",), ("e@x",))),
        ("mailto:%22not%40me%22@b.example", Draft("", to=('"not@me"@b.example',))),
        ("mailto:%22a%2Cb%22@b.example", Draft("", to=('"a,b"@b.example',))),
        (
            "mailto:a@x?subject=1+1%20%E3%81%AF?&body=one%0D%0Atwo",
            Draft("", ("a@x",), subject="1+1 は?", body="one\ntwo"),
        ),
        ("mailto:a@x?subject=first&subject=second", Draft("", ("a@x",), subject="first")),
        ("mailto:a@x?subject=Ticket%20#5", Draft("", ("a@x",), subject="Ticket #5")),
        ("mailto:a@x?in-reply-to=%3C1@b.example%3E", Draft("", ("a@x",), in_reply_to="<1@b.example>")),
        ("mailto:a@x?in-reply-to=%3C1%0D%0AX:y%3E", Draft("", ("a@x",))),
    ],
)
def test_a_link_fills_in_what_it_may(url: str, draft: Draft) -> None:
    assert parse_mailto(url) == draft


@pytest.mark.parametrize(
    "field", ["attach", "attachment", "from", "x-mailer", "message-id", "content-type", "amp;body", ""]
)
def test_a_link_fills_in_nothing_else(field: str) -> None:
    assert parse_mailto(f"mailto:a@x?{field}=/etc/passwd") == Draft("", to=("a@x",))


@pytest.mark.parametrize(
    ("url", "draft"),
    [
        (
            "mailto:a@x?subject=Hi%0D%0ABcc:%20evil@x",
            Draft("", ("a@x",), subject="Hi Bcc: evil@x"),
        ),
        ("mailto:a@x%0D%0ABcc:evil@x", Draft("", ("a@x Bcc:evil@x",))),
        ("mailto:a@x?cc=b@x%00%0Aevil@x", Draft("", ("a@x",), ("b@x evil@x",))),
        ("mailto:a@x?body=a%00b%1B%5B31mc%E2%80%AEd%0D%0Ae", Draft("", ("a@x",), body="abcd\ne")),
    ],
)
def test_only_the_body_keeps_line_ends(url: str, draft: Draft) -> None:
    assert parse_mailto(url) == draft


@pytest.mark.parametrize("url", ["", "http://b.example", "file:///etc/passwd", "yuki@b.example"])
def test_another_scheme_is_no_mailto(url: str) -> None:
    with pytest.raises(ValueError, match="mailto"):
        parse_mailto(url)


@given(st.text() | st.text("?&=%0123456789abcdefto,@;"))
def test_any_link_is_a_draft_without_attachments(rest: str) -> None:
    draft = parse_mailto(f"mailto:{rest}")

    assert draft.attachments == ()
    assert draft.account == ""
