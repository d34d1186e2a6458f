"""Settings: one frozen dataclass, read from ``courant.toml`` and ``COURANT_*`` variables."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_type_hints
from urllib.parse import urlsplit

from courant.plant.home import Home

PREFIX = "COURANT_"
HIGHEST_PORT = 65_535
# Variables that are not settings of a paper: who tests or starts the house reads them.
OUTSIDE = frozenset({"COURANT_HOME", "COURANT_CHROME", "COURANT_CRASH_AT"})


class ConfigError(ValueError):
    """A setting that cannot be used.  Operators see the message as it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Every setting of a house.  ``help`` is what the operator's page says of it."""

    home: Path = field(default=Path("paper"), metadata={"help": "Where the paper's files lie."})
    host: str = field(
        default="127.0.0.1", metadata={"help": "Network address the servers listen on."}
    )
    port: int = field(default=8000, metadata={"help": "Port of the kiosk, which readers use."})
    newsroom_port: int = field(
        default=8001, metadata={"help": "Port of the newsroom, which editors use."}
    )
    public_url: str = field(
        default="",
        metadata={"help": "Where readers find the paper. Empty: http://127.0.0.1:PORT"},
    )
    newsroom_url: str = field(
        default="",
        metadata={"help": "Where editors sign in. Empty: http://localhost:NEWSROOM_PORT"},
    )
    allowed_hosts: tuple[str, ...] = field(
        default=(),
        metadata={"help": "Further host names the kiosk answers to, separated by commas."},
    )
    database_url: str = field(
        default="",
        metadata={"help": "postgresql://user:password@host/name. Empty: SQLite in the home."},
    )
    mail_url: str = field(
        default="",
        metadata={
            "help": "smtp://user:password@host:587 or smtps://…:465. Empty: mail is only printed."
        },
    )
    mail_from: str = field(
        default="", metadata={"help": "The address mail comes from. Empty: courant@localhost."}
    )
    reply_hook_url: str = field(
        default="",
        metadata={
            "help": "A program of yours that may hold replies; it is told text and language. "
            "Empty: nobody is asked."
        },
    )
    second_factor_required: bool = field(
        default=False, metadata={"help": "Whether staff must sign in with a second factor."}
    )

    @property
    def paths(self) -> Home:
        """The home, with a name for everything in it."""
        return Home(self.home)

    @property
    def public_root(self) -> str:
        """The paper's URL without a final slash."""
        return (self.public_url or f"http://127.0.0.1:{self.port}").rstrip("/")

    @property
    def newsroom_root(self) -> str:
        """The newsroom's URL without a final slash."""
        return (self.newsroom_url or f"http://localhost:{self.newsroom_port}").rstrip("/")

    @property
    def public_hosts(self) -> frozenset[str]:
        """Every ``Host`` the kiosk answers to: the public one, the allowed, and loopback."""
        loopback = (f"{name}:{self.port}" for name in ("127.0.0.1", "localhost", "[::1]"))
        return frozenset({urlsplit(self.public_root).netloc, *self.allowed_hosts, *loopback})


def read_config(environ: Mapping[str, str], home: Path | None = None) -> Config:
    """Read the house's settings: the home's ``courant.toml``, then ``COURANT_*`` over it.

    Args:
        environ: The environment, usually ``os.environ``.
        home: The home as named on the command line; else ``COURANT_HOME``, else ``paper``.

    Raises:
        ConfigError: A name is unknown or a value has the wrong form.
    """
    root = (home or Path(environ.get("COURANT_HOME") or "paper")).expanduser().absolute()
    values = _from_file(Home(root).settings)
    names = {PREFIX + name.upper(): name for name in _settings()}
    for variable, raw in environ.items():
        if variable.startswith(PREFIX) and variable not in OUTSIDE:
            name = _known(variable, names, "variable")
            values[name] = _parse(variable, raw, _settings()[name])
    return Config(home=root, **values)


def _settings() -> dict[str, Any]:
    hints = get_type_hints(Config)
    return {item.name: hints[item.name] for item in fields(Config) if item.name != "home"}


def _from_file(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        written = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} cannot be read: {error}. Mend or remove that line.") from error
    kinds = _settings()
    return {
        _known(name, {key: key for key in kinds}, f"setting in {path}"): _parse(
            name, _as_text(value), kinds.get(name, str)
        )
        for name, value in written.items()
    }


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def _known(name: str, names: Mapping[str, str], what: str) -> str:
    if name in names:
        return names[name]
    close = get_close_matches(name, names, n=1)
    hint = f" Did you mean {close[0]}?" if close else ""
    raise ConfigError(f"{name} is not a {what} that Courant knows.{hint}")


def _parse(name: str, raw: str, kind: Any) -> Any:
    if kind is int:
        if raw.isdecimal() and 0 < int(raw) <= HIGHEST_PORT:
            return int(raw)
        raise ConfigError(f"{name} is {raw!r}; it must be a whole number from 1 to 65535.")
    if kind is bool:
        if raw.lower() in ("yes", "no", "true", "false", "1", "0"):
            return raw.lower() in ("yes", "true", "1")
        raise ConfigError(f"{name} is {raw!r}; it must be yes or no.")
    if kind == tuple[str, ...]:
        return tuple(part.strip() for part in raw.split(",") if part.strip())
    return _parse_text(name, raw)


def _parse_text(name: str, raw: str) -> str:
    short = name.removeprefix(PREFIX).lower()
    if raw and short in ("public_url", "newsroom_url"):
        parts = urlsplit(raw)
        if parts.scheme not in ("http", "https") or not parts.netloc or parts.path not in ("", "/"):
            raise ConfigError(
                f"{name} is {raw!r}; it must be a web address without a path, "
                "such as https://courant.example."
            )
    if raw and short == "reply_hook_url":
        parts = urlsplit(raw)
        if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
            raise ConfigError(
                f"{name} must look like http://127.0.0.1:9000/hold without user and password, "
                "or be empty."
            )
    if raw and short == "mail_url":
        parts = urlsplit(raw)
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            raise ConfigError(
                f"{name} must look like smtp://user:password@mail.example:587, or be empty."
            )
    if raw and short == "database_url" and not raw.startswith(("postgresql://", "postgres://")):
        raise ConfigError(f"{name} must start with postgresql://, or be empty for SQLite.")
    return raw
