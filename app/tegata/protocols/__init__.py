"""What to say to SMTP and POP3 servers and what they mean, without any I/O."""
