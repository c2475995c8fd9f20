"""What servers have shown as the text that the database keeps, and back.

Other versions of Tegata know more of it, or less: a key that is missing has its default, and one that is not
known is passed over.
"""

import json
from dataclasses import asdict

from tegata.relay.learned import Learned
from tegata.store.kept_fields import known_fields


def encode_learned(learned: Learned) -> str:
    """Return one line of ASCII; a server's words may hold anything at all."""
    return json.dumps(asdict(learned))


def decode_learned(text: str) -> Learned:
    """Return what was learned; nothing where the text cannot be read, for it can be learned again."""
    try:
        return Learned(**known_fields(Learned, json.loads(text)))
    except (ValueError, TypeError):
        return Learned()
