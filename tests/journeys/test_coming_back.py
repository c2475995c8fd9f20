"""What was being written when the power failed, as a person finds it."""

from tests.journeys.traveller import Traveller

TO = "bob@elsewhere.example"
TEXT = "Come on Monday"


async def write_and_lose_power(traveller: Traveller) -> None:
    """The cursor stands before the last word when it happens."""
    traveller.has_account(traveller.provider.here)
    program = traveller.start()
    await traveller.write(TO, "Unfinished", TEXT)
    await traveller.do(traveller.has_begun_to_deliver)
    await traveller.kept((TEXT, ["body", 14, 14, 0]))
    await traveller.do(traveller.screen.press, "ctrl+Left")
    await traveller.kept((TEXT, ["body", 8, 8, 0]))
    await traveller.loses_power(program)


async def test_after_a_power_cut_the_letter_is_there_and_is_written_on_where_it_was_left(
    traveller: Traveller,
) -> None:
    await write_and_lose_power(traveller)
    program = traveller.start()
    await traveller.do(traveller.screen.wait_for_window, "Unfinished")
    await traveller.do(traveller.screen.wait_until_gone, "New letter")
    await traveller.do(traveller.screen.picture, "come-back")
    await traveller.do(traveller.screen.type, "x")
    await traveller.kept(("Come on xMonday", ["body", 9, 9, 0]))
    await traveller.do(traveller.screen.press, "ctrl+w")
    assert await traveller.ended(program) == 0
    await traveller.kept(("Come on xMonday", None))


async def test_the_letter_that_was_clicked_appears_beside_it_and_in_front(traveller: Traveller) -> None:
    await write_and_lose_power(traveller)
    traveller.start("mailto:yuki@b.example?subject=Clicked")
    await traveller.do(traveller.screen.see, "Clicked")
    await traveller.do(traveller.screen.see, "Unfinished")
    await traveller.do(traveller.screen.wait_until_gone, "New letter")
    await traveller.do(traveller.screen.wait_until_in_front, "Clicked")
    await traveller.do(traveller.screen.type, "Hello")
    await traveller.do(traveller.screen.picture, "come-back-beside")
    await traveller.kept((TEXT, ["body", 8, 8, 0]), ("Hello", ["body", 5, 5, 0]))


async def test_after_a_window_was_closed_and_after_a_logout_nothing_comes_back(traveller: Traveller) -> None:
    traveller.has_account(traveller.provider.here)
    program = traveller.start()
    await traveller.write(TO, "Closed", TEXT)
    await traveller.do(traveller.screen.press, "ctrl+w")
    assert await traveller.ended(program) == 0
    await traveller.kept((TEXT, None))
    program = traveller.start()
    await traveller.write(TO, "Logged out", "Later")
    await traveller.kept((TEXT, None), ("Later", ["body", 5, 5, 0]))
    program.terminate()
    assert await traveller.ended(program) == 0
    traveller.start()
    await traveller.do(traveller.has_begun_to_deliver)
    await traveller.do(traveller.screen.wait_for_window, "New letter")
    for title in ("Closed", "Logged out"):
        await traveller.do(traveller.screen.wait_until_gone, title)
    await traveller.kept((TEXT, None), ("Later", None))
