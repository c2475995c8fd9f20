"""Passwords in the system keyring, or in memory for the session."""
