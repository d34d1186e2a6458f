"""What ``bench.replies`` runs in a process of its own, so that Django sees one home."""

import asyncio
import os
import secrets
import sys
import time


def main(words: list[str]) -> None:
    """Put letters into the home's letterbox, collect them, print how many a second."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "courant.project.settings"
    import django

    django.setup()
    from django.conf import settings

    from bench.replies import letter
    from courant.newsroom.models import Teaser
    from courant.plant.letterbox.box import Letterbox
    from courant.replies.collect import collect
    from courant.replies.models import Reply

    articles = list(Teaser.objects.values_list("pk", flat=True))
    box = Letterbox(settings.HOME.letterbox)

    async def fill() -> None:
        for _ in range(int(words[0])):
            nonce = secrets.token_urlsafe(16)
            await box.put(nonce, letter(nonce, secrets.choice(articles)))

    asyncio.run(fill())
    box.close()
    start = time.perf_counter()
    while collect():
        pass
    took = time.perf_counter() - start
    if Reply.objects.count() != int(words[0]):
        raise SystemExit(f"{Reply.objects.count()} of {words[0]} letters became replies.")
    print(int(words[0]) / took)


if __name__ == "__main__":
    main(sys.argv[1:])
