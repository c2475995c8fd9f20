"""What other mailers' settings say about checking on a timer. Only the keys named here are looked at.

The text may be anything: what cannot be understood says nothing. No password is ever kept.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta

from tegata.accounts.neighbour import Neighbour

Group = Mapping[str, str]

_LONGEST = timedelta(days=1)
_MINUTE, _SECOND = timedelta(minutes=1), timedelta(seconds=1)

_PREF = re.compile(
    r'^user_pref\("mail\.server\.(\w+)\.(\w+)", *(?:"([^"\\\n]*)"|([\w-]+))\);', re.MULTILINE | re.ASCII
)
_KEYS = frozenset(
    {
        *("type", "hostname", "realhostname", "userName", "realuserName", "check_new_mail", "check_time"),
        *("protocol", "receive_server", "user_id", "receive_at_get_all", "config_version"),
        *("autochk_newmail", "autochk_interval", "autochk_itv", "autochk_use_default", "autochk_use_custom"),
        *("Enabled", "BackendName", "Host", "User", "IntervalMinutes"),
    }
)


def of_thunderbird(prefs: str) -> tuple[Neighbour, ...]:
    """Return what a `prefs.js` says. What is left out stands at its default: on, every 10 minutes."""
    servers: dict[str, dict[str, str]] = {}
    for server, key, text, bare in _PREF.findall(prefs):
        if key in _KEYS:
            servers.setdefault(server, {})[key] = text or bare
    usual = servers.pop("default", {}).get("check_time", "10")
    return tuple(
        neighbour
        for server in servers.values()
        if server.get("type") in {"pop3", "imap"}
        and server.get("check_new_mail", "true") == "true"
        and (neighbour := _thunderbird_server(server, usual)) is not None
    )


def of_claws_mail(accountrc: str, clawsrc: str) -> tuple[Neighbour, ...]:
    """Return what Claws Mail's two files say. Its format has had versions: minutes, then seconds."""
    common = _only(clawsrc, "Common")
    version = _number(common.get("config_version"), 0)
    unit = _SECOND if version >= 2 else _MINUTE
    usual = _interval(common.get("autochk_interval", str(timedelta(minutes=10) // unit)), unit)
    if common.get("autochk_newmail") != "1":
        usual = None
    return tuple(
        neighbour
        for group in _accounts(accountrc)
        if _claws_protocol(group, version) in {0, 1}
        and (neighbour := _neighbour("Claws Mail", group, _claws_interval(group, version, usual))) is not None
    )


def of_sylpheed(accountrc: str, sylpheedrc: str) -> tuple[Neighbour, ...]:
    """Return what Sylpheed's two files say: one timer for every account that takes part in "receive all"."""
    common = _only(sylpheedrc, "Common")
    if common.get("autochk_newmail") != "1":
        return ()
    usual = _interval(common.get("autochk_interval", "10"), _MINUTE)
    return tuple(
        neighbour
        for group in _accounts(accountrc)
        if 0 <= _number(group.get("protocol"), 0) <= 3 and group.get("receive_at_get_all", "1") == "1"
        if (neighbour := _neighbour("Sylpheed", group, usual)) is not None
    )


def of_evolution(source: str) -> tuple[Neighbour, ...]:
    """Return what one `.source` file of Evolution says; most of them are about something else."""
    groups = dict(_groups(source))
    account, refresh = groups.get("Mail Account", {}), groups.get("Refresh", {})
    login = groups.get("Authentication", {})
    if groups.get("Data Source", {}).get("Enabled", "true") != "true" or refresh.get("Enabled") != "true":
        return ()
    if not account.get("BackendName", "").startswith(("pop", "imap")):
        return ()
    group = {"receive_server": login.get("Host", ""), "user_id": login.get("User", "")}
    found = _neighbour("Evolution", group, _interval(refresh.get("IntervalMinutes", "60"), _MINUTE))
    return (found,) if found is not None else ()


def _thunderbird_server(server: Group, usual: str) -> Neighbour | None:
    group = {
        "receive_server": server.get("realhostname") or server.get("hostname", ""),
        "user_id": server.get("realuserName") or server.get("userName", ""),
    }
    return _neighbour("Thunderbird", group, _interval(server.get("check_time", usual), _MINUTE))


def _claws_protocol(group: Group, version: int) -> int:
    """Return 0 for POP3, 1 for IMAP, else for the rest; in the first version POP3 had three numbers."""
    protocol = _number(group.get("protocol"), 0)
    if _number(group.get("config_version"), version) >= 1:
        return protocol
    return {0: 0, 1: 0, 2: 0, 3: 1}.get(protocol, -1)


def _claws_interval(group: Group, version: int, usual: timedelta | None) -> timedelta | None:
    if _number(group.get("config_version"), version) < 3:
        return usual if group.get("receive_at_get_all", "1") == "1" else None
    if group.get("autochk_use_default", "1") == "1":
        return usual
    if group.get("autochk_use_custom") == "1":
        return _interval(group.get("autochk_itv", group.get("autochk_interval", "600")), _SECOND)
    return None


def _neighbour(mailer: str, group: Group, every: timedelta | None) -> Neighbour | None:
    host, user = group.get("receive_server", ""), group.get("user_id", "")
    return Neighbour(mailer, host, user, every) if host and user and every is not None else None


def _accounts(text: str) -> Iterator[Group]:
    return (group for name, group in _groups(text) if name.startswith("Account"))


def _only(text: str, name: str) -> Group:
    return dict(_groups(text)).get(name, {})


def _groups(text: str) -> Iterator[tuple[str, Group]]:
    """Yield the groups of a key file in order, with the keys that are of any interest here."""
    name, group = "", dict[str, str]()
    for line in text.splitlines():
        if line.startswith("[") and line.rstrip().endswith("]"):
            yield name, group
            name, group = line.strip()[1:-1], {}
        key, equals, value = line.partition("=")
        if equals and key.strip() in _KEYS:
            group[key.strip()] = value.strip()
    yield name, group


def _interval(text: str, unit: timedelta) -> timedelta | None:
    """Return the interval; None where it is no number, or none that makes sense."""
    count = _number(text, 0)
    return unit * count if 0 < count <= _LONGEST / unit else None


def _number(text: str | None, otherwise: int) -> int:
    if text is None:
        return otherwise
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else -1
