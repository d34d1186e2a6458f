"""Exports of any size for tests and benchmarks, the same for the same seed.

    python -m tests.exchange.wxr.generate big.xml 5000

Written as they are made, so that a gigabyte needs no memory.  The words are drawn from small
lists and mean nothing; the markup is what papers really have: classic and blocks, captions,
galleries, featured images, links to older posts, three languages, threads of comments.
"""

import random
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import TextIO
from urllib.parse import quote

SITE = "https://harbour.example"
FIRST_ID = 1_000
WORDS = {
    "en": "the council voted on a new ferry and harbour pier after long debate while people of "
    "the town asked who pays for it when winter storms close the road again this year",
    "nl": "de raad stemde over een nieuwe veerboot en de haven na lang debat terwijl mensen in de "
    "stad vroegen wie betaalt als winterstormen de weg dit jaar opnieuw sluiten",
    "fa": "شورای شهر درباره‌ی کشتی تازه رأی داد و مردم بندر می‌پرسند هزینه را چه کسی می‌پردازد "
    "وقتی توفان‌های زمستان راه را دوباره می‌بندند",
}
NAMES = ("mina", "omid", "joris", "saskia", "leyla")
CATEGORIES = (("news", ""), ("town", "news"), ("harbour", "town"), ("culture", ""), ("opinion", ""))
TAGS = 40
HEAD = f"""<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0"
\txmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
\txmlns:content="http://purl.org/rss/1.0/modules/content/"
\txmlns:dc="http://purl.org/dc/elements/1.1/"
\txmlns:wp="http://wordpress.org/export/1.2/">
<channel>
<title>The Harbour Post</title><link>{SITE}</link><description>Made for trying</description>
<language>en-GB</language><wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>{SITE}</wp:base_site_url><wp:base_blog_url>{SITE}</wp:base_blog_url>
"""


def write_export(
    path: Path, *, posts: int, comments: int = 4, words: int = 600, seed: int = 1
) -> None:
    """Write an export with this many posts, each with these comments and about these words."""
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        _write_people_and_terms(file)
        for number in range(posts):
            maker = _Maker(number, random.Random(f"{seed}/{number}"), words)
            if number % 4 == 0:
                file.write(maker.attachment())
            file.write(maker.post(comments))
        file.write("<generator>https://wordpress.org/?v=6.8</generator>\n</channel>\n</rss>\n")


def _write_people_and_terms(file: TextIO) -> None:
    for number, name in enumerate(NAMES, 1):
        file.write(
            f"<wp:author><wp:author_id>{number}</wp:author_id><wp:author_login>{_cdata(name)}"
            f"</wp:author_login><wp:author_email>{name}@mail.example</wp:author_email>"
            f"<wp:author_display_name>{_cdata(name.title())}</wp:author_display_name></wp:author>\n"
        )
    for number, (slug, parent) in enumerate(CATEGORIES, 1):
        file.write(
            f"<wp:category><wp:term_id>{number}</wp:term_id><wp:category_nicename>{slug}"
            f"</wp:category_nicename><wp:category_parent>{parent}</wp:category_parent>"
            f"<wp:cat_name>{_cdata(slug.title())}</wp:cat_name></wp:category>\n"
        )
    for number in range(TAGS):
        file.write(
            f"<wp:tag><wp:term_id>{100 + number}</wp:term_id><wp:tag_slug>topic-{number}"
            f"</wp:tag_slug><wp:tag_name>{_cdata(f'Topic {number}')}</wp:tag_name></wp:tag>\n"
        )


