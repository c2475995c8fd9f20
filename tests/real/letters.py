"""Letters by the number, each different, with texts, names and files of kinds that mail is known to alter.

The same number makes the same letter in every process, so that who sends and who compares need not talk.
"""

from dataclasses import dataclass
from pathlib import Path
from random import Random

from tegata.mail.draft import Attachment, Draft

_WORDS = (
    "moon",
    "Tsukigata",
    "月が出た",
    "seen",
    "çà et là",
    "🌕",
    "Ωμέγα",
    "=?utf-8?q?no?=",
    "a=b",
    "x" * 90,
)
_LINES = (
    "", ".", "..", "...dots", "From here", ">From there", "ends in blanks  ", "ends in a tab\t", "-- ", "=",
    "=20", "a" * 78, "b" * 79, "c" * 1200, "=" * 80, "月" * 400, "\ttab", "  two blanks", "--=_", "e\u0301",
)  # fmt: skip
_NAMES = (
    "Bob",
    "Bob, the reader",
    'Bob "Bo" Reader',
    "月形 花子",
    "Bob (home)",
    "B. Reader",
    "Zoë",
    "a" * 120,
)
_FILES = (
    "photo.jpg", "月の写真.png", "two words.txt", 'quo"te.bin', "semi;colon.bin", "100%.csv", "it's.bin",
    "very-" + "long-" * 40 + "name.txt", "no_suffix", "🌕.bin", ".hidden",
)  # fmt: skip
_SIZES = (0, 1, 56, 57, 58, 1000, 57 * 1024 - 1, 57 * 1024, 57 * 1024 + 1, 150_000)
_TYPES = ("application/octet-stream", "image/png", "text/plain", "message/rfc822", "multipart/mixed")


@dataclass(frozen=True, slots=True)
class Reader:
    """A recipient with a name, which may be empty."""

    name: str
    address: str

    @property
    def typed(self) -> str:
        """As one types it, the name in quotes."""
        quoted = self.name.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{quoted}" <{self.address}>' if self.name else self.address


@dataclass(frozen=True, slots=True)
class File:
    """An attachment; `octets` is what must arrive."""

    name: str
    media_type: str
    octets: bytes


@dataclass(frozen=True, slots=True)
class Sample:
    """One letter as it was meant. `body` is as typed: the last line may lack its end."""

    number: int
    to: tuple[Reader, ...]
    cc: tuple[Reader, ...]
    bcc: tuple[Reader, ...]
    subject: str
    body: str
    files: tuple[File, ...]

    def draft(self, account: str, folder: Path) -> Draft:
        """Write the files into the folder, and return the letter as a window would."""
        attachments = []
        for at, file in enumerate(self.files):
            path = folder / f"{self.number}-{at}"
            path.write_bytes(file.octets)
            attachments.append(Attachment(path, file.name, file.media_type))
        to, cc, bcc = (tuple(each.typed for each in readers) for readers in (self.to, self.cc, self.bcc))
        return Draft(account, to, cc, bcc, self.subject, self.body, tuple(attachments))


def sample(number: int) -> Sample:
    """Return the letter of this number."""
    chance = Random(number)  # noqa: S311 - to be the same again, not to be secret
    readers = [
        Reader(chance.choice(["", *_NAMES]), f"reader-{number}-{at}@elsewhere.example")
        for at in range(chance.randint(1, 6))
    ]
    parts = sorted(chance.randint(1, len(readers)) for _ in range(2))
    return Sample(
        number=number,
        to=tuple(readers[: parts[0]]),
        cc=tuple(readers[parts[0] : parts[1]]),
        bcc=tuple(readers[parts[1] :]),
        subject=_spaced(chance, chance.choices(_WORDS, k=chance.randint(0, 12))),
        body="\n".join(_line(chance) for _ in range(chance.randint(0, 30))),
        files=tuple(_file(chance) for _ in range(chance.choice([0, 0, 1, 1, 2, 4]))),
    )


def _spaced(chance: Random, words: list[str]) -> str:
    """Join with one blank or two, of which none may get lost."""
    return "".join(word + " " * chance.choice([1, 1, 2]) for word in words).strip()


def _line(chance: Random) -> str:
    return chance.choice([chance.choice(_LINES), _spaced(chance, chance.choices(_WORDS, k=4))])


def _file(chance: Random) -> File:
    return File(chance.choice(_FILES), chance.choice(_TYPES), chance.randbytes(chance.choice(_SIZES)))
