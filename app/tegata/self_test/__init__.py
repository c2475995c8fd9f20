"""Tries what Tegata needs on this computer, part by part, and says what it found: `tegata --self-test`."""
