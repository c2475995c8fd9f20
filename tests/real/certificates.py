"""Provider A's certificate, and the authority that vouches for it."""

from dataclasses import dataclass
from pathlib import Path

import trustme

_NAMES_OF_A = [
    f"{service}{family}.provider-a.example" for service in ("smtp", "pop") for family in ("", "4", "6")
] + ["exim.provider-a.example", "exim4.provider-a.example"]


@dataclass(frozen=True, slots=True)
class Certificates:
    """Files: the authority, provider A's chain that it signed, and the key of that."""

    authority: Path
    chain: Path
    key: Path


def issue(folder: Path) -> Certificates:
    """Write a new authority and a certificate for all of A's names into `folder`."""
    authority = trustme.CA()
    issued = authority.issue_cert(*_NAMES_OF_A)
    files = Certificates(folder / "ca.pem", folder / "chain.pem", folder / "key.pem")
    authority.cert_pem.write_to_path(str(files.authority))
    for number, blob in enumerate(issued.cert_chain_pems):
        blob.write_to_path(str(files.chain), append=number > 0)
    issued.private_key_pem.write_to_path(str(files.key))
    return files
