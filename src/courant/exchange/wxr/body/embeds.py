"""Embeds: from what plays something to the page where it can be seen."""

import re
from urllib.parse import parse_qs, urlsplit

_ID = re.compile(r"[\w-]{1,64}")


def page_of(src: str) -> str:
    """Return the page that a player's address shows, or the address itself; "" if it is none.

    ``//www.youtube.com/embed/ID`` gives ``https://www.youtube.com/watch?v=ID``.
    """
    src = src.strip().replace(" ", "%20")
    if src.startswith("//"):
        src = "https:" + src
    try:
        parts = urlsplit(src)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host:
        return ""
    return _known_page(host, parts.path, parts.query) or src


def _known_page(host: str, path: str, query: str) -> str:
    place = [part for part in path.split("/") if part]
    last = place[-1] if place else ""
    if host in ("youtube.com", "youtube-nocookie.com", "m.youtube.com"):
        if place[:1] in (["embed"], ["v"], ["shorts"]) and _ID.fullmatch(last):
            return f"https://www.youtube.com/watch?v={last}"
    elif host == "player.vimeo.com" and last.isdigit():
        return f"https://vimeo.com/{last}"
    elif host == "dailymotion.com" and place[:2] == ["embed", "video"]:
        return f"https://www.dailymotion.com/video/{last}"
    elif host == "facebook.com" and place[:1] == ["plugins"]:
        return next(iter(parse_qs(query).get("href", [])), "")
    return ""


def page_by_name(name: str, value: str) -> str:
    """Return the page of what a shortcode names by its number alone, or ""."""
    if not _ID.fullmatch(value):
        return ""
    pages = {
        "youtube": "https://www.youtube.com/watch?v=",
        "vimeo": "https://vimeo.com/",
        "dailymotion": "https://www.dailymotion.com/video/",
    }
    return pages[name] + value if name in pages else ""
