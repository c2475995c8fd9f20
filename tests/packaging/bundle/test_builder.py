"""What a bundle remembers of the machine that made it."""

from pathlib import Path

from tests.packaging.parts import part

builder = part("bundle/builder.py")
SAID = (
    b"\x7fELF /home/anna/.pyenv/versions/3.13\0 /home/anna/.pyenv/versions/3.13/lib\0 /usr/share/zoneinfo\0"
)


def test_the_builders_python_is_blotted_out_and_nothing_moves(tmp_path: Path) -> None:
    library = tmp_path / "_internal" / "libpython.so"
    library.parent.mkdir()
    library.write_bytes(SAID)
    library.chmod(0o755)
    (tmp_path / "link").symlink_to(library)
    builder.forget(tmp_path, Path("/home/anna/.pyenv/versions/3.13"))
    said = library.read_bytes()
    assert b"anna" not in said
    assert len(said) == len(SAID)
    assert said.endswith(b"---/3.13/lib\0 /usr/share/zoneinfo\0")
    assert library.stat().st_mode & 0o777 == 0o755
    assert (tmp_path / "link").is_symlink()


def test_the_systems_own_python_is_no_secret(tmp_path: Path) -> None:
    file = tmp_path / "settings"
    file.write_bytes(SAID)
    builder.forget(tmp_path, Path("/usr"))
    assert file.read_bytes() == SAID
