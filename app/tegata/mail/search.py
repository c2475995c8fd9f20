"""Finding letters by words: how a text is compared, for the store and for what is on the screen."""

import unicodedata


def folded(text: str) -> str:
    """Return the text as it is compared: without case, width and composition of characters."""
    return unicodedata.normalize("NFKC", text).casefold()


def words_of(search: str) -> tuple[str, ...]:
    """Return the words that must all occur; none for an empty search."""
    return tuple(folded(search).split())


def has_words(words: tuple[str, ...], *texts: str) -> bool:
    """Whether each word occurs in one of the texts."""
    whole = folded("\n".join(texts))
    return all(word in whole for word in words)
