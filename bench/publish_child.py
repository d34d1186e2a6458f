"""What ``bench.publish`` runs in a process of its own, so that Django sees one home."""

import http.client
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

HOST, PORT = "127.0.0.1", 8765
GIVE_UP_SECONDS = 60.0


def main(words: list[str]) -> None:
    """Bake the home, start kiosk and works, publish ``CLICKS`` times quietly and busily."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "courant.project.settings"
    import django

    django.setup()
    from courant.press.resolve import spoil_everything
    from courant.press.run import press_run

    clicks = int(words[0])
    spoil_everything()
    press_run(jobs=2)
    os.sync()  # no archive was written a moment ago: its last blocks are not to be waited for
    with running("kiosk"), running("work"):
        wait_until("/", b"<h1")
        time.sleep(3)
        quiet = [_publish(number) for number in range(clicks)]
        spoil_everything()
        time.sleep(1)
        busy = [_publish(number) for number in range(clicks, clicks + max(3, clicks // 4))]
    print(json.dumps({"quiet": quiet, "busy": busy}))


@contextmanager
def running(command: str) -> Iterator[None]:
    process = subprocess.Popen(
        [sys.executable, "-m", "courant.project.cli", command],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield
    finally:
        process.terminate()
        process.wait(10)


def _publish(number: int) -> float:
    """Publish one new article; return the milliseconds from commit to readable."""
    from courant.newsroom.models import ArticlePage, ArticleTopic, Byline, DeskPage, Topic

    desk = DeskPage.objects.order_by("pk").first()
    topic = Topic.objects.order_by("pk").first()
    if desk is None or topic is None:
        raise SystemExit("The archive has no desk and topic.")
    article = ArticlePage(
        title=f"Just in, number {number}",
        slug=f"just-in-{number}",
        locale=desk.locale,
        body=[{"type": "paragraph", "value": "<p>The tide is in.</p>"}],
        live=False,
    )
    article.bylines = [Byline(kind=Byline.Kind.STAFF)]
    article.article_topics = [ArticleTopic(topic=topic)]
    desk.add_child(instance=article)
    revision = article.save_revision()
    time.sleep(0.5)
    revision.publish()
    committed = time.perf_counter()
    wait_until(f"/{desk.slug}/just-in-{number}/", f"number {number}".encode())
    return round((time.perf_counter() - committed) * 1000, 1)


def wait_until(path: str, words: bytes) -> None:
    deadline = time.monotonic() + GIVE_UP_SECONDS
    while time.monotonic() < deadline:
        try:
            connection = http.client.HTTPConnection(HOST, PORT, timeout=5)
            connection.request("GET", path)
            answer = connection.getresponse()
            body = answer.read()
            connection.close()
        except OSError:
            time.sleep(0.1)
            continue
        if answer.status == 200 and words in body:
            return
        time.sleep(0.002)
    raise SystemExit(f"{path} did not become readable within {GIVE_UP_SECONDS:.0f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
