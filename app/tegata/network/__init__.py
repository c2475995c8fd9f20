"""Carries out a dialogue on a socket: TLS, time limits, which address we leave from."""
