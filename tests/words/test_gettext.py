"""The language of the words, and the catalogue that must have them all."""

import ast
import gettext
import io
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from tegata.words.gettext import LANGUAGES, _, language, ngettext, speaking, use_language

TOP = Path(__file__).parent.parent.parent
CATALOGUE = TOP / "resources" / "locale" / "ja" / "LC_MESSAGES" / "tegata.po"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
PLACEHOLDER = re.compile(r"\{(\w*)[^}]*\}")

MessageId = str | tuple[str, ...]


@pytest.fixture(scope="module")
def in_the_source() -> dict[MessageId, str]:
    """Every text marked for translation, and the file it stands in."""
    found: dict[MessageId, str] = {}
    for file, _line, message, _comments, _context in extract_from_dir(TOP / "app", keywords=KEYWORDS):
        found.setdefault(message, file)
    return found


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="ja")


def translations(message: Message) -> tuple[str, ...]:
    said = message.string
    return tuple(map(str, said)) if isinstance(said, tuple | list) else (str(said or ""),)


def test_no_text_is_missing_from_the_catalogue(
    catalogue: Catalog, in_the_source: dict[MessageId, str]
) -> None:
    missing = [f"{file}: {text!r}" for text, file in in_the_source.items() if catalogue.get(text) is None]
    assert not missing, "\n".join(missing)


@pytest.mark.parametrize("file", sorted((TOP / "app").rglob("*.py")), ids=lambda file: str(file.name))
def test_no_text_hides_in_an_f_string(file: Path) -> None:
    """Under Python 3.11 Babel does not find it there, and what nobody finds is not missed either."""
    within = [
        each.lineno
        for string in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(string, ast.JoinedStr)
        for each in ast.walk(string)
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Name) and each.func.id in KEYWORDS
    ]
    assert within == []


def test_every_text_is_translated_and_none_by_guess(
    catalogue: Catalog, in_the_source: dict[MessageId, str]
) -> None:
    present = [message for text in in_the_source if (message := catalogue.get(text)) is not None]
    bad = [message.id for message in present if message.fuzzy or not all(translations(message))]
    assert bad == []


def test_a_translation_fills_in_what_the_text_does(
    catalogue: Catalog, in_the_source: dict[MessageId, str]
) -> None:
    wrong = [
        (text, said)
        for text in in_the_source
        if (message := catalogue.get(text)) is not None
        for said in translations(message)
        if names(said) != names(text if isinstance(text, str) else text[1])
    ]
    assert wrong == []


def test_a_mnemonic_is_the_same_letter_in_japanese_behind_the_words(
    catalogue: Catalog, in_the_source: dict[MessageId, str]
) -> None:
    """Qt takes one `&` for a mark: in Japanese it belongs before the letter in `(&S)`."""
    wrong = [
        (text, said)
        for text in in_the_source
        if isinstance(text, str) and (message := catalogue.get(text)) is not None
        for said in translations(message)
        if marked(said) != [f"({letter})" for letter in marked(text)]
    ]
    assert wrong == []


def marked(text: str) -> list[str]:
    """Return the letters that `&` marks, each with the brackets that stand around it."""
    found = re.findall(r"\(&(\w)\)|&(\w)", text.replace("&&", ""))
    return [f"({bracketed})" if bracketed else plain.upper() for bracketed, plain in found]


def names(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def test_the_catalogue_compiles_and_speaks(catalogue: Catalog) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    spoken = gettext.GNUTranslations(compiled)
    assert (
        spoken.gettext("The server did not pass your letter on") != "The server did not pass your letter on"
    )
    assert "{n}" in spoken.ngettext("{n} minute", "{n} minutes", 5)


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


@pytest.mark.parametrize(
    ("set_to", "chosen"),
    [
        ({"LANG": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "ja_JP.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LC_MESSAGES": "JA"}, "ja"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "sv_SE.UTF-8"}, "en"),
    ],
)
def test_the_system_says_which_language(
    environment: pytest.MonkeyPatch, set_to: dict[str, str], chosen: str
) -> None:
    for name, value in set_to.items():
        environment.setenv(name, value)
    assert use_language("system") == language() == chosen


@pytest.mark.usefixtures("environment")
def test_without_a_word_from_the_system_it_is_one_of_ours() -> None:
    assert use_language("system") in LANGUAGES


def test_a_setting_wins_over_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "ja_JP.UTF-8")
    assert use_language("en") == "en"
    assert use_language("tlh") == "en"


def test_english_is_the_source() -> None:
    assert _("Window closed") == "Window closed"
    assert [ngettext("{n} try", "{n} tries", n) for n in (1, 2)] == ["{n} try", "{n} tries"]


def test_a_language_without_its_catalogue_falls_back_to_english(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tegata.words.gettext.FOLDER", tmp_path)
    assert use_language("ja") == "ja"
    assert _("Window closed") == "Window closed"


def test_a_text_for_somebody_else_may_be_in_another_language() -> None:
    use_language("en")
    with speaking("ja"):
        assert language() == "ja"
    assert language() == "en"
