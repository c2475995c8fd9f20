"""Carries out a dialogue on a socket: TLS, time limits, which address we leave from.

connect       a server's name -> its addresses -> the one that answers -> TLS, where that comes first
line          runs a dialogue of `protocols` step by step; can be dropped at any moment
listener      whole replies, one deadline each, and what is said unasked
upload        the letter, from disk, at the server's pace
pipe          what has arrived, what has not left yet, why the connection ended
trust         certificate authorities
troubles      exceptions of the system -> `Trouble`
transcript    what was said, without secrets
handover      the door of the Tegata that runs; `knock` is the caller's side, `introduction` what both say
"""
