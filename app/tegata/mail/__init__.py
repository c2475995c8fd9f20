"""What is sent: draft, letter, envelope, addresses. Pure."""
