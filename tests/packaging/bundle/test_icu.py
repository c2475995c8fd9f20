"""ICU's data for Qt: what is left of it still sorts Japanese and names the time zones in both languages."""

import os
import subprocess
import sys
from pathlib import Path

import PySide6
import pytest

from tests.packaging.parts import part

icu = part("bundle/icu.py")


@pytest.mark.parametrize(
    ("name", "is_asked_for"),
    [
        ("icudt73l/coll/ucadata.icu", True),
        ("icudt73l/coll/ja.res", True),
        ("icudt73l/coll/zh.res", False),
        ("icudt73l/coll/res_index.res", True),
        ("icudt73l/root.res", True),
        ("icudt73l/en_001.res", True),
        ("icudt73l/sr_Latn_RS.res", False),
        ("icudt73l/supplementalData.res", True),
        ("icudt73l/zoneinfo64.res", True),
        ("icudt73l/zone/ja.res", True),
        ("icudt73l/curr/ja.res", False),
        ("icudt73l/translit/root.res", False),
        ("icudt73l/brkitr/ja.res", False),
        ("icudt73l/ibm-943_P15A-2003.cnv", True),
        ("icudt73l/ibm-1051_P100-1995.cnv", False),
    ],
)
def test_items_are_chosen_by_what_qt_asks_for(name: str, is_asked_for: bool) -> None:
    assert icu.is_asked_for(name) is is_asked_for


HEADER = b"\x20\x00" + bytes(30)


def test_a_package_holds_its_items_in_order_and_each_on_a_multiple_of_16() -> None:
    items = {"icudt73l/b.res": b"second", "icudt73l/a.res": b"first, longer than 16", "icudt73l/aa.res": b""}
    packed = icu.pack(HEADER, items)
    header, found = icu.unpack(packed)
    assert header == HEADER
    assert list(found) == sorted(items)
    assert {name: item.rstrip(b"\0") for name, item in found.items()} == items
    assert all(packed.index(item) % 16 == 0 for item in items.values() if item)


ASKS = """
from functools import cmp_to_key
from PySide6.QtCore import QCollator, QLocale, QStringDecoder, QTimeZone
names = ["ん", "ア", "あ", "が", "か", "漢", "字", "亜", "Zebra", "apple", "Äpfel", "file10", "file9"]
zone = QTimeZone(b"Asia/Tokyo")
kind = (QTimeZone.TimeType.StandardTime, QTimeZone.NameType.LongName)
for locale in map(QLocale, ("ja_JP", "en_US")):
    collator = QCollator(locale)
    collator.setNumericMode(True)
    print(locale.name(), sorted(names, key=cmp_to_key(collator.compare)), zone.displayName(*kind, locale))
print([QStringDecoder(name).isValid() for name in ("Shift_JIS", "EUC-JP", "ISO-2022-JP", "windows-1252")])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="Qt has its own ICU on Linux")
def test_qt_says_the_same_with_a_tenth_of_it(tmp_path: Path) -> None:
    (whole,) = (Path(PySide6.__file__).parent / "Qt" / "lib").glob("libicudata.so.*")
    slimmed = Path(icu.slim(str(whole), tmp_path / "icu"))
    assert slimmed.stat().st_size < whole.stat().st_size / 8
    answers = ask()
    assert "Japan Standard Time" in answers
    assert answers == ask(LD_LIBRARY_PATH=str(slimmed.parent))


def ask(**environment: str) -> str:
    command = [sys.executable, "-X", "utf8", "-c", ASKS]
    return subprocess.run(
        command, env=os.environ | environment, capture_output=True, text=True, check=True
    ).stdout
