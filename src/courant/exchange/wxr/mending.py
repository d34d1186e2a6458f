"""Mending what real exports get wrong, on the way through (``--repair``).

Plugins and hands have left CDATA inside CDATA, bare ``&`` and ``<``, control characters that
XML forbids, blank lines before the declaration, tags closed in the wrong order and files cut
off in the middle.  Nothing is mended in silence.
"""

import codecs
import re

from courant.exchange.wxr.errors import WxrError
from courant.exchange.wxr.records import Mend
from courant.exchange.wxr.references import FORBIDDEN, mend_references

MAX_MENDS = 10_000  # listed one by one; the rest is only counted
MAX_FAULTS = 300_000  # with more it is no export
LOOK_AHEAD = 64 * 1024  # letters to see before deciding that a tag or a section is broken
MAX_WAIT = 1024**2  # letters to hold back while a decision waits for more

_STRAY_BYTE = re.compile("[\udc80-\udcff]")  # as the decoder hands it on ("surrogateescape")
_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}encoding\s{0,9}=\s{0,9}["']([\w.-]{1,40})""")
_TAG = re.compile(r"""<([A-Za-z_][\w:.-]{0,200}+)((?:[^<>"']++|"[^"]*+"|'[^']*+')*)>""")
_END_TAG = re.compile(r"</([A-Za-z_][\w:.-]{0,200}+)\s{0,99}>")
_MARK = re.compile(r"\]\]>|<!\[CDATA\[")
_BLANKS = re.compile(r"\s*+")
_CDATA, _CDATA_END = "<![CDATA[", "]]>"


