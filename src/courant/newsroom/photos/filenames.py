"""Recognising a file's name where a text should be.  No reader ever sees one."""

import re
from typing import Final

_ENDINGS: Final = (
    "jpe?g|jpe|jfif|png|gif|webp|avif|hei[cf]|tiff?|bmp|dng|cr[23w]|nef|arw|raf|psd|svg|pdf|mp4|mov"
)
_NAME_WITH_ENDING: Final = re.compile(rf"[^\s/\\]\.(?:{_ENDINGS})(?!\w)", re.IGNORECASE)
# What cameras, phones and messengers call their files; the words of a caption never look so.
_CAMERA_NAME: Final = re.compile(
    r"""(?:
        (?:img|dsc[fn]?|dcim|pict?|p\d{3}|pxl|mvi?|vid|gopr|dji|sam|imag|cimg|scan|hpim|kimg|
           photo|image|screenshot|screen[ ]shot|received|fb_img|whatsapp[ ]image|signal|telegram)
        [ _-]* \(?\d[\d _.:-]* (?:at[ ][\d. :]+ (?:[ap]m)?)?
        (?:\(\d+\)|[ _-]?(?:edited|copy|kopie|wa\d+|scaled))*
      | _(?:mg|dsc)[ _-]?\d+
      | \d{8}[_-]\d{4,9}
      | [0-9a-f]{24,}
      | .{1,200}-\d{2,5}x\d{2,5}
      | (?:untitled|unnamed|image|photo|picture|img)(?:[ _-]?\d+)?
    )""",
    re.IGNORECASE | re.VERBOSE,
)

# In running text only what can be nothing else: a camera's name with its number, or an ending
# of a picture with a name before it.
_NAME_IN_TEXT: Final = re.compile(
    r"(?<![\w/.-])(?:(?:IMG|DSC[FN]?|PXL|DJI|MVI|GOPR|P\d{3})_?\d{3,}(?:[_-]\w{1,40})?"
    r"|[\w-]{1,80}\.(?:jpe?g|png|gif|webp|avif|hei[cf]|tiff?|bmp))(?!\w)"
)


def find_file_names(text: str) -> list[str]:
    """Return what in a running text can only be a file's name: ``IMG_2231``, ``ali-home.jpg``."""
    return _NAME_IN_TEXT.findall(text)


def is_file_name(text: str) -> bool:
    """Return whether a text is, or holds, a file's name: ``IMG_2231``, ``ali-home.jpg``.

    Args:
        text: A caption, a title or an alternative text, at most a few thousand letters.
    """
    text = text.strip()
    return bool(_NAME_WITH_ENDING.search(text) or _CAMERA_NAME.fullmatch(text[:300]))
