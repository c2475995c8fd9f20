"""A value that does not show itself."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Secret:
    """A password or token whose `repr` and `str` are blind, so that no log or traceback can carry it."""

    _value: str = field(repr=False)

    def reveal(self) -> str:
        """Return the value itself; call this only to make octets for the server, or to blank it out."""
        return self._value

    def __repr__(self) -> str:
        return "Secret(***)"

    __str__ = __repr__

    def __reduce__(self) -> tuple[object, ...]:
        raise TypeError("a Secret is never written anywhere")
