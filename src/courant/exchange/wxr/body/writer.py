"""Writing blocks: everything a text becomes passes here, is cleaned and looked through here."""

import re
from dataclasses import dataclass, field
from typing import Any

from courant.exchange.wxr import leaks
from courant.exchange.wxr.body import clean, embeds
from courant.exchange.wxr.body.values import Block, Context, Notebook, PhotoRef
from courant.exchange.wxr.media import file_stem

_DOCUMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|csv|zip|mp3|mp4|ogg)$", re.IGNORECASE)
_ITEM = re.compile(r"<li>((?:[^<]++|<(?!/?li>|[uo]l>))*)</li>")
_BLANK = "\xa0\u200b\u200c\u200d\u2060\ufeff"


@dataclass(slots=True)
class Writer:
    """Puts down blocks, one after the other."""

    context: Context
    notebook: Notebook = field(default_factory=Notebook)
    blocks: list[Block] = field(default_factory=list)
    slots: list[list[Block]] = field(default_factory=list)  # what shortcodes became, by number
    copied: tuple[int, ...] = ()  # reusable blocks we are inside of

    def apart(self) -> "Writer":
        """Return a writer of the same text whose blocks are kept apart."""
        return Writer(self.context, self.notebook, [], self.slots, self.copied)

    def put(self, kind: str, value: Any) -> None:
        """Put down a block as it is."""
        self.blocks.append({"type": kind, "value": value})

    def paragraph(self, html: str) -> None:
        """Put down running text, unless there is nothing in it or only a file's name."""
        files: list[str] = []
        cleaned = self.running(clean.inline(html), files)
        if cleaned:
            self.put("paragraph", f"<p>{cleaned}</p>")
        for src in files:
            self.file(src)

    def running(self, cleaned: str, files: list[str] | None = None) -> str:
        """Look clean text through: note its links, take out lines that are a file's name.

        Such a line may have been the link to a document; ``files`` takes where it led.
        """
        said = clean.words(cleaned)
        if not said.strip().strip(_BLANK).strip():
            return ""
        found = [line.strip() for line in said.split("\n") if leaks.is_file_name(line)]
        if found:
            self.notebook.names(found)
            lines = cleaned.split("<br>")
            named = [line for line in lines if leaks.is_file_name(clean.words(line))]
            kept = [line for line in lines if line not in named]
            if files is not None:
                hrefs = (href for line in named for href in clean.hrefs(line))
                files += [href for href in hrefs if _DOCUMENT.search(href)]
            # A link may span lines; cleaning again closes what the missing line closed.
            cleaned = clean.inline("<br>".join(kept)) if len(lines) > 1 else ""
        self.notebook.names(leaks.find_file_names(said))
        self.links(cleaned)
        return cleaned

    def links(self, cleaned: str) -> None:
        """Note which links of clean HTML lead to the old site."""
        for href in clean.hrefs(cleaned):
            if self.context.is_own(href):
                self.notebook.links[href] = None

    def heading(self, html: str, level: int) -> None:
        """Put down a heading; h1 and h2 are the article's second level, deeper ones its third."""
        text = self.title(html)
        if text:
            self.put("heading", {"text": text, "level": "2" if level <= 2 else "3"})  # noqa: PLR2004  # h2

    def title(self, html: str) -> str:
        """Return the words of a heading, a title or a label, without the names of files."""
        text, names = leaks.without_file_names(clean.plain(html).strip(_BLANK).strip())
        self.notebook.names(names)
        return text

    def items(self, html: str) -> None:
        """Put down a list."""
        cleaned = clean.items(html)
        if cleaned.startswith(("<ul>", "<ol>")) and clean.plain(cleaned):
            cleaned = _ITEM.sub(self._item, cleaned)
            self.notebook.names(leaks.find_file_names(clean.plain(cleaned)))
            self.links(cleaned)
            if "<li>" in cleaned:
                self.put("list", cleaned)
        elif cleaned:
            self.paragraph(cleaned)

    def _item(self, item: re.Match[str]) -> str:
        if not leaks.is_file_name(clean.words(item[1])) or clean.hrefs(item[1]):
            return item[0]
        self.notebook.names([clean.words(item[1])])
        return ""

    def quotation(self, text: str, speaker: str, source_url: str = "") -> None:
        """Put down words that somebody said; ``text`` is paragraphs, already clean."""
        if text:
            value = {"text": text, "speaker": self.title(speaker), "source_url": source_url}
            self.put("quotation", value)

    def code(self, text: str) -> None:
        """Put down text whose spaces and lines matter."""
        if text.strip():
            self.notebook.names(leaks.find_file_names(text))
            self.put("code", text)

    def embed(self, url: str, title: str = "") -> None:
        """Put down something on another site, or a link to another page of this one."""
        page = embeds.page_of(url)
        if not page:
            self.notebook.dropped["embed without an address"] += 1
        elif self.context.is_own(page):
            self.notebook.links[page] = None
            self.put("related", {"url": page, "title": self.title(title)})
        else:
            self.notebook.embeds[page] = None
            self.put("embed", {"url": page, "title": self.title(title)})

    def file(self, src: str, title: str = "") -> None:
        """Put down a file to take away, or what plays elsewhere."""
        if not src or src.startswith(("blob:", "data:")):
            self.notebook.dropped["file without an address"] += 1
        elif self.context.is_own(src) or self._is_upload(src):
            title = self.title(title)
            named = leaks.is_name_of(title, file_stem(src))
            self.put("document", {"src": src, "title": "" if named else title})
        else:
            self.embed(src, title)

    def _is_upload(self, src: str) -> bool:
        attachments = self.context.attachments
        return "/wp-content/uploads/" in src or bool(attachments and attachments.find(src))

    def photo(self, value: dict[str, Any] | None) -> None:
        """Put down a photo (see ``photo_value``)."""
        if value is not None:
            self.put("photo", value)

    def gallery(self, photos: list[dict[str, Any]], title: str = "", **more: Any) -> None:
        """Put down several photos under one title; a single one is a photo."""
        if len(photos) == 1 and not title and not more:
            self.photo(photos[0])
        elif photos or more.get("all_of_post"):
            value = {"title": self.title(title), "photos": photos, "all_of_post": False, **more}
            self.put("gallery", value)

    def photo_value(
        self, src: str, number: int | None = None, *, caption: str = "", alt: str = ""
    ) -> dict[str, Any]:
        """Return a photo as a block holds it, with caption and alt freed of file names.

        Args:
            src: Its URL in the text, in any size; may be empty if ``number`` is given.
            number: Its attachment's id on the old site.
            caption: HTML.
            alt: Plain text.
        """
        attachments = self.context.attachments
        found = attachments.find(src, number) if attachments else None
        names = [file_stem(url) for url in (src, found.url if found else "") if url]
        if found and leaks.is_name_of(found.title, *names):
            names.append(found.title)
        number = number or (found.id if found else None)
        self.notebook.photos[PhotoRef(number, src)] = None
        caption = self._caption(clean.inline(caption), names)
        alt = self._caption(" ".join(alt.split()), names)
        return {
            "attachment": number,
            "src": src,
            "caption": caption,
            "alt": alt,
            "alt_given": bool(alt),
        }

    def _caption(self, text: str, names: list[str]) -> str:
        said = clean.words(text)
        if not said.strip():
            return ""
        if leaks.is_name_of(said, *names):
            self.notebook.names([said.strip()])
            return ""
        text, found = leaks.without_file_names(text)
        self.notebook.names(found)
        self.links(text)
        return text
