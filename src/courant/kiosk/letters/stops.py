"""No more mail: the address in every mail about answers, which works with one click.

Source:
    RFC 8058 (a POST that says ``List-Unsubscribe=One-Click``).
"""

import secrets
from typing import Final

from courant.kiosk.answers import Answer
from courant.kiosk.letters.drafts import number_in
from courant.kiosk.letters.posting import FULL_SECONDS, post
from courant.kiosk.letters.visits import Visit
from courant.plant.signing import is_mark

PURPOSE: Final = "no more mail"
NONCE_BYTES: Final = 16


def marked_reply(name: str, visit: Visit) -> int:
    """Return which reply an address is about; 0 for an address that is not ours."""
    number, _, written = name.partition(".")
    keys = visit.office.keys.all()
    ours = any(is_mark(written, key.secret, PURPOSE, number) for key in keys)
    return number_in(number) if ours else 0


async def stop(visit: Visit, reply: int, name: str) -> Answer:
    """Ask whether mails shall stop, or stop them.

    Args:
        visit: The request.
        reply: Whose writer gets no more mail.
        name: Of the address, as it was asked for.
    """
    paper = visit.paper(None)
    if visit.request.method != "POST":
        return visit.office.pages.html(200, "stop.html", paper, here=f"/-/stop/{name}", done=False)
    letter = {"kind": "stop", "at": visit.minute, "of": "", "reply": reply}
    nonce = secrets.token_urlsafe(NONCE_BYTES)
    if seconds := await post(visit, nonce, letter, about=("stop", reply)):
        status = 503 if seconds == FULL_SECONDS else 429
        return visit.office.pages.html(
            status, "stop.html", paper,
            here=f"/-/stop/{name}", done=False, retry_seconds=seconds,
        )  # fmt: skip
    return visit.office.pages.html(200, "stop.html", paper, here="", done=True)
