"""What the house logs and prints: never an address that a reader left."""

import os
import subprocess
import sys

import pytest
from django.core.mail import EmailMessage, get_connection

from courant.plant.config import Config
from courant.project.mail import mail_settings

ADDRESS = "mina@canary.example"
FAILS = f"""
import logging.config
from courant.project import logs
logging.config.dictConfig(logs.logging_config())
logs.set_up_structlog()
import structlog

def fail(address):
    raise ValueError("something else")

try:
    fail("{ADDRESS}")
except ValueError:
    structlog.get_logger("here").error("it.failed", exc_info=True)
    logging.getLogger("there").exception("it failed")
"""


@pytest.mark.parametrize("colours", ["", "1"])
def test_a_failure_is_logged_without_the_values_of_variables(colours: str) -> None:
    environ = {**os.environ, "FORCE_COLOR": colours}
    program = FAILS.replace(f'fail("{ADDRESS}")', "fail(bytes.fromhex(sys.argv[1]).decode())")
    said = subprocess.run(
        [sys.executable, "-c", f"import sys\n{program}", ADDRESS.encode().hex()],
        env=environ, capture_output=True, check=True,
    ).stderr.decode()  # fmt: skip

    assert said.count("something else") >= 2
    assert "canary" not in said


def test_a_mail_that_is_only_printed_does_not_say_to_whom(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = mail_settings(Config())
    mail = EmailMessage("An answer", "Read it.", to=[ADDRESS], cc=[ADDRESS], bcc=[ADDRESS])
    mail.connection = get_connection(told["EMAIL_BACKEND"])
    mail.send()

    printed = capsys.readouterr().out
    assert "Subject: An answer" in printed
    assert "Read it." in printed
    assert "canary" not in printed
