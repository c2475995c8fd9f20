"""A provider on your own machine: POP3 and SMTP servers with the essay's relay rules."""
