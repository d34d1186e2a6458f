"""Setting aside: bytes of a segment that are no letter are kept for a person to look at."""

import logging
import os
from pathlib import Path

from courant.plant.letterbox.marks import write_whole
from courant.plant.letterbox.segments import stem_of

log = logging.getLogger(__name__)


def set_aside(directory: Path, segment: str, offset: int, content: bytes) -> None:
    """Keep bytes that were found at an offset of a segment.  To do it again does nothing.

    Raises:
        OSError: They cannot be written, so the segment must stay.
    """
    path = os.path.join(directory, f"{stem_of(segment)}-{offset}.broken")
    if os.path.exists(path):
        return
    write_whole(path, content)
    log.error("%s bytes that are no letter are set aside as %s.", f"{len(content):,}", path)
