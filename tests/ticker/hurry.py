"""What a process of its own does with a ticker; ``python -m tests.ticker.hurry begin`` and so on.

``COURANT_HOME`` and ``COURANT_DATABASE_URL`` say where; ``TEST_DATABASE`` names another database.
"""

import json
import os
import sys


def begin() -> None:
    """Make a paper with a ticker that shows a single line: what is filed last."""
    from tests.paper import make_ticker

    make_ticker()


def file(name: str, count: str) -> None:
    """File some lines, one after the other."""
    from courant.ticker.models import Ticker
    from courant.ticker.services import file_line

    ticker = Ticker.objects.get(lang="en")
    for number in range(int(count)):
        file_line(ticker, text=f"{name} {number}", by=None)


def tell() -> None:
    """Say what the relay would tell kiosks, from the first act on."""
    from courant.ticker.models import Act

    print(json.dumps(list(Act.objects.order_by("pk").values_list("number", "event"))))


def main() -> None:
    """Do one of them."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "courant.project.settings"
    import django

    django.setup()
    from django.db import connection

    connection.settings_dict["NAME"] = (
        os.environ.get("TEST_DATABASE") or connection.settings_dict["NAME"]
    )
    {"begin": begin, "file": file, "tell": tell}[sys.argv[1]](*sys.argv[2:])


if __name__ == "__main__":
    main()
