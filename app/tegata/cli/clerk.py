"""Carries out, in the process that has the window, what commands hand over."""

from collections.abc import Callable
from typing import Any

from tegata.cli.arguments import Wish
from tegata.cli.delivering import deliver_here
from tegata.cli.hand_over import given_in
from tegata.cli.login import log_in_here
from tegata.delivery.post_office import PostOffice


class Clerk:
    """Answers requests of `hand_over`; `raise_window` brings up the window, with what is wished for."""

    def __init__(self, office: PostOffice, raise_window: Callable[[Wish], None]) -> None:
        self._office = office
        self._raise_window = raise_window

    async def handle(self, request: dict[str, Any]) -> dict[str, Any]:
        """Return the answer to one request."""
        given = given_in(request)
        match request:
            case {"verb": "raise", "mailto": mailto}:
                self._raise_window(Wish(mailto, request.get("check") is True, request.get("token")))
                return {"done": True}
            case {"verb": "deliver", "parcels": parcels, "account": account}:
                return {"reports": await deliver_here(self._office, parcels, account, given)}
            case {"verb": "login", "account": str(account)}:
                return await log_in_here(self._office, account, given)
            case {"verb": "withdraw", "parcel": int(parcel_id)}:
                return {"done": await self._office.withdraw(parcel_id)}
        return {"error": "no such request"}
