"""A mail server on this machine that keeps what it is given."""

import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from email.policy import default
from threading import Thread


@dataclass
class Mail:
    """One mail: to whom it was to go, and all of it."""

    to: list[str] = field(default_factory=list)
    data: bytes = b""

    @property
    def message(self) -> Message:
        return message_from_bytes(self.data, policy=default)


class Postman(socketserver.ThreadingTCPServer):
    """Speaks as much SMTP as a polite client needs (RFC 5321)."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.mails: list[Mail] = []

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"


class _Talk(socketserver.StreamRequestHandler):
    server: Postman

    def handle(self) -> None:
        self._say("220 postman")
        mail = Mail()
        for line in self.rfile:
            word = line[:4].upper()
            if word == b"RCPT":
                mail.to.append(line.partition(b"<")[2].partition(b">")[0].decode())
            elif word == b"DATA":
                self._say("354 go on")
                mail.data = b"".join(iter(self.rfile.readline, b".\r\n"))
                self.server.mails.append(mail)
                mail = Mail()
            elif word == b"QUIT":
                return self._say("221 bye")
            self._say("250 yes")
        return None

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def postman() -> Iterator[Postman]:
    """A mail server that runs for a block."""
    with Postman() as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()
