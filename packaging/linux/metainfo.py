"""The AppStream metainfo: what a software centre shows. Freedesktop's AppStream 0.16."""

from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree as ET

from linux.changes import Release

NAME = "alt.tegata.mailer.metainfo.xml"
_SOURCE = Path(__file__).parent / NAME


def metainfo(told: tuple[Release, ...], now: datetime, pictures: str | None) -> bytes:
    """Return it with the releases. `pictures` is the web address of the folder that holds the screenshots.

    AppStream takes nothing but a web address for a picture: without one no screenshot is named.
    """
    component = ET.fromstring(_SOURCE.read_bytes())  # noqa: S314 - our own file
    _set_pictures(component, pictures)
    releases = ET.SubElement(component, "releases")
    for each in told:
        date = (each.date or now).date().isoformat()
        release = ET.SubElement(releases, "release", version=each.version, date=date, type="stable")
        ET.SubElement(ET.SubElement(release, "description"), "p").text = each.summary
    ET.indent(component)
    return bytes(ET.tostring(component, encoding="utf-8", xml_declaration=True)) + b"\n"


def _set_pictures(component: ET.Element, pictures: str | None) -> None:
    shots = component.find("screenshots")
    if shots is None:
        raise ValueError(f"no screenshots in {NAME}")
    if pictures is None:
        component.remove(shots)
    for image in shots.iter("image"):
        image.text = f"{(pictures or '').rstrip('/')}/{image.text}"
