"""What must survive: outbox, drafts, and what was learned of servers."""
