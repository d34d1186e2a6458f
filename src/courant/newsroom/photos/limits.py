"""What we take in, and what a child process may use to open it (SECURITY "Photos", S5)."""

from dataclasses import dataclass

MAX_FILE_BYTES = 25 * 1024 * 1024
MAX_PIXELS = 60_000_000
MAX_FRAMES = 300
MAX_EDGE = 2560  # pixels of the longer side that we keep; the widest rendition is 1920

WIDTHS = (320, 480, 640, 960, 1280, 1600, 1920)  # pixels

MAX_OFFERED_LETTERS = 2_000  # of one thing that a file says about itself
MAX_FACT_LETTERS = 500  # of one fact that we write into a file


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one run of the child may use.  Memory is address space, libraries included."""

    memory_bytes: int
    cpu_seconds: int
    wall_seconds: float


# Address space, not use.  Measured with 60 million pixels: JPEG, PNG, GIF and HEIF need less than
# 0.5 GiB, AVIF up to 0.8, WebP (whose decoder keeps two canvases) a little less than 1.0.
_MEMORY_BYTES = 1024 * 1024 * 1024
INTAKE = Allowance(memory_bytes=_MEMORY_BYTES, cpu_seconds=15, wall_seconds=18)
# Renditions are made of files that we encoded ourselves; a busy machine may take its time.
RENDITIONS = Allowance(memory_bytes=_MEMORY_BYTES, cpu_seconds=60, wall_seconds=120)