class _Maker:
    """One post and the photo it may have."""

    def __init__(self, number: int, chance: random.Random, words: int) -> None:
        self.number, self.chance, self.words = number, chance, words
        self.lang = ("en", "en", "nl", "fa")[number % 4]
        self.id = FIRST_ID + number * 3
        self.photo_id = FIRST_ID + (number - number % 4) * 3 + 1
        self.moment = datetime(2012, 1, 1, 8, tzinfo=UTC) + timedelta(minutes=37 * number)
        self.title = self._sentence(7).rstrip(".").capitalize()
        self.slug = f"{'-'.join(self.title.lower().split()[:5])}-{number}"

    def _sentence(self, size: int) -> str:
        return " ".join(self.chance.choices(WORDS[self.lang].split(), k=size)).capitalize() + "."

    def _paragraph(self) -> str:
        text = " ".join(self._sentence(self.chance.randint(9, 17)) for _ in range(4))
        first, second = self.chance.sample(range(3, 12), 2)
        words = text.split(" ")
        words[first] = f"<strong>{words[first]}</strong>"
        words[second] = f"<em>{words[second]}</em>"
        if self.number > 10 and self.chance.random() < 0.3:
            words[-2] = f'<a href="{self._older_link()}">{words[-2]}</a>'
        return " ".join(words)

    def _older_link(self) -> str:
        other = self.chance.randrange(self.number)
        return f"{SITE}/?p={FIRST_ID + other * 3}"

    def _paragraphs(self) -> Iterator[str]:
        left = self.words
        while left > 0:
            paragraph = self._paragraph()
            left -= len(paragraph.split())
            yield paragraph

    def _upload(self) -> str:
        number = self.number - self.number % 4
        return f"{SITE}/wp-content/uploads/{self.moment:%Y/%m}/IMG_{4000 + number}"

    def classic(self) -> str:
        parts = list(self._paragraphs())
        photo = self._upload()
        caption = (
            f'[caption id="attachment_{self.photo_id}" align="alignnone" width="300"]'
            f'<a href="{photo}.jpg"><img class="size-medium wp-image-{self.photo_id}" alt="" '
            f'src="{photo}-300x200.jpg" width="300" height="200" /></a> '
            f"{self._sentence(6)}[/caption]"
        )
        if self.number % 3 == 0:
            parts.insert(1, caption)
        if self.number % 7 == 0:
            parts.append(f'[gallery ids="{self.photo_id},{self.photo_id + 12}"]')
        if self.number % 5 == 0:
            parts.insert(2, f"<blockquote>{self._sentence(14)}\n<cite>Mina</cite></blockquote>")
        if self.number % 6 == 0:
            parts.insert(
                3, f"<h3>{self._sentence(4)}</h3>\n<ul>\n<li>One</li>\n<li>Two</li>\n</ul>"
            )
        parts.insert(1, "<!--more-->")
        return "\n\n".join(parts)

    def blocks(self) -> str:
        parts = [_block("paragraph", f"<p>{text}</p>") for text in self._paragraphs()]
        photo = self._upload()
        if self.number % 3 == 0:
            figure = (
                f'<figure class="wp-block-image size-large"><img src="{photo}-1024x683.jpg" alt="" '
                f'class="wp-image-{self.photo_id}"/><figcaption class="wp-element-caption">'
                f"{self._sentence(6)}</figcaption></figure>"
            )
            parts.insert(1, _block("image", figure, f'{{"id":{self.photo_id},"sizeSlug":"large"}}'))
        if self.number % 5 == 0:
            inner = _block("paragraph", f"<p>{self._sentence(14)}</p>")
            quotation = f'<blockquote class="wp-block-quote">{inner}<cite>Omid</cite></blockquote>'
            parts.insert(2, _block("quote", quotation))
        if self.number % 6 == 0:
            parts.insert(3, _block("heading", f"<h2>{self._sentence(4)}</h2>"))
            items = "".join(_block("list-item", f"<li>{word}</li>") for word in ("One", "Two"))
            parts.insert(4, _block("list", f"<ul>{items}</ul>"))
        return "\n\n".join(parts)

    def attachment(self) -> str:
        name = self._upload().rpartition("/")[2]
        return self._item(
            "attachment", self.photo_id, title=name, slug=name.lower(), content="",
            link=f"{SITE}/{name.lower()}/", status="inherit",
            more=f"<wp:attachment_url>{_cdata(self._upload() + '.jpg')}</wp:attachment_url>"
            + _meta("_wp_attachment_image_alt", ""),
        )  # fmt: skip

    def post(self, comments: int) -> str:
        link = f"{SITE}/{self.moment:%Y/%m}/{quote(self.slug)}/"
        category = CATEGORIES[self.number % len(CATEGORIES)][0]
        more = _term("category", category, category.title())
        for number in sorted({self.number % TAGS, self.number // 3 % TAGS}):
            more += _term("post_tag", f"topic-{number}", f"Topic {number}")
        if self.number % 2 == 0:
            more += _meta("_thumbnail_id", str(self.photo_id))
        more += _meta("_edit_lock", "1588320000:1") + _meta("_edit_last", "1")
        more += "".join(self._comment(number) for number in range(comments))
        make: Callable[[], str] = self.blocks if self.number % 2 else self.classic
        return self._item(
            "post", self.id, title=self.title, slug=quote(self.slug).lower(), content=make(),
            link=link, status="publish", more=more,
        )  # fmt: skip

    def _item(
        self, kind: str, number: int, *, title: str, slug: str, content: str, link: str,
        status: str, more: str,
    ) -> str:  # fmt: skip
        local = f"{self.moment:%Y-%m-%d %H:%M:%S}"
        parent = self.id if kind == "attachment" else 0
        return (
            f"<item><title>{_cdata(title)}</title><link>{link}</link>"
            f"<pubDate>{format_datetime(self.moment)}</pubDate>"
            f"<dc:creator>{_cdata(NAMES[self.number % len(NAMES)])}</dc:creator>"
            f'<guid isPermaLink="false">{SITE}/?p={number}</guid><description></description>'
            f"<content:encoded>{_cdata(content)}</content:encoded>"
            f"<excerpt:encoded>{_cdata('')}</excerpt:encoded><wp:post_id>{number}</wp:post_id>"
            f"<wp:post_date>{_cdata(local)}</wp:post_date>"
            f"<wp:post_date_gmt>{_cdata(local)}</wp:post_date_gmt>"
            f"<wp:post_modified>{_cdata(local)}</wp:post_modified>"
            f"<wp:post_modified_gmt>{_cdata(local)}</wp:post_modified_gmt>"
            f"<wp:comment_status>{_cdata('open')}</wp:comment_status>"
            f"<wp:ping_status>{_cdata('open')}</wp:ping_status>"
            f"<wp:post_name>{_cdata(slug)}</wp:post_name><wp:status>{_cdata(status)}</wp:status>"
            f"<wp:post_parent>{parent}</wp:post_parent><wp:menu_order>0</wp:menu_order>"
            f"<wp:post_type>{_cdata(kind)}</wp:post_type>"
            f"<wp:post_password>{_cdata('')}</wp:post_password><wp:is_sticky>0</wp:is_sticky>"
            f"{more}</item>\n"
        )

    def _comment(self, number: int) -> str:
        own = self.id * 10 + number
        parent = own - 1 if number % 2 else 0
        local = f"{self.moment + timedelta(minutes=number + 1):%Y-%m-%d %H:%M:%S}"
        return (
            f"<wp:comment><wp:comment_id>{own}</wp:comment_id>"
            f"<wp:comment_author>{_cdata(NAMES[number % 5].title())}</wp:comment_author>"
            f"<wp:comment_author_email>reader{own}@mail.example</wp:comment_author_email>"
            f"<wp:comment_author_url></wp:comment_author_url>"
            f"<wp:comment_author_IP>203.0.113.{number}</wp:comment_author_IP>"
            f"<wp:comment_date>{_cdata(local)}</wp:comment_date>"
            f"<wp:comment_date_gmt>{_cdata(local)}</wp:comment_date_gmt>"
            f"<wp:comment_content>{_cdata(self._sentence(25))}</wp:comment_content>"
            f"<wp:comment_approved>1</wp:comment_approved><wp:comment_type>comment</wp:comment_type>"
            f"<wp:comment_parent>{parent}</wp:comment_parent><wp:comment_user_id>0</wp:comment_user_id>"
            "</wp:comment>"
        )


def _block(name: str, html: str, attributes: str = "") -> str:
    opening = f"wp:{name} {attributes}".strip()
    return f"<!-- {opening} -->\n{html}\n<!-- /wp:{name} -->"


def _term(taxonomy: str, slug: str, name: str) -> str:
    return f'<category domain="{taxonomy}" nicename="{slug}">{_cdata(name)}</category>'


def _meta(key: str, value: str) -> str:
    return (
        f"<wp:postmeta><wp:meta_key>{_cdata(key)}</wp:meta_key>"
        f"<wp:meta_value>{_cdata(value)}</wp:meta_value></wp:postmeta>"
    )


def _cdata(text: str) -> str:
    return f"<![CDATA[{text}]]>"


if __name__ == "__main__":
    write_export(Path(sys.argv[1]), posts=int(sys.argv[2]))
