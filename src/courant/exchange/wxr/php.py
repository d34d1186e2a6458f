"""Values that PHP serialised, read without running anything."""

from typing import NoReturn

MAX_BYTES = 8 * 1024**2
MAX_DEPTH = 32
MAX_ENTRIES = 100_000  # of all arrays together

PhpValue = None | bool | int | float | str | dict[int | str, "PhpValue"]


class PhpError(ValueError):
    """Something that is no serialised value, or one we refuse."""


def unserialize(text: str) -> PhpValue:
    """Return what PHP's ``serialize()`` was given; arrays become dicts, also lists.

    Lengths count bytes of UTF-8, as PHP's do.

    Raises:
        PhpError: It is malformed, too deep or too large, or holds an object or a reference.

    Source:
        https://www.php.net/manual/en/function.serialize.php
    """
    data = text.encode("utf-8", "surrogatepass")
    if len(data) > MAX_BYTES:
        raise PhpError(f"The value has {len(data):,} bytes; the limit is {MAX_BYTES:,}.")
    reader = _Reader(data)
    value = reader.value(depth=0)
    if data[reader.at :].strip():
        reader.refuse("ends here, but more follows")
    return value


def looks_serialized(text: str) -> bool:
    """Say whether a text starts like a serialised array, string, number or nothing."""
    return text[:2] in ("a:", "s:", "i:", "b:", "d:", "N;", "O:", "C:")


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data, self.at, self.entries = data, 0, 0

    def refuse(self, what: str) -> NoReturn:
        """Say where it broke."""
        raise PhpError(f"At byte {self.at:,} the serialised value {what}.")

    def value(self, *, depth: int) -> PhpValue:
        """Read the value at which it stands."""
        kind = self.data[self.at : self.at + 2]
        if kind in (b"O:", b"C:", b"E:", b"r:", b"R:"):
            self.refuse("holds an object or a reference, which we do not read")
        if kind not in (b"N;", b"i:", b"b:", b"d:", b"s:", b"a:"):
            self.refuse("has no type we know")
        self.at += 2
        return self._value_of(kind, depth)

    def _value_of(self, kind: bytes, depth: int) -> PhpValue:
        if kind == b"s:":
            return self._string()
        if kind == b"a:":
            return self._array(depth)
        if kind == b"d:":
            return self._fraction()
        if kind == b"N;":
            return None
        number = self._whole(b";")
        return number if kind == b"i:" else number != 0

    def _until(self, mark: bytes) -> bytes:
        end = self.data.find(mark, self.at, self.at + 64)
        if end < 0:
            self.refuse(f"lacks a {mark.decode()!r}")
        found = self.data[self.at : end]
        self.at = end + len(mark)
        return found

    def _whole(self, mark: bytes) -> int:
        digits = self._until(mark)
        if not digits.lstrip(b"-+").isdigit() or len(digits) > 20:  # noqa: PLR2004  # 64 bits
            self.refuse(f"has {digits!r} where a whole number should be")
        return int(digits)

    def _fraction(self) -> float:
        digits = self._until(b";")
        try:
            return float(digits)
        except ValueError:
            self.refuse(f"has {digits!r} where a number should be")

    def _string(self) -> str:
        size = self._whole(b":")
        start, end = self.at + 1, self.at + 1 + size
        if size < 0 or self.data[self.at : start] != b'"' or self.data[end : end + 2] != b'";':
            self.refuse(f"has a text that is not the {size:,} bytes it claims")
        self.at = end + 2
        return self.data[start:end].decode("utf-8", "replace")

    def _array(self, depth: int) -> dict[int | str, PhpValue]:
        size = self._whole(b":")
        self.entries += max(size, 0)
        if depth >= MAX_DEPTH or self.entries > MAX_ENTRIES or size < 0:
            self.refuse(f"is deeper than {MAX_DEPTH} or has more than {MAX_ENTRIES:,} entries")
        if self.data[self.at : self.at + 1] != b"{":
            self.refuse("lacks a '{'")
        self.at += 1
        found: dict[int | str, PhpValue] = {}
        for _ in range(size):
            key = self.value(depth=depth + 1)
            if isinstance(key, bool) or not isinstance(key, int | str):
                self.refuse("has a key that is neither a number nor a text")
            found[key] = self.value(depth=depth + 1)
        if self.data[self.at : self.at + 1] != b"}":
            self.refuse("lacks a '}'")
        self.at += 1
        return found
