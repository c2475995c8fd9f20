"""What to make of a reply that was not the one hoped for."""

from tegata.protocols.outcome import Broken, Phase, Refused, Trouble
from tegata.protocols.reply import Reply, SmtpReply


def negative(reply: Reply) -> bool:
    """Whether the server said no: 4yz, 5yz, or -ERR."""
    if isinstance(reply, SmtpReply):
        return reply.code // 100 in {4, 5}
    return not reply.ok


def farewell(reply: Reply) -> bool:
    """Whether the server may hang up after this reply: 421 (RFC 5321 section 3.8), or any -ERR."""
    return reply.code == 421 if isinstance(reply, SmtpReply) else not reply.ok


def unexpected(phase: Phase, reply: Reply) -> Refused | Broken:
    """Return Refused for a no, Broken for a yes to something else, such as 250 where 354 was due."""
    if negative(reply):
        return Refused(phase, reply)
    return Broken(phase, Trouble.GARBAGE, str(reply))
