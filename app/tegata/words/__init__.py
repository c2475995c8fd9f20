"""Facts and causes in a person's words, for window and terminal alike."""
