"""What macOS reads of the program: Info.plist."""

from typing import Any

# Nobody owns a domain for Tegata, and no domain can end in .alt (RFC 9476): this name claims nobody's.
IDENTIFIER = "alt.tegata.mailer"


def info(version: str, copyright_line: str) -> dict[str, Any]:
    """Return what Info.plist says besides what PyInstaller puts there by itself."""
    return {
        "CFBundleName": "Tegata",
        "CFBundleDisplayName": "Tegata",
        "CFBundleShortVersionString": version,
        "CFBundleVersion": version,
        "CFBundleDevelopmentRegion": "en",
        "CFBundleLocalizations": ["en", "ja"],
        "CFBundleURLTypes": [
            {
                "CFBundleURLName": "Mail address",
                "CFBundleURLSchemes": ["mailto"],
                "CFBundleTypeRole": "Editor",
            }
        ],
        "LSApplicationCategoryType": "public.app-category.productivity",
        "LSMinimumSystemVersion": "13.0",  # as Qt 6.11
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": copyright_line,
        "NSRequiresAquaSystemAppearance": False,  # dark where the system is dark
    }
