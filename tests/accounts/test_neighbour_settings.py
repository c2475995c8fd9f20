"""Other mailers' settings, made up as those mailers write them."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tegata.accounts.neighbour import Neighbour
from tegata.accounts.neighbour_settings import of_claws_mail, of_evolution, of_sylpheed, of_thunderbird

HOST, USER = "pop.provider-a.example", "anna"


def every(mailer: str, minutes: float, host: str = HOST) -> tuple[Neighbour, ...]:
    return (Neighbour(mailer, host, USER, timedelta(minutes=minutes)),)


# Thunderbird ------------------------------------------------------------------------------------------------


def prefs(*lines: str, server: str = "server2") -> str:
    kept = "\n".join(f'user_pref("mail.server.{server}.{line});' for line in lines)
    return f"// Mozilla User Preferences\n\n{kept}\n"


POP = ('type", "pop3"', f'hostname", "{HOST}"', f'userName", "{USER}"')


def test_thunderbird_checks_every_ten_minutes_where_nothing_else_is_said() -> None:
    assert of_thunderbird(prefs(*POP)) == every("Thunderbird", 10)


def test_thunderbird_with_an_interval_of_its_own() -> None:
    assert of_thunderbird(prefs(*POP, 'check_new_mail", true', 'check_time", 3')) == every("Thunderbird", 3)


def test_thunderbird_with_another_default_for_all_servers() -> None:
    text = prefs('check_time", 5', server="default") + prefs(*POP)
    assert of_thunderbird(text) == every("Thunderbird", 5)


def test_thunderbird_turned_off() -> None:
    assert of_thunderbird(prefs(*POP, 'check_new_mail", false')) == ()


def test_thunderbird_with_a_server_that_was_renamed() -> None:
    renamed = prefs(*POP[:2], f'realhostname", "imap.{HOST}"', 'userName", "old"', f'realuserName", "{USER}"')
    assert of_thunderbird(renamed) == every("Thunderbird", 10, f"imap.{HOST}")


def test_thunderbirds_local_folders_and_news_are_no_mailboxes() -> None:
    local = prefs('type", "none"', 'hostname", "Local Folders"', 'userName", "nobody"', server="server1")
    news = prefs('type", "nntp"', f'hostname", "{HOST}"', f'userName", "{USER}"', server="server3")
    assert of_thunderbird(local + news) == ()


def test_thunderbird_with_several_servers() -> None:
    imap = prefs('type", "imap"', 'hostname", "imap.b.example"', 'userName", "bob"', server="server4")
    found = of_thunderbird(prefs(*POP) + imap)
    assert [(each.host, each.user) for each in found] == [(HOST, USER), ("imap.b.example", "bob")]


# Claws Mail and Sylpheed ------------------------------------------------------------------------------------


def accountrc(*lines: str, protocol: int = 0, number: int = 1) -> str:
    return "\n".join(
        (
            f"[Account: {number}]",
            "account_name=Anna",
            f"protocol={protocol}",
            f"receive_server={HOST}",
            f"user_id={USER}",
            "password=!never-to-be-seen",
            *lines,
            "",
        )
    )


def common(*lines: str) -> str:
    return "\n".join(("[Common]", *lines, ""))


@pytest.mark.parametrize(
    ("clawsrc", "account", "minutes"),
    [
        (("config_version=0", "autochk_newmail=1", "autochk_interval=5"), (), 5),
        (("autochk_newmail=1", "autochk_interval=5"), (), 5),
        (("autochk_newmail=1",), (), 10),
        (("config_version=2", "autochk_newmail=1", "autochk_interval=300"), (), 5),
        (("config_version=2", "autochk_newmail=1"), (), 10),
        (("config_version=4", "autochk_newmail=1", "autochk_interval=300"), ("autochk_use_default=1",), 5),
        (
            ("config_version=4", "autochk_newmail=0"),
            ("autochk_use_default=0", "autochk_use_custom=1", "autochk_itv=120"),
            2,
        ),
    ],
)
def test_claws_mail_checks(clawsrc: tuple[str, ...], account: tuple[str, ...], minutes: int) -> None:
    assert of_claws_mail(accountrc(*account), common(*clawsrc)) == every("Claws Mail", minutes)


@pytest.mark.parametrize(
    ("clawsrc", "account"),
    [
        (("config_version=2", "autochk_newmail=0", "autochk_interval=300"), ()),
        ((), ()),
        (("config_version=2", "autochk_newmail=1", "autochk_interval=300"), ("receive_at_get_all=0",)),
        (("config_version=4", "autochk_newmail=1"), ("autochk_use_default=0", "autochk_use_custom=0")),
        (("config_version=2", "autochk_newmail=1", "autochk_interval=soon"), ()),
        (("config_version=2", "autochk_newmail=1", "autochk_interval=0"), ()),
        (("config_version=2", "autochk_newmail=1", "autochk_interval=999999999"), ()),
    ],
)
def test_claws_mail_does_not_check(clawsrc: tuple[str, ...], account: tuple[str, ...]) -> None:
    assert of_claws_mail(accountrc(*account), common(*clawsrc)) == ()


@pytest.mark.parametrize(
    ("version", "protocol", "counts"),
    [(0, 0, True), (0, 1, True), (0, 2, True), (0, 3, True), (0, 4, False), (2, 1, True), (2, 2, False)],
)
def test_claws_mail_has_renumbered_its_protocols(version: int, protocol: int, *, counts: bool) -> None:
    settings = common(f"config_version={version}", "autochk_newmail=1", "autochk_interval=600")
    assert bool(of_claws_mail(accountrc(protocol=protocol), settings)) is counts


def test_sylpheed_counts_in_minutes() -> None:
    assert of_sylpheed(accountrc(), common("autochk_newmail=1", "autochk_interval=15")) == every(
        "Sylpheed", 15
    )
    assert of_sylpheed(accountrc(), common("autochk_newmail=1")) == every("Sylpheed", 10)
    assert of_sylpheed(accountrc(protocol=3), common("autochk_newmail=1")) == every("Sylpheed", 10)


@pytest.mark.parametrize(
    ("account", "settings"),
    [
        (accountrc(), common("autochk_newmail=0")),
        (accountrc("receive_at_get_all=0"), common("autochk_newmail=1")),
        (accountrc(protocol=4), common("autochk_newmail=1")),
        ("[Account: 1]\nprotocol=0\n", common("autochk_newmail=1")),
        ("[Account: 1]\nprotocol=x\nreceive_server=a\nuser_id=b\n", common("autochk_newmail=1")),
        ("", ""),
    ],
)
def test_sylpheed_does_not_check(account: str, settings: str) -> None:
    assert of_sylpheed(account, settings) == ()


def test_each_account_is_looked_at_and_no_password_is_kept() -> None:
    found = of_sylpheed(accountrc() + accountrc(number=2), common("autochk_newmail=1"))
    assert len(found) == 2
    assert "never-to-be-seen" not in repr(found)


# Evolution --------------------------------------------------------------------------------------------------


def source(
    *, backend: str = "pop", refresh: str = "Enabled=true\nIntervalMinutes=20", on: str = "true"
) -> str:
    return f"""
