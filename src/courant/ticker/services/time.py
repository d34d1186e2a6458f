"""Time passing: lines begin when they are due and end when their time is over.

A line's state only ever moves forward, so a clock that jumps shows nothing twice.
"""

from courant.plant import clock
from courant.ticker.models import TickerLine
from courant.ticker.queries.lines import due_lines
from courant.ticker.services.acts import act, locked

State = TickerLine.State


def keep_time() -> bool:
    """Begin and end what is due.  Return whether there was anything."""
    now = clock.now()
    due = due_lines(now)
    for line in due:
        with locked(line.ticker) as ticker:
            line.refresh_from_db()
            if line.state == State.SCHEDULED and line.starts_at <= now:
                line.state = State.LIVE if line.ends_at > now else State.EXPIRED
            elif line.state == State.LIVE and line.ends_at <= now:
                line.state = State.EXPIRED
            else:
                continue
            line.save(update_fields=["state"])
            act(ticker, "begun" if line.state == State.LIVE else "expired", line=line)
    return bool(due)
