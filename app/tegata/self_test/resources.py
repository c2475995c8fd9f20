"""Whether what belongs to the program came along with it: icons and the table of providers."""

from tegata.accounts.proposals import known_providers
from tegata.resources import FOLDER
from tegata.self_test.finding import Finding, State
from tegata.words.gettext import _, ngettext

_APP_ICONS = ("tegata-16.svg", "tegata-32.svg", "tegata.svg")


def look() -> Finding:
    """Count them."""
    folder = FOLDER / "icons"
    outlines = sum(each.name.endswith(".svg") for each in (folder / "lucide").iterdir())
    missing = [name for name in _APP_ICONS if "<svg" not in (folder / name).read_text("utf-8")]
    providers = len(known_providers())
    figures = {"icons": outlines, "providers": providers}
    if missing or not outlines or not providers:
        return Finding(
            State.FAILED, _("Files of the program are missing."), _("Install Tegata once more."), figures
        )
    icons = ngettext("{n} icon", "{n} icons", outlines).format(n=outlines)
    known = ngettext("{n} provider", "{n} providers", providers).format(n=providers)
    return Finding(State.OK, _("{icons}, {providers}").format(icons=icons, providers=known), figures=figures)
