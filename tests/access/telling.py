"""What must be told of everything that shows."""

from tests.access.reader import Thing

NO_ROLE = {"filler", "unknown", "invalid"}
TOP_ROLES = {"frame", "dialog", "popup menu"}


def lacks(thing: Thing) -> str | None:
    """Return what `thing` should be told of and is not."""
    name, role = thing.name, thing.role
    called = (
        thing.labels() if role == "combo box" else [name]
    )  # on Linux Qt gives a combo's value as its name
    if "focusable" in thing.states:
        if not any(each.strip() for each in called):
            return f"{role} {name!r} at {thing.path} has no name"
        if role in NO_ROLE:
            return f"{name!r} can be reached and is called {role}"
    if name and role in NO_ROLE:
        return f"{name!r} is called {role}"
    return None


def all_is_told(top: Thing) -> None:
    assert top.role in TOP_ROLES
    (found,) = top.reader.wait(lambda: ([lacks(each) for each in top.shown()],), "a look at everything")
    assert [lack for lack in found if lack is not None] == []


def defaults(top: Thing) -> list[str]:
    """Return the names of the buttons that are told to be what Return presses."""
    return [each.name for each in top.shown() if "default" in each.states]
