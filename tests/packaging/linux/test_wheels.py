from pathlib import Path

import pytest

from linux.wheels import Wheels, licence, licence_texts


@pytest.fixture
def site(tmp_path: Path) -> Path:
    files = {
        "anna/__init__.py": "",
        "anna-1.0.dist-info/METADATA": (
            "Metadata-Version: 2.4\nName: anna\nVersion: 1.0\nLicense-Expression: MIT\n"
        ),
        "anna-1.0.dist-info/licenses/LICENSE": "Permission is hereby granted",
        "anna-1.0.dist-info/RECORD": (
            "anna/__init__.py,,\nanna-1.0.dist-info/METADATA,,\nanna-1.0.dist-info/licenses/LICENSE,,\n"
        ),
        "bob-2.0.dist-info/METADATA": (
            "Metadata-Version: 2.1\nName: bob\nVersion: 2.0\nLicense: All of it:\n        line by line\n"
            "Classifier: License :: OSI Approved :: BSD License\n"
        ),
        "bob.abi3.so": "",  # some readers of RECORD leave out what is not there
        "bob-2.0.dist-info/RECORD": "bob.abi3.so,,\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def test_a_file_is_found_by_its_name_and_a_pyc_by_its_source(site: Path) -> None:
    wheels = Wheels([str(site)])
    found = [wheels.owner(name) for name in ("anna/__init__.pyc", "bob.abi3.so")]
    assert [each.name for each in found if each] == ["anna", "bob"]
    assert wheels.owner("carol.pyc") is None


def test_the_licence_is_named_in_the_packages_words(site: Path) -> None:
    wheels = Wheels([str(site)])
    assert licence(wheels.find("anna")) == "MIT"
    assert licence(wheels.find("bob")) == "BSD License"
    assert licence_texts(wheels.find("anna")) == ["Permission is hereby granted"]
    assert licence_texts(wheels.find("bob")) == []
