"""Mail where no mail server is named: printed to the log, and to whom it would have gone is not."""

from django.core.mail import EmailMessage
from django.core.mail.backends import console

WITHHELD = "withheld: no mail server is named"
ADDRESSEES = ("To", "Cc", "Reply-To")


class EmailBackend(console.EmailBackend):
    """Prints mails as Django's own does, without an address: a log is kept, a mail is not."""

    def write_message(self, message: EmailMessage) -> None:
        """Print one mail."""
        shown = message.message()
        for name in ADDRESSEES:
            if name in shown:
                shown.replace_header(name, WITHHELD)
        self.stream.write(f"{shown.as_string()}\n{'-' * 79}\n")
