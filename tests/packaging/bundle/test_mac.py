"""What macOS is told of the program, as plistlib reads it."""

import plistlib

from tegata import __version__
from tegata.words.gettext import LANGUAGES
from tests.packaging.parts import TOP, part

mac = part("bundle/mac.py")


def test_info_plist_names_the_version_the_languages_and_the_links_it_opens() -> None:
    info = plistlib.loads(plistlib.dumps(mac.info(__version__, "Copyright (c) 2026")))
    assert info["CFBundleShortVersionString"] == __version__
    assert info["CFBundleLocalizations"] == list(LANGUAGES)
    assert [scheme for kind in info["CFBundleURLTypes"] for scheme in kind["CFBundleURLSchemes"]] == [
        "mailto"
    ]


def test_no_right_is_asked_for_but_the_one_that_python_needs() -> None:
    rights = plistlib.loads((TOP / "packaging" / "bundle" / "tegata.entitlements").read_bytes())
    assert rights == {"com.apple.security.cs.allow-unsigned-executable-memory": True}
