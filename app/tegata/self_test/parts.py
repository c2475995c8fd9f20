"""The parts of the self-test, from the ground up."""

from pathlib import Path

from tegata.self_test import (
    authorities,
    drafts,
    key_store,
    languages,
    letter,
    links,
    place,
    program,
    provider,
    resources,
    screen,
)
from tegata.self_test.finding import Part
from tegata.words.gettext import N_


def parts_of(profile: Path) -> tuple[Part, ...]:
    """Return the parts for the profile in this directory, which is neither made nor changed."""
    return (
        Part("program", N_("Program"), program.look),
        Part("profile", N_("Profile"), lambda: place.look(profile)),
        Part("resources", N_("Icons and providers"), resources.look),
        Part("languages", N_("Languages"), languages.look),
        Part("authorities", N_("Certificate authorities"), authorities.look),
        Part("keyring", N_("Keyring"), key_store.look),
        Part("drafts", N_("Drafts and outbox"), lambda: drafts.look(profile)),
        Part("provider", N_("Practice provider"), provider.look),
        Part("letter", N_("POP before SMTP"), letter.look),
        Part("qt", N_("Qt"), screen.look_without),
        Part("screen", N_("Screen"), screen.look),
        Part("links", N_("mailto: links"), links.look),
    )
