"""Hosts of the tests' own: real servers on loopback that answer whatever a test wants."""

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

_HELLO = b"\x16"  # how TLS begins

Answer = Callable[[bytes], bytes | Iterator[bytes]]  # from the request's head to what is sent


class Host:
    """One server; each connection is one request and one answer.

    Attributes:
        asked: The heads of the requests so far.
    """

    def __init__(self, answer: Answer, *, tls: ssl.SSLContext | None = None) -> None:
        self._answer, self._tls = answer, tls
        self.asked: list[str] = []
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._door.getsockname()[1]
        self._open: list[socket.socket] = []
        self._threads = [threading.Thread(target=self._serve)]
        self._threads[0].start()

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        for line in list(self._open):
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
        for thread in list(self._threads):
            thread.join()

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._door.accept()
            except OSError:
                return
            self._open.append(line)
            thread = threading.Thread(target=self._talk, args=[line])
            self._threads.append(thread)
            thread.start()

    def _talk(self, line: socket.socket) -> None:
        with line, contextlib.suppress(OSError):
            speaking = self._tls.wrap_socket(line, server_side=True) if self._tls else line
            with speaking:
                head = b""
                while (
                    b"\r\n\r\n" not in head
                    and head[:1] != _HELLO
                    and (some := speaking.recv(65536))
                ):
                    head += some
                self.asked.append(head.decode("latin-1"))
                answer = self._answer(head)
                for piece in [answer] if isinstance(answer, bytes) else answer:
                    speaking.sendall(piece)


def dial_to(**hosts: Host) -> Callable[[str, int, float], socket.socket]:
    """Return a dial for which ``one="…"`` is the host ``one.example``, whatever the port."""

    def dial(name: str, port: int, seconds: float) -> socket.socket:
        there = hosts[name.removesuffix(".example")].port
        return socket.create_connection(("127.0.0.1", there), seconds)

    return dial


def answer(body: bytes = b"", *headers: str, status: str = "200 OK") -> bytes:
    """Put an answer together."""
    head = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""]
    return "\r\n".join(head).encode("latin-1") + body


def certified(folder: Path, name: str) -> tuple[ssl.SSLContext, Path]:
    """Return a server's side with a certificate for a name, and the file of whom to trust."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName(
                [x509.DNSName(name), x509.IPAddress(ip_address("127.0.0.1"))]
            ),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    shown, secret = folder / f"{name}.crt", folder / f"{name}.key"
    shown.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(shown, secret)
    return context, shown
