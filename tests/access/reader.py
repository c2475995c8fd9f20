"""A screen reader of our own: what is told about a program, asked over D-Bus (AT-SPI 2)."""

import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from jeepney import DBusAddress, MatchRule, Message, Properties, message_bus, new_method_call
from jeepney.io.blocking import open_dbus_connection
from jeepney.low_level import HeaderFields
from jeepney.wrappers import DBusErrorResponse, unwrap_msg

_ATSPI = "org.a11y.atspi"
_REGISTRY = f"{_ATSPI}.Registry"
_EVENTS = f"{_ATSPI}.Event.Object"
_PATIENCE = 30.0
_LABELLED_BY = 2  # of AtspiRelationType
STATES = {  # of AtspiStateType
    4: "checked",
    8: "enabled",
    11: "focusable",
    12: "focused",
    25: "showing",
    39: "default",
}

T = TypeVar("T")


class Reader:
    """Finds things by their names and roles, and keeps what was announced and where the focus has been."""

    def __init__(self, session_bus: str) -> None:
        with open_dbus_connection(session_bus) as session:
            asked = new_method_call(
                DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus"), "GetAddress"
            )
            (address,) = unwrap_msg(session.send_and_get_reply(asked, timeout=_PATIENCE))
        self._line = open_dbus_connection(address)
        self._events: deque[Message] = deque()
        self._focused: Thing | None = None
        self.announced: list[str] = []
        self.changed: list[str] = []  # names of properties, in the order in which they were said to change
        self._listen("object:announcement", "object:state-changed:focused", "object:property-change")

    def close(self) -> None:
        self._line.close()

    def windows(self) -> "list[Thing]":
        """Return the top level of every program on this bus; popups are not among them."""
        root = Thing(self, _REGISTRY, f"/{_ATSPI.replace('.', '/')}/accessible/root")
        return [window for program in root.children() for window in program.children()]

    def window(self, title: str) -> "Thing":
        """Wait for a window whose title holds `title`."""
        return self.wait(
            lambda: next((each for each in self.windows() if title in each.name), None), f"window {title}"
        )

    def find(
        self, name: str, role: str | None = None, inside: "Callable[[], Thing] | None" = None
    ) -> "Thing":
        """Wait for something that shows and has this in its name, in any window or in `inside`."""

        def look() -> Thing | None:
            tops = self.windows() if inside is None else [inside()]
            shown = (thing for top in tops for thing in top.shown())
            return next((each for each in shown if name in each.name and role in {None, each.role}), None)

        return self.wait(look, f"{role or 'anything'} called {name}")

    def focused(self) -> "Thing | None":
        """Return what has the focus, as far as was said."""
        self.listen()
        return self._focused

    def focused_after(self, before: "Thing") -> "Thing":
        """Wait until something else than `before` has the focus, and return it."""

        def look() -> Thing | None:
            focused = self.focused()
            return focused if focused != before else None

        return self.wait(look, f"the focus to leave {before.name}")

    def popup(self) -> "Thing":
        """Wait until the focus is in a popup, and return the popup. Only the focus leads there."""

        def look() -> Thing | None:
            focused = self.focused()
            tops = {each.path for each in self.windows()}
            above = list(focused.ancestors()) if focused is not None else []
            inside = next((each for each in above if each.role in {"dialog", "popup menu"}), None)
            if inside is None or inside.path in tops or inside.is_gone():
                return None
            return inside

        return self.wait(look, "a popup")

    def listen(self) -> None:
        """Take in what has been said until now."""
        self.ask(DBusAddress("/", "org.freedesktop.DBus", "org.freedesktop.DBus.Peer"), "Ping")
        while self._events:
            self._take_in(self._events.popleft())

    def wait(self, look: "Callable[[], T | None]", what: str) -> T:
        """Return the first true answer of `look`. What vanishes while it is looked at is looked for again."""
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline:
            try:
                if seen := look():
                    return seen
            except DBusErrorResponse:
                pass
            time.sleep(0.05)
        raise AssertionError(f"waited in vain for {what}; announced: {self.announced}")

    def ask(
        self, whom: DBusAddress, method: str, signature: str | None = None, body: tuple[Any, ...] = ()
    ) -> Any:
        """Call a method and return what it answered."""
        call = new_method_call(whom, method, signature, body)
        return unwrap_msg(self._line.send_and_get_reply(call, timeout=_PATIENCE))

    def get(self, whom: DBusAddress, name: str) -> Any:
        """Return the value of a property."""
        ((_signature, value),) = unwrap_msg(
            self._line.send_and_get_reply(Properties(whom).get(name), timeout=_PATIENCE)
        )
        return value

    def _listen(self, *events: str) -> None:
        registry = DBusAddress(f"/{_ATSPI.replace('.', '/')}/registry", _REGISTRY, _REGISTRY)
        for event in events:
            self.ask(registry, "RegisterEvent", "sass", (event, [], ""))
        rule = MatchRule(type="signal", interface=_EVENTS)
        unwrap_msg(self._line.send_and_get_reply(message_bus.AddMatch(rule), timeout=_PATIENCE))
        self._line.filter(rule, queue=self._events)

    def _take_in(self, event: Message) -> None:
        fields = event.header.fields
        detail, first, _second, (_signature, value) = event.body[:4]
        match fields[HeaderFields.member], detail:
            case "Announcement", _:
                self.announced.append(value)
            case "PropertyChange", _:
                self.changed.append(detail)
            case "StateChanged", "focused" if first:
                self._focused = Thing(self, fields[HeaderFields.sender], fields[HeaderFields.path])
            case _:
                pass


