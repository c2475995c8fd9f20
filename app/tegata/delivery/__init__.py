"""Takes one letter from the outbox to an attempt, and judges it."""
