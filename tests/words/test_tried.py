from tegata.words.tried import Tried


def test_a_server_that_said_nothing_is_not_quoted() -> None:
    assert Tried("It has arrived", "Your own copy is there.").server_words == ""
