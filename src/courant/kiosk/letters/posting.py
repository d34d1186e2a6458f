"""Posting: a letter that may come in is put into the letterbox, and the works are woken."""

from contextlib import nullcontext
from typing import Any, Final

from courant.kiosk.letters.visits import Visit
from courant.plant.bell import ring
from courant.plant.letterbox.letters import LetterboxError

FULL_SECONDS: Final = 60  # until it is worth trying again


async def post(
    visit: Visit,
    nonce: str,
    letter: dict[str, Any],
    *,
    about: object,
    print_of_text: int | None = None,
) -> int:
    """Put a letter into the letterbox unless it is there already.

    Args:
        visit: The request it came with.
        nonce: Of the letter.
        letter: As docs/formats/letters.md says, without its nonce.
        about: What it counts for besides its sender: a thread's number.
        print_of_text: The fingerprint of what it says in a thread, if it says anything.

    Returns:
        0 when it is on the disk; else in how many seconds to try again: 60 if there is no
        room, fewer if too much is being sent.
    """
    office = visit.office
    is_again = office.heard.has_letter(nonce)
    if not is_again and (seconds := office.budgets.spend(visit.sender, about)):
        return min(seconds, FULL_SECONDS - 1)
    hearing = office.heard.hearing(
        nonce,
        thread=letter.get("thread", 0),
        print_of_text=print_of_text,
        by=letter.get("pass", "") if letter["kind"] == "reply" else "",
    )
    try:
        with nullcontext() if is_again else hearing:
            await office.letterbox.put(nonce, {"nonce": nonce, **letter})
    except LetterboxError:
        return FULL_SECONDS
    ring(office.bell)
    return 0
