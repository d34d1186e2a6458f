"""No orphans: a process that ends when the one that started it ends, however that happened."""

import ctypes
import os
import signal
import sys
import threading
import time
from typing import Final

PR_SET_PDEATHSIG: Final = 1  # prctl(2)
LOOK_EVERY_SECONDS = 0.5


def end_with_parent(parent: int = 0, with_signal: signal.Signals = signal.SIGTERM) -> None:
    """Have this process get a signal as soon as its parent is gone.

    The kernel does it on Linux; elsewhere a thread looks every half second.

    Args:
        parent: Process id of the parent we expect.  If it is gone already, we end now.
        with_signal: SIGTERM ends in order, SIGKILL at once.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, int(with_signal), 0, 0, 0)
    else:
        ours = parent or os.getppid()
        threading.Thread(target=_look, args=(ours, with_signal), daemon=True).start()
    if parent and os.getppid() != parent:
        os.kill(os.getpid(), with_signal)


def serve_parent(parent: int) -> None:
    """Have this process, one of a pool, leave everything to its parent: when to stop, and why.

    Ctrl-C reaches all processes of a terminal at once, and only the parent can say what it means.

    Args:
        parent: Process id of the parent; when that is gone, we are killed.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent(parent, signal.SIGKILL)


def _look(parent: int, with_signal: signal.Signals) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK_EVERY_SECONDS)
    os.kill(os.getpid(), with_signal)
