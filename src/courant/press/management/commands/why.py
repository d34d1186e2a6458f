"""``courant why /politics/budget/``: what an address was baked from."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from courant.plant.addresses import BadAddressError, parse_address
from courant.press.models import StaleAddress
from courant.press.queries import baking_at


def _parsed(address: str) -> tuple[str, str]:
    """Return an address as it is spelled, and why no reader can ask for it, if so.

    The house's own files, ``/.map/3f``, are baked like pages and may be asked for here.
    """
    try:
        return parse_address(address), ""
    except BadAddressError as error:
        if not address.isprintable():  # no database could look it up
            raise CommandError(str(error), returncode=2) from error
        return address, str(error)


class Command(BaseCommand):
    """Say what a page was baked from."""

    help = "Say what a page was baked from, and by which edition."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the address."""
        parser.add_argument("address", help="Public path, e.g. /politics/budget/")

    def handle(self, *, address: str, **options: Any) -> None:
        """Print the edition, the recipe and the tray."""
        wanted, refused = _parsed(address)
        stale = StaleAddress.objects.filter(address=wanted).first()
        baking = baking_at(wanted)
        if baking is None and stale is None:
            if refused:
                raise CommandError(refused, returncode=2)
            raise CommandError(f"{wanted} has never been baked.", returncode=1)
        if baking is not None:
            self.stdout.write(
                f"{wanted}  edition {baking.edition}  {baking.recipe}  {baking.digest}"
            )
            for key in baking.ingredients.order_by("key").values_list("key", flat=True):
                self.stdout.write(f"  {key}")
            self.stdout.write(f"  house/{baking.house}")
        if stale is not None:
            reason = f"failed: {stale.error}" if stale.error else "waiting for the press"
            self.stdout.write(
                f"{wanted}  stale since {stale.since:%Y-%m-%d %H:%M:%S} UTC, {reason}"
            )