class Mender:
    """Takes bytes, gives well-formed text.  Lines stay the lines of the file."""

    def __init__(self, mends: list[Mend], *, file: str) -> None:
        """Start on one file; ``mends`` takes what is mended."""
        self._mends, self._file = mends, file
        self._beyond = self._faults = 0
        self._decoder: codecs.IncrementalDecoder | None = None
        self._buffer, self._at = "", 0
        self._line, self._counted_to = 1, 0
        self._open: list[str] = []
        self._in_cdata, self._nested, self._next_less_than = False, 0, 0
        self._missing: set[str] = set()  # endings that the buffer does not hold
        self._out: list[str] = []

    def note(self, line: int, what: str) -> None:
        """List one thing that was mended.

        Raises:
            WxrError: There are so many that this can be no export.
        """
        self._faults += 1
        if self._faults > MAX_FAULTS:
            rule = f"It has more than {MAX_FAULTS:,} faults."
            raise WxrError(rule, file=self._file, line=line, remedy="Export it again.")
        entry = Mend(line, what)
        if self._mends and self._mends[-1] == entry:
            return
        if len(self._mends) < MAX_MENDS:
            self._mends.append(entry)
        else:
            self._beyond += 1

    def feed(self, chunk: bytes) -> str:
        """Return as much as can be decided after this piece."""
        if self._decoder is None:
            self._decoder = _decoder_for(chunk)
        self._take(self._decoder.decode(chunk))
        self._work(final=False)
        return self._given()

    def finish(self) -> tuple[str, str]:
        """Return the rest, and apart from it the end tags that the file had lost."""
        if self._decoder is not None:
            self._take(self._decoder.decode(b"", final=True))
        self._work(final=True)
        rest, cut = self._given(), self._in_cdata
        tail = (_CDATA_END if cut else "") + "".join(f"</{name}>" for name in reversed(self._open))
        if tail:
            where = f"<{self._open[-1]}>" if self._open else "a text"
            self.note(self._here(), f"the file ends inside {where}; all that was open was closed")
        if self._beyond:
            self.note_rest()
        return rest, tail

    def note_rest(self) -> None:
        """Say how many mends are not listed."""
        self._mends.append(Mend(0, f"and {self._beyond:,} more of the same kinds"))

    # Text in, text out

    def _take(self, text: str) -> None:
        self._here()
        self._buffer = self._buffer[self._at :] + text
        self._at = self._counted_to = self._next_less_than = 0
        self._missing.clear()

    def _given(self) -> str:
        given, self._out = "".join(self._out), []
        return given

    def _here(self) -> int:
        """Return the line at which work stands."""
        self._line += self._buffer.count("\n", self._counted_to, self._at)
        self._counted_to = self._at
        return self._line

    def _pass(self, until: int) -> str:
        """Move on, and return what was passed without what XML forbids."""
        text, line = self._buffer[self._at : until], self._here()
        if found := _STRAY_BYTE.search(text):
            down = text.count("\n", 0, found.start())
            self.note(line + down, "bytes that are not UTF-8 were read as Windows-1252")
            text = _STRAY_BYTE.sub(_western, text)
        if found := FORBIDDEN.search(text):
            down = text.count("\n", 0, found.start())
            self.note(line + down, "characters that XML forbids were taken out")
            text = FORBIDDEN.sub("", text)
        self._at = until
        return text

    # The walk

    def _work(self, *, final: bool) -> None:
        while self._at < len(self._buffer):
            step = self._cdata if self._in_cdata else self._markup
            if not step(final=final):
                return

    def _markup(self, *, final: bool) -> bool:  # noqa: PLR0911  # one way out for each kind of markup
        """Take one text or one tag; return False when more of the file is needed."""
        start = self._buffer.find("<", self._at)
        if start != self._at:
            return self._text(start, final=final)
        ahead = self._buffer[start : start + 9]
        if len(ahead) < len(_CDATA) and not final:
            return False
        if ahead == _CDATA:
            self._out.append(self._pass(start + len(_CDATA)))
            self._in_cdata, self._nested = True, 0
            return True
        if ahead.startswith("<!--"):
            return self._dropped("-->", final=final)
        if ahead.startswith("<?"):
            if ahead.startswith("<?xml") and any(self._out) and not self._open:
                self.note(self._here(), "the XML declaration was not at the start")
            return self._dropped("?>", final=final)
        if ahead.startswith("</"):
            return self._end_tag(final=final)
        if ahead.startswith("<!") and not self._open:  # a DOCTYPE, which is refused further on
            self._out.append(self._pass(start + 2))
            return True
        return self._start_tag(final=final)

    def _text(self, until: int, *, final: bool) -> bool:
        if until < 0:
            until = len(self._buffer)
            if not final:
                if until - self._at < MAX_WAIT:
                    return False
                until = _safe_cut(self._buffer, until - 64)
        line = self._here()
        text = self._mended(until)
        if _CDATA_END in text:
            line += text.count("\n", 0, text.index(_CDATA_END))
            self.note(line, "a ']]>' in the open was escaped")
            text = text.replace(_CDATA_END, "]]&gt;")
        # Before the root only blanks may stand, and a declaration that is no longer first.
        self._out.append(text if self._open else "\n" * text.count("\n"))
        return True

    def _mended(self, until: int) -> str:
        """Move on, and return what was passed with its references mended."""
        line = self._here()
        return mend_references(self._pass(until), lambda down, what: self.note(line + down, what))

    def _dropped(self, ending: str, *, final: bool) -> bool:
        """Pass over a comment or an instruction, of which only the lines are kept."""
        end = -1 if ending in self._missing else self._buffer.find(ending, self._at)
        if end < 0:
            self._missing.add(ending)
            if not final and len(self._buffer) - self._at < MAX_WAIT:
                return False
            self.note(self._here(), f"a comment without its '{ending}' was read as text")
            self._out.append("&lt;" if self._open else "")
            self._pass(self._at + 1)
            return True
        self._out.append("\n" * self._pass(end + len(ending)).count("\n"))
        return True

    def _start_tag(self, *, final: bool) -> bool:
        found = _TAG.match(self._buffer, self._at)
        if found is None:
            if not final and len(self._buffer) - self._at < LOOK_AHEAD:
                return False
            self.note(self._here(), "a bare '<' was escaped")
            self._pass(self._at + 1)
            self._out.append("&lt;" if self._open else "")
            return True
        line = self._here()
        text = self._mended(found.end())
        if "<" in text[1:]:
            self.note(line, "a '<' inside a tag was escaped")
            text = "<" + text[1:].replace("<", "&lt;")
        self._out.append(text)
        if not text.endswith("/>"):
            self._open.append(found[1])
        return True

    def _end_tag(self, *, final: bool) -> bool:
        found = _END_TAG.match(self._buffer, self._at)
        if found is None:
            if not final and len(self._buffer) - self._at < 512:  # noqa: PLR2004  # longer than any end tag
                return False
            self.note(self._here(), "a bare '</' was escaped")
            self._pass(self._at + 1)
            self._out.append("&lt;" if self._open else "")
            return True
        line, name = self._here(), found[1]
        self._pass(found.end())
        if name not in self._open:
            self.note(line, f"</{name}> closes nothing; it was left out")
            self._out.append("\n" * found[0].count("\n"))
            return True
        while (innermost := self._open.pop()) != name:
            self.note(line, f"<{innermost}> was not closed before </{name}>")
            self._out.append(f"</{innermost}>")
        self._out.append(found[0])
        return True

    # CDATA

    def _cdata(self, *, final: bool) -> bool:
        """Take text up to the next mark in a CDATA section, and say what the mark means."""
        found = _MARK.search(self._buffer, self._at)
        if found is None:
            until = len(self._buffer) if final else len(self._buffer) - len(_CDATA)
            if until > self._at:
                self._out.append(self._pass(until))
            return final
        if found[0] == _CDATA:
            self._nested += 1
            self._out.append(self._pass(found.end()))
            return True
        ends = self._ends(found.end(), final=final)
        if ends is None:
            return False
        text = self._pass(found.end())
        if ends:
            self._in_cdata = False
        else:
            self._nested = max(0, self._nested - 1)
            self.note(self._here(), "a CDATA section inside another was kept as text")
            text = text[: -len(_CDATA_END)] + "]]]]><![CDATA[>"
        self._out.append(text)
        return True

    def _ends(self, after: int, *, final: bool) -> bool | None:
        """Say whether the section ends before ``after``; None when more must be seen.

        It does before the end tag of its element and before another section.  Otherwise the
        mark belongs to a section that somebody put inside this one, unless clean text leads
        from it to the end tag or to another section.
        """
        if not final and len(self._buffer) - after < LOOK_AHEAD // 16:
            return None
        following = self._less_than(after)
        if following < 0 and not final and len(self._buffer) - after < MAX_WAIT:
            return None
        until = following if following >= 0 else len(self._buffer)
        owner = self._open[-1] if self._open else ""
        leads_out = following < 0 or self._buffer.startswith((_CDATA, f"</{owner}"), following)
        if leads_out and _BLANKS.match(self._buffer, after).end() >= until:  # type: ignore[union-attr]  # always matches
            return True
        marked = self._buffer.find(_CDATA_END, after, until) >= 0
        return not self._nested and leads_out and not marked

    def _less_than(self, after: int) -> int:
        """Return where the next '<' stands, or -1; looked for once, however often asked."""
        if self._next_less_than != -1 and self._next_less_than < after:
            self._next_less_than = self._buffer.find("<", after)
        return self._next_less_than


def _decoder_for(head: bytes) -> codecs.IncrementalDecoder:
    """Return what turns an export's bytes into letters: as its mark or declaration says."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        name = "utf-16"
    else:
        found = _ENCODING.search(head[:256])
        name = found[1].decode() if found else "utf-8"
    try:
        name = codecs.lookup(name).name
    except LookupError:
        name = "utf-8"
    if name == "utf-8":
        return codecs.getincrementaldecoder("utf-8-sig")("surrogateescape")
    return codecs.getincrementaldecoder(name)("replace")


def _western(found: re.Match[str]) -> str:
    return bytes([ord(found[0]) - 0xDC00]).decode("cp1252", "replace")


def _safe_cut(text: str, until: int) -> int:
    """Return where to cut near ``until`` without splitting a reference or a ']]>'."""
    ampersand = text.rfind("&", until - 40, until)
    until = ampersand if ampersand >= 0 else until
    while text[until - 1] == "]":
        until -= 1
    return until
