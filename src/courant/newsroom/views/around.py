"""What stands around every page, and what machines read first."""

from dataclasses import dataclass, field

from courant.plant.addresses import Address


@dataclass(frozen=True, slots=True)
class Link:
    """A place to go: a desk, a language, a month, a standing page."""

    label: str
    href: str  # a path of ours, or an https address
    lang: str = ""  # BCP 47, where it differs from the page's
    current: bool = False


@dataclass(frozen=True, slots=True)
class PaperView:
    """What stands around every page of one language: the masthead's words, desks, languages."""

    lang: str  # BCP 47
    name: str
    motto: str
    accent: str  # "#a00e1c", checked for contrast
    accent_dark: str  # the same for dark pages
    home: Link
    desks: tuple[Link, ...]
    languages: tuple[Link, ...]  # the fronts of all languages; empty if there is only one
    standing: tuple[Link, ...]  # about, imprint, privacy
    feed: str  # address of the language's feed
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Hash once: the parts that pages share are kept by what they show."""
        shown = (self.lang, self.name, self.motto, self.accent, self.desks, self.standing)
        object.__setattr__(self, "_hash", hash(shown))

    def __hash__(self) -> int:
        """Return the hash that was computed once."""
        return self._hash


@dataclass(frozen=True, slots=True)
class SourceView:
    """One format of a picture, in its widths."""

    type: str  # "image/avif"
    srcset: str  # "/photos/ab-320.avif 320w, …"


@dataclass(frozen=True, slots=True)
class PictureView:
    """A photo as a page shows it.  Its ``alt`` is empty when an editor called it decorative."""

    src: str
    width: int
    height: int
    sources: tuple[SourceView, ...]  # newest format first; may be empty at first
    srcset: str  # of the plain format
    alt: str
    focus_x: int  # where its focal point lies, in tenths of the width: 0 left, 10 right
    focus_y: int  # in tenths of the height: 0 top, 10 bottom
    credit: str = ""


@dataclass(frozen=True, slots=True)
class HeadView:
    """What machines read first."""

    address: Address
    title: str
    description: str = ""
    alternates: tuple[Link, ...] = ()  # this page in other languages, itself included
    feed: Link | None = None
    picture: PictureView | None = None  # for link cards
    indexed: bool = True
    canonical: str = ""  # the whole address of the original, where that is another's
    is_current: bool = False  # whether the page is of the current edition: a ticker is on it
