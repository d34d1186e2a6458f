"""What the house writes to its log: one line an event, for people on a terminal, else JSON.

No line holds a reader's network address, a query or a field (SECURITY, Replies).
"""

import os
import sys
from typing import Any

import structlog

_SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.stdlib.PositionalArgumentsFormatter(),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def logging_config() -> dict[str, Any]:
    """Return the ``dictConfig`` for the standard library's loggers, all of it to stderr."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "house": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    *_ending(),
                ],
                "foreign_pre_chain": _SHARED,
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "house"}},
        "root": {"handlers": ["stderr"], "level": "INFO"},
        "loggers": {
            # Only what failed: a line per request would be an access log.
            "django.request": {"level": "ERROR"},
            "django.server": {"level": "WARNING"},
            "django_tasks": {"level": "WARNING"},
            "PIL": {"level": "WARNING"},
            # What editors do is in Wagtail's own history of each page.
            "wagtail": {"level": "WARNING"},
        },
    }


def set_up_structlog() -> None:
    """Send structlog's events through the standard library, so that there is one log."""
    structlog.configure(
        processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def _ending() -> list[Any]:
    if sys.stderr.isatty() or os.environ.get("FORCE_COLOR"):
        # Never the values of variables: one may be an address that a reader left.
        plain = structlog.dev.plain_traceback
        return [structlog.dev.ConsoleRenderer(exception_formatter=plain)]
    return [
        structlog.processors.format_exc_info,
        structlog.processors.JSONRenderer(ensure_ascii=False),
    ]
