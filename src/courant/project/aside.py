"""A job aside: what takes long and waits for others, done where nobody waits for it."""

from collections.abc import Callable
from threading import Thread


class Aside:
    """One job, at most once at a time, in a thread of its own.

    The thread dies with the process, so the job must survive that.
    """

    def __init__(self, job: Callable[[], object]) -> None:
        """Take the job."""
        self._job = job
        self._thread: Thread | None = None
        self._failure: Exception | None = None

    def begin(self) -> None:
        """Begin the job, unless it is still at it.

        Raises:
            Exception: What the job raised last time, so that it is told where it is asked for.
        """
        if self._thread is not None and self._thread.is_alive():
            return
        failure, self._failure = self._failure, None
        if failure is not None:
            raise failure
        self._thread = Thread(target=self._do, daemon=True)
        self._thread.start()

    def wait(self) -> None:
        """Wait until the job is done."""
        if self._thread is not None:
            self._thread.join()

    def _do(self) -> None:
        from django.db import connections

        try:
            self._job()
        except Exception as failure:  # noqa: BLE001  # it is raised again by ``begin``
            self._failure = failure
        finally:
            connections.close_all()  # of this thread
