"""What the ticker's rules forbid."""


class TickerError(ValueError):
    """Something that cannot be done to a ticker.  Editors see the message as it stands.

    ``field`` says beside which field of the form: ``text``, ``href``, ``ends_at``, ``starts_at``,
    ``level``, ``note``; empty when it is about the whole.
    """

    def __init__(self, message: str, *, field: str = "") -> None:
        """Say what is wrong, and where."""
        super().__init__(message)
        self.field = field
