"""Dot-stuffing (RFC 5321 section 4.5.2) of a letter that comes in chunks cut anywhere."""


class BareLineEndError(ValueError):
    """A CR or LF on its own: some servers take it for a line end, and end the letter there (smuggling)."""


class DotStuffer:
    """Doubles each dot that begins a line. A CR at the end of a chunk waits for its LF."""

    def __init__(self) -> None:
        self._at_line_start = True
        self._held = b""

    def stuff(self, chunk: bytes) -> bytes:
        """Return what to send for this chunk. Raises BareLineEndError."""
        data = self._held + chunk
        self._held = b""
        if data.endswith(b"\r"):
            data, self._held = data[:-1], b"\r"
        if not data:
            return b""
        _refuse_bare_line_ends(data)
        stuffed = data.replace(b"\r\n.", b"\r\n..")
        if self._at_line_start and data.startswith(b"."):
            stuffed = b"." + stuffed
        self._at_line_start = data.endswith(b"\n")
        return stuffed

    def finish(self) -> bytes:
        """Return the line end that is still missing, if any. Raises BareLineEndError for a CR at the end."""
        if self._held:
            raise BareLineEndError("CR without LF")
        return b"" if self._at_line_start else b"\r\n"


class LineEnds:
    """Sees to it that a letter that is sent as it is has no bare CR or LF, wherever its chunks are cut."""

    def __init__(self) -> None:
        self._held = b""

    def check(self, chunk: bytes, *, last: bool) -> None:
        """Look at the next chunk. Raises BareLineEndError."""
        data = self._held + chunk
        self._held = b"\r" if data.endswith(b"\r") and not last else b""
        _refuse_bare_line_ends(data.removesuffix(self._held))


def _refuse_bare_line_ends(data: bytes) -> None:
    pairs = data.count(b"\r\n")
    if data.count(b"\r") != pairs or data.count(b"\n") != pairs:
        raise BareLineEndError("CR or LF on its own")
