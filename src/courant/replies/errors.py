"""What can go wrong in this room."""


class ReplyError(Exception):
    """Something the rules of replies forbid.  Moderators see the message as it stands."""


class LetterError(ReplyError):
    """A letter that cannot be what the kiosk wrote.  Its text is never part of the message."""
