"""The plot in the README."""

from pathlib import Path
from xml.etree import ElementTree as ET

from tests.bench.polling import WINDOWS, simulate
from tests.bench.polling_plot import svg

SHOWN = Path(__file__).parents[2] / "packaging" / "pictures" / "polling.svg"


def test_the_readme_shows_the_plot_that_the_simulation_draws() -> None:
    assert SHOWN.read_text(encoding="utf-8") == svg(simulate()), "copy build/polling.svg there"
    assert "packaging/pictures/polling.svg" in (SHOWN.parents[2] / "README.md").read_text(encoding="utf-8")


def test_every_curve_is_named_in_words_and_all_lies_within_the_picture() -> None:
    drawing = ET.fromstring(SHOWN.read_text(encoding="utf-8"))  # noqa: S314 - our own file
    _x, _y, width, height = map(float, drawing.attrib["viewBox"].split())
    words = [each.text or "" for each in drawing.iter("{http://www.w3.org/2000/svg}text")]
    for window in WINDOWS:
        assert any(each.endswith(f"{window.total_seconds() / 60:g} min") for each in words)
    circles = list(drawing.iter("{http://www.w3.org/2000/svg}circle"))
    assert len(circles) > len(WINDOWS)
    for circle in circles:
        assert 0 < float(circle.attrib["cx"]) < width
        assert 0 < float(circle.attrib["cy"]) < height
