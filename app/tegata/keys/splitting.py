"""Long tokens in several entries: Windows takes no more than 1,280 characters in one."""

from tegata.keys.safes import Safe

_LONGEST = 1200
_MARK = "\x1e"  # begins an entry that says how many there are; no password is typed with it


def read_parts(safe: Safe, entry: str) -> str | None:
    """Return the text of the entry and those that continue it; None where there is none, or not all of it."""
    first = safe.get(entry)
    if first is None or not first.startswith(_MARK):
        return first
    count, _, text = first[1:].partition(_MARK)
    rest = [safe.get(_part(entry, number)) for number in range(2, int(count) + 1)]
    parts = [part for part in rest if part is not None]
    return text + "".join(parts) if len(parts) == len(rest) else None


def write_parts(safe: Safe, entry: str, text: str) -> None:
    """Write the text, the first part last: before that, what was there is not yet replaced."""
    longest = _LONGEST if text.isascii() else _LONGEST // 2  # beyond the basic plane a character counts twice
    parts = [text[start : start + longest] for start in range(0, len(text), longest)] or [""]
    for number, part in enumerate(parts[1:], 2):
        safe.set(_part(entry, number), part)
    is_plain = len(parts) == 1 and not text.startswith(_MARK)
    safe.set(entry, text if is_plain else f"{_MARK}{len(parts)}{_MARK}{parts[0]}")
    _delete_from(safe, entry, len(parts) + 1)


def delete_parts(safe: Safe, entry: str) -> None:
    """Remove the entry and all that continue it."""
    safe.delete(entry)
    _delete_from(safe, entry, 2)


def _delete_from(safe: Safe, entry: str, number: int) -> None:
    while safe.get(_part(entry, number)) is not None:
        safe.delete(_part(entry, number))
        number += 1


def _part(entry: str, number: int) -> str:
    return f"{entry} {number}"
