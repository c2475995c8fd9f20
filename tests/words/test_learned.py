from collections.abc import Iterator
from datetime import timedelta

import pytest

from tegata.relay.learned import Learned
from tegata.words.gettext import use_language
from tegata.words.learned import Shortened, learned_facts, rough, shortened, shortened_briefly


def sentences(learned: Learned) -> list[str]:
    return [fact.sentence for fact in learned_facts(learned)]


def test_nothing_is_said_that_is_not_known() -> None:
    assert sentences(Learned()) == []
    assert sentences(Learned(accepted_at=0.4, chunking_fails=True, riding_fails=True)) == []


@pytest.mark.parametrize(
    ("learned", "sentence"),
    [
        (
            Learned(accepted_at=780, refused_at=960),
            "This server has accepted 13 minutes after login and refused after 16 minutes.",
        ),
        (Learned(accepted_at=780), "This server has accepted 13 minutes after login."),
        (Learned(accepted_at=3, refused_at=96), "This server has refused 1 minute 36 seconds after login."),
        (Learned(counts_after=4.3), "A login takes about 4 seconds to count here. Tegata waits for that."),
        (
            Learned(login_first=True),
            "This server decides when Tegata connects, so Tegata logs in before that.",
        ),
        (Learned(throttles_logins=True), "This mailbox minds logins that follow each other closely."),
        (Learned(offers_auth=True), "The mail server offers SMTP AUTH, too."),
    ],
)
def test_what_is_known_is_a_sentence(learned: Learned, sentence: str) -> None:
    assert sentences(learned) == [sentence]


def test_what_was_observed_is_told_roughly() -> None:
    assert rough(timedelta(seconds=5.4)) == "5 seconds"
    assert rough(timedelta(seconds=400)) == "7 minutes"


def test_a_shortened_window() -> None:
    assert shortened(timedelta(minutes=5)) == Shortened(
        "The window now seems to be only 5 minutes.",
        "Tegata already goes by that. Change the setting too?",
        "Set t&o 5 minutes",
    )
    assert shortened_briefly(timedelta(seconds=45)) == "seems to be only 45 seconds now"


@pytest.fixture
def japanese() -> Iterator[None]:
    use_language("ja")
    yield
    use_language("en")


@pytest.mark.usefixtures("japanese")
def test_the_same_in_japanese() -> None:
    words = shortened(timedelta(minutes=5))
    assert words.headline == "プロバイダが有効時間を5分ほどに短くしたようです。"
    assert words.button == "設定を5分にする(&O)"
    assert sentences(Learned(accepted_at=780, refused_at=960)) == [
        "このサーバーは、ログインから13分後には受け付け、16分後には断りました。"
    ]
