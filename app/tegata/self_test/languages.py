"""Whether the Japanese catalogue is there and translates."""

from tegata.self_test.finding import Figure, Finding, State
from tegata.words.gettext import N_, _, language, speaking

_KNOWN = N_("The disk is full.")


def look() -> Finding:
    """Have one known sentence said in Japanese."""
    spoken = language()
    with speaking("ja"):
        translated = _(_KNOWN)
    figures: dict[str, Figure] = {"language": spoken, "japanese": translated != _KNOWN}
    if translated == _KNOWN:
        advice = _("Install Tegata once more. From source, `make words` makes the catalogue.")
        return Finding(State.FAILED, _("The Japanese catalogue is missing."), advice, figures)
    return Finding(State.OK, _("English and Japanese; English is spoken here"), figures=figures)
