"""``courant manage set_up_sample``: fill an empty paper with the sample."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from courant.exchange.sample.load import load_sample
from courant.exchange.sample.read import read_sample
from courant.newsroom.models import FrontPage
from courant.plant import clock


class Command(BaseCommand):
    """Fill an empty paper."""

    help = "Fill an empty paper with the sample: a town's news in three languages."

    def handle(self, **options: Any) -> None:
        """Refuse a paper that somebody has begun, else load the sample."""
        if FrontPage.objects.exists():
            raise CommandError(
                "This paper has a front already; the sample goes only into an empty one. "
                "Name another home with --home.",
                returncode=1,
            )
        load_sample(read_sample(clock.now()))