@dataclass(frozen=True, slots=True)
class Thing:
    """One accessible object of a program."""

    reader: Reader
    owner: str
    path: str

    @property
    def name(self) -> str:
        return str(self._get("Accessible", "Name"))

    @property
    def description(self) -> str:
        return str(self._get("Accessible", "Description"))

    @property
    def role(self) -> str:
        (role,) = self._ask("Accessible", "GetRoleName")
        return str(role)

    @property
    def states(self) -> set[str]:
        ((low, high),) = self._ask("Accessible", "GetState")
        return {word for bit, word in STATES.items() if (low | high << 32) >> bit & 1}

    @property
    def place(self) -> tuple[int, int, int, int]:
        """Where it is on the screen: left, top, width and height."""
        ((left, top, width, height),) = self._ask("Component", "GetExtents", "u", (0,))
        return left, top, width, height

    @property
    def text(self) -> str:
        (text,) = self._ask("Text", "GetText", "ii", (0, -1))
        return str(text)

    def children(self) -> "list[Thing]":
        (found,) = self._ask("Accessible", "GetChildren")
        return [Thing(self.reader, *each) for each in found]

    def shown(self) -> "Iterator[Thing]":
        """Yield this and what is in it, as far as it is to be seen."""
        if "showing" in self.states:
            yield self
            for child in self.children():
                yield from child.shown()

    def ancestors(self) -> "Iterator[Thing]":
        thing = self
        while thing.role != "application":
            thing = Thing(self.reader, *thing._get("Accessible", "Parent"))
            yield thing

    def labels(self) -> list[str]:
        """Return the names of what labels this."""
        (relations,) = self._ask("Accessible", "GetRelationSet")
        return [
            Thing(self.reader, *each).name
            for relation, targets in relations
            if relation == _LABELLED_BY
            for each in targets
        ]

    def press(self) -> None:
        """Do what a press does, as soon as it can be pressed; a row of a list is chosen."""
        words = self.reader.wait(self._actions, f"{self.name} to be pressed")
        wanted = "Press" if "Press" in words else "Toggle"
        self._ask("Action", "DoAction", "i", (words.index(wanted),))

    def is_gone(self) -> bool:
        """Whether it is hidden, or no more."""
        try:
            return "showing" not in self.states
        except DBusErrorResponse:
            return True

    def write(self, text: str) -> None:
        """Replace the text, as a dictating program does."""
        assert self._ask("EditableText", "SetTextContents", "s", (text,)) == (True,)

    def take_focus(self) -> None:
        assert self._ask("Component", "GrabFocus") == (True,)

    def _actions(self) -> list[str]:
        """Return what can be done with it now; nothing while it is disabled."""
        (actions,) = self._ask("Action", "GetActions")
        return [each[0] for each in actions]

    def _ask(
        self, interface: str, method: str, signature: str | None = None, body: tuple[Any, ...] = ()
    ) -> Any:
        return self.reader.ask(self._at(interface), method, signature, body)

    def _get(self, interface: str, name: str) -> Any:
        return self.reader.get(self._at(interface), name)

    def _at(self, interface: str) -> DBusAddress:
        return DBusAddress(self.path, self.owner, f"{_ATSPI}.{interface}")
