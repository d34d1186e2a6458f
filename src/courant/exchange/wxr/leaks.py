"""Names of files that leaked into words: ``IMG_1234``, ``ali-home.jpg``, ``view-1024x768``.

WordPress offers the name of an uploaded file as its title, and editors let it stand as a
caption.  Such a name can tell who took a photo, where, of whom; no reader may see one.
"""

import html
import re
import unicodedata

_ENDING = (
    r"\.(?:jpe?g|jpe|jfif|png|gif|webp|avif|hei[cf]|tiff?|bmp|svg|cr2|nef|dng|psd"
    r"|mp4|m4v|mov|avi|mkv|webm|3gp|mp3|m4a|wav|ogg|opus|pdf|docx?|xlsx?|pptx?|od[tsp]|csv|zip)"
)
_CAMERA = re.compile(
    r"(?<![a-z])(?:IMG|DSC)[NF]?[-_ ]?\d{4,}|(?<![a-z])(?:DSC|IMG|DJI)[-_]\w{0,8}\d{3}"
    r"|(?<![a-z])(?:PXL|MVIMG|VID|PANO|GOPR|DJI|CIMG|PICT|FB_IMG|BURST|SAM|HPIM)[-_]?\d{4,}"
    r"|(?<![a-z0-9])P\d{7}(?!\d)",
    re.IGNORECASE | re.ASCII,
)
_ENDED = re.compile(_ENDING + r"(?:[?#]\S{0,200})?", re.IGNORECASE)
_SIZED = re.compile(r"\S[-_]\d{2,5}x\d{2,5}(?:@\dx)?")
_EDITED = re.compile(r"\S-(?:scaled|rotated|e\d{13})(?:-\d{1,3})?")
_WHOLE = re.compile(
    r"(?:whatsapp[ _-](?:image|video)|screen[ _-]?shot|screen[ _-]recording)"
    r"[ _-]{0,3}\d[\d :._@-]{0,40}(?:\bat [\d .:_-]{3,20})?(?:[ap]m)?"
    r"|(?:signal|telegram|photo|image|video|file|scan|received|snapchat)[_-]{0,3}\d[\d._-]{0,40}"
    r"|(?:unnamed|untitled|thumbnail)(?:[ _-]\d{1,3})?"
    r"|\d{8}[_-]\d{4,}(?:[_-]\w{1,20})?|[0-9a-f]{16,64}(?:[_-][no0-9]{1,4})?|\d{6,}_\d{6,}\w{0,60}",
    re.IGNORECASE | re.ASCII,
)
_COPY = re.compile(r"[ _-]?(?:\(\d{1,3}\)|copy(?: \d{1,3})?)$", re.IGNORECASE)
_WORDS_ALONE = re.compile(
    r"\.[A-Za-z]|-scaled|-rotated|unnamed|untitled|thumbnail|[0-9a-f]{16}", re.I
)
_DOTTED = re.compile(r"\.[A-Za-z3]")
_NUMBERED = re.compile(r"\d{3}|x\d\d")
_SEVERAL_WORDS = re.compile(
    r"(?:WhatsApp (?:Image|Video)|Screen ?[Ss]hot|Screen Recording) \d{4}-\d\d-\d\d"
    r"(?: at \d{1,2}[.:]\d\d[.:]\d\d)?(?: [AP]M)?(?: \(\d{1,3}\))?(?:\.\w{3,4}(?!\w))?"
)
_PUNCTUATION = "\"'“”„«»‹›‘’()[]{}<>,;:!?…،؛؟*|"
_EMPTY_BRACKETS = re.compile(r"\(\s?\)|\[\s?\]|«\s?»|“\s?”|\"\s?\"")
_LONGEST = 300  # letters; nobody's file name is longer
_MOST_BLANKS = 12


def is_file_name(text: str) -> bool:
    """Say whether a whole text is nothing but the name of a file.

    ``IMG_1234``, ``ali-home-IMG_2231.jpg``, ``harbour-1024x768`` and ``WhatsApp Image
    2021-05-03 at 10.22.11`` are; ``Harbour``, ``1024x768`` and ``The ferry, 2021`` are not.
    """
    # Nearly every text asked about is a sentence, so the quick answers come first.
    if len(text) > _LONGEST or text.count(" ") > _MOST_BLANKS or not _may_be_one(text):
        return False
    text = html.unescape(text).strip()
    text = (_COPY.sub("", text) or text).strip(_PUNCTUATION).strip()
    if not text or "\n" in text:
        return False
    if _ends(text):
        return len(text.split()) <= 6  # noqa: PLR2004  # more words are a sentence about a file
    if _WHOLE.fullmatch(text) or _SEVERAL_WORDS.fullmatch(text):
        return True
    one_word = " " not in text
    if one_word and (_SIZED.search(text) or _EDITED.search(text)):
        return True
    found = _CAMERA.search(text)
    return found is not None and (one_word or found[0] == text)


def find_file_names(text: str) -> tuple[str, ...]:
    """Return the names of files in running text without markup, as they stand in it."""
    if not _may_hold_one(text):
        return ()
    found = [match[0] for match in _SEVERAL_WORDS.finditer(text)]
    for word in text.split():
        bare = word.strip(_PUNCTUATION).rstrip(".")
        if bare and is_file_name(bare) and not any(bare in other for other in found):
            found.append(bare)
    return tuple(dict.fromkeys(found))


def without_file_names(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a caption, alt or title without the names of files, and those names.

    Markup in it stays; what is left of a text that was all names is "".
    """
    bare = re.sub(r"<[^<>]*+>", " ", text) if "<" in text else text
    if is_file_name(bare):
        return "", (html.unescape(bare).strip(),)
    names = find_file_names(bare)
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "")
    if names:
        text = _EMPTY_BRACKETS.sub("", text)
        text = " ".join(text.split()).strip(" -–—|:,;/·")
        if not re.search(r"\w", re.sub(r"<[^<>]*+>", "", text)):
            text = ""
    return text, names


def is_name_of(text: str, *names: str) -> bool:
    """Say whether a text says no more than one of these file names or titles.

    Letter case, hyphens, underscores, ending and size do not count: "Ali home" says no more
    than ``ali-home-300x200.jpg``.
    """
    said = _folded(text)
    return bool(said) and any(said == _folded(name) for name in names if name)


def _may_be_one(text: str) -> bool:
    return any(digit in text for digit in "0123456789") or bool(_WORDS_ALONE.search(text))


def _may_hold_one(text: str) -> bool:
    """Say whether a closer look is worth its time: most paragraphs answer no at once."""
    if "." in text and _DOTTED.search(text):
        return True
    if "-scaled" in text or "-rotated" in text:
        return True
    return any(digit in text for digit in "0123456789") and _NUMBERED.search(text) is not None


def _ends(text: str) -> bool:
    return any(f.end() == len(text) and f.start() for f in _ENDED.finditer(text))


def _folded(text: str) -> str:
    text = html.unescape(text).rpartition("/")[2].strip().casefold()
    found = re.search(_ENDING + r"$", text)
    text = text[: found.start()] if found else text
    text = re.sub(r"[-_ ](?:\d{2,5}x\d{2,5}|scaled|rotated|e\d{13})$", "", text)
    text = unicodedata.normalize("NFC", text.replace("\u200c", "").replace("\u200d", ""))
    return " ".join(re.split(r"[\W_]+", text)).strip()
