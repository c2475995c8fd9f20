import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from linux.changes import Release
from linux.metainfo import NAME, metainfo

NOW = datetime(2026, 12, 24, tzinfo=UTC)
TOLD = (
    Release("0.2.0", None, "The second one.", ()),
    Release("0.1.0", datetime(2026, 12, 1, tzinfo=UTC), "The first one.", ()),
)
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def test_releases_have_dates_and_say_what_they_are() -> None:
    component = ET.fromstring(metainfo(TOLD, NOW, None))
    assert [(each.get("version"), each.get("date")) for each in component.iter("release")] == [
        ("0.2.0", "2026-12-24"),
        ("0.1.0", "2026-12-01"),
    ]
    assert component.findtext("releases/release/description/p") == "The second one."


def test_pictures_are_shown_where_they_can_be_seen() -> None:
    assert ET.fromstring(metainfo(TOLD, NOW, None)).find("screenshots") is None
    shown = ET.fromstring(metainfo(TOLD, NOW, "https://pictures.example/tegata/"))
    images = [each.text for each in shown.iter("image")]
    assert images[0] == "https://pictures.example/tegata/open-en-light.png"
    assert len(images) == len(set(images)) >= 3
    taken = Path(__file__).parents[3] / "packaging" / "pictures"
    assert all((taken / str(image).rpartition("/")[2]).is_file() for image in images)


def test_everything_is_said_in_japanese_too() -> None:
    component = ET.fromstring(metainfo(TOLD, NOW, "https://pictures.example"))
    component.remove(next(component.iter("releases")))
    for tag in ("summary", "p", "li", "caption"):
        languages = [each.get(LANGUAGE) for each in component.iter(tag)]
        assert languages == [None, "ja"] * (len(languages) // 2), tag


@pytest.mark.skipif(shutil.which("appstreamcli") is None, reason="appstreamcli is not installed")
@pytest.mark.parametrize("pictures", [None, "https://pictures.example"])
def test_software_centres_can_read_it(tmp_path: Path, pictures: str | None) -> None:
    (tmp_path / NAME).write_bytes(metainfo(TOLD, NOW, pictures))
    validate = ["appstreamcli", "validate", "--no-net", "--no-color", str(tmp_path / NAME)]
    done = subprocess.run(validate, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