[Data Source]
DisplayName=anna@provider-a.example
DisplayName[ja]=アンナ
Enabled={on}
Parent=

[Refresh]
{refresh}

[Mail Account]
BackendName={backend}
IdentityUid=5f1

[Authentication]
Host={HOST}
Method=plain/password
Port=995
User={USER}
"""


def test_evolution_checks() -> None:
    assert of_evolution(source()) == every("Evolution", 20)
    assert of_evolution(source(backend="imapx", refresh="Enabled=true")) == every("Evolution", 60)


@pytest.mark.parametrize(
    "text",
    [
        source(refresh="Enabled=false\nIntervalMinutes=20"),
        source(refresh=""),
        source(on="false"),
        source(backend="smtp"),
        source(refresh="Enabled=true\nIntervalMinutes=-3"),
        "[Data Source]\nEnabled=true\n[Calendar]\nBackendName=local\n",
        "",
    ],
)
def test_evolution_does_not_check(text: str) -> None:
    assert of_evolution(text) == ()


# whatever stands there --------------------------------------------------------------------------------------

SCRAPS = some.lists(
    some.sampled_from(
        [
            *(
                "[Account: 1]",
                "[Common]",
                "[Mail Account]",
                "[Refresh]",
                "[",
                "]",
                "=",
                "==",
                "\0",
                "\u2028",
                "é",
            ),
            *(
                "autochk_newmail=1",
                "autochk_interval=",
                "autochk_interval=9999999999",
                "protocol=-1",
                "protocol=",
            ),
            *(
                "config_version=٣",
                "receive_server=a.b.c",
                "user_id=x",
                "BackendName=pop",
                "IntervalMinutes=1e9",
            ),
            *(
                'user_pref("mail.server.s.type", "pop3");',
                'user_pref("mail.server.s.hostname", "a"',
                "Enabled=true",
            ),
            'user_pref("mail.server.s.check_time", -7);',
        ]
    )
    | some.text(max_size=20),
    max_size=30,
).map("\n".join)


@given(SCRAPS, SCRAPS)
def test_broken_files_say_nothing_or_something_sound(one: str, other: str) -> None:
    found = (*of_thunderbird(one), *of_claws_mail(one, other), *of_sylpheed(one, other), *of_evolution(one))
    for neighbour in found:
        assert timedelta(0) < neighbour.every <= timedelta(days=1)
        assert neighbour.host
        assert neighbour.user
