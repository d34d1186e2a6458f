"""The classes of what the kiosk hands out, and the headers of each.

``deploy/nginx.conf`` says the same in nginx's words; a test compares the two.
"""

from dataclasses import dataclass

from courant.kiosk.asgi import Headers
from courant.plant.edition.variants import is_compressed

# The one table of content types, by the file's extension.  It stands in nginx.conf as well.
CONTENT_TYPES = {
    "html": "text/html; charset=utf-8",
    "xml": "application/xml; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "webmanifest": "application/manifest+json",
    "svg": "image/svg+xml",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "ico": "image/x-icon",
    "woff2": "font/woff2",
    "pdf": "application/pdf",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "webm": "video/webm",
}
FEED_TYPE = "application/atom+xml; charset=utf-8"
STREAM_TYPE = "text/event-stream; charset=utf-8"
PAGE_TYPE = CONTENT_TYPES["html"]  # also of imported addresses such as /x and /x.php
UNKNOWN_TYPE = "application/octet-stream"
WORDS_TYPE = CONTENT_TYPES["txt"]

PAGE_POLICY = (
    "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'self'; font-src 'self'; "
    "script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; manifest-src 'self'; require-trusted-types-for 'script'; "
    "trusted-types 'none'"
)
EMBED_POLICY = PAGE_POLICY.replace("frame-ancestors 'none'", "frame-ancestors *")
# Pages that the kiosk makes itself, with a reader's own words in them, run nothing.
LETTER_POLICY = PAGE_POLICY.replace("script-src 'self'; connect-src 'self'; ", "")
FILE_POLICY = "default-src 'none'; sandbox"
STREAM_POLICY = "default-src 'none'"

PAGE_CACHE = "public, max-age=15, stale-while-revalidate=15, stale-if-error=600"
FEED_CACHE = "public, max-age=60, stale-if-error=600"
# A ticker's line that is withdrawn must be gone from every cache within a minute.
TICKER_FILE_CACHE = "public, max-age=5"
TICKER_CACHE = "public, max-age=15"
HASHED_CACHE = "public, max-age=31536000, immutable"
BRIEF_CACHE = "public, max-age=15"  # what is moved, gone or missing may soon be otherwise
NO_CACHE = "no-store"

# Those that browsers know; an unknown name is a warning in the reader's console.
FEATURES = (
    "accelerometer autoplay browsing-topics camera display-capture encrypted-media fullscreen "
    "geolocation gyroscope hid identity-credentials-get idle-detection local-fonts magnetometer "
    "microphone midi payment picture-in-picture publickey-credentials-create "
    "publickey-credentials-get screen-wake-lock serial storage-access usb "
    "window-management xr-spatial-tracking"
)

COMMON: Headers = tuple(
    (name.encode(), value.encode())
    for name, value in {
        "x-content-type-options": "nosniff",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": ", ".join(f"{feature}=()" for feature in FEATURES.split()),
        "referrer-policy": "same-origin",
    }.items()
)
# Added where the public URL is https.
STRICT_TRANSPORT = (b"strict-transport-security", b"max-age=31536000")


@dataclass(frozen=True, slots=True)
class Kind:
    """The class of a file: its type, and what browsers and caches may do with it."""

    content_type: str
    policy: str
    cache: str
    is_attachment: bool = False
    varies: bool = False  # whether compressed variants lie beside it

    def headers(self) -> Headers:
        """Return the headers that depend on the class alone."""
        named = {
            "content-type": self.content_type,
            "cache-control": self.cache,
            "content-security-policy": self.policy,
            "content-disposition": "attachment" if self.is_attachment else "",
            "vary": "Accept-Encoding" if self.varies else "",
        }
        told = [(name.encode(), value.encode()) for name, value in named.items() if value]
        return (*told, *COMMON)


def kind_of(filename: str) -> Kind:
    """Return the class of a file of the edition, named relative to it."""
    varies = is_compressed(filename)
    top, name = filename.partition("/")[0], filename.rpartition("/")[2]
    known = CONTENT_TYPES.get(name.rpartition(".")[2]) if "." in name else None
    if top in ("assets", "photos", "documents"):
        is_document = top == "documents"
        return Kind(known or UNKNOWN_TYPE, FILE_POLICY, HASHED_CACHE, is_document, varies)
    if top == "ticker" and name != filename:
        return _of_ticker(filename, known or PAGE_TYPE, varies=varies)
    if known is None or known == PAGE_TYPE:
        return Kind(PAGE_TYPE, PAGE_POLICY, PAGE_CACHE, varies=varies)
    if name == "feed.xml":
        known = FEED_TYPE
    return Kind(known, FILE_POLICY, FEED_CACHE, varies=varies)


def _of_ticker(filename: str, known: str, *, varies: bool) -> Kind:
    """Return the class of what the press bakes for a ticker: its page, feed, embed and file."""
    if known == PAGE_TYPE:
        policy = EMBED_POLICY if filename.endswith("/embed/index.html") else PAGE_POLICY
        return Kind(known, policy, TICKER_CACHE, varies=varies)
    if filename.endswith("/feed.xml"):
        return Kind(FEED_TYPE, FILE_POLICY, TICKER_CACHE, varies=varies)
    return Kind(known, FILE_POLICY, TICKER_FILE_CACHE, varies=varies)
