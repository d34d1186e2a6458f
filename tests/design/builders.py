"""Views to render: each builder makes something valid; a test names only what matters."""

import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from courant.design.engine import Engine
from courant.newsroom.views import (
    ArticleView,
    Block,
    BylineView,
    ChangeView,
    CodeBlock,
    DocumentBlock,
    EmbedBlock,
    FactBoxBlock,
    FeedEntryView,
    FeedView,
    FigureBlock,
    FrontView,
    GalleryBlock,
    GoneView,
    HeadingBlock,
    HeadView,
    Link,
    ListView,
    MissingView,
    PaperView,
    PictureView,
    QuotationBlock,
    RelatedBlock,
    SectionView,
    SourceView,
    StandingView,
    TableBlock,
    TeaserView,
    TextBlock,
)
from courant.plant.addresses import Address
from courant.plant.html import Html, escape

WORDS: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "words.toml").read_text("utf-8")
)
ZONE, ROOT = "Europe/Amsterdam", "https://courant.example"
PUBLISHED = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)
WIDTHS = (320, 640, 960, 1280, 1920)


def make_engine(**settings: Any) -> Engine:
    return Engine(**{"zone": ZONE, "public_root": ROOT, **settings})


def make_paper(lang: str = "en", **parts: Any) -> PaperView:
    root = "/" if lang == "en" else f"/{lang}/"
    words = WORDS[lang]
    languages = (("en", "English", "/"), ("nl", "Nederlands", "/nl/"), ("fa", "فارسی", "/fa/"))
    paper = PaperView(
        lang=lang,
        name=words["name"],
        motto=words["motto"],
        accent="#a00e1c",
        accent_dark="#f0707c",
        home=Link(words["name"], root),
        desks=tuple(Link(label, f"{root}{n}/") for n, label in enumerate(words["desks"])),
        languages=tuple(Link(name, to, tag, current=tag == lang) for tag, name, to in languages),
        standing=tuple(Link(label, f"{root}s{n}/") for n, label in enumerate(words["standing"])),
        feed=f"{root}feed.xml",
    )
    return replace(paper, **parts)


def make_head(
    address: str = "/harbour/dredging/", title: str = "A title", **parts: Any
) -> HeadView:
    return replace(HeadView(address=Address(address), title=title), **parts)


def make_picture(
    width: int = 1920, height: int = 1280, name: str = "", **parts: Any
) -> PictureView:
    stem = name or f"{width:04x}{height:04x}"
    widths = [one for one in WIDTHS if one <= width]

    def srcset(ending: str) -> str:
        return ", ".join(f"/photos/{stem}-{one}.{ending} {one}w" for one in widths)

    picture = PictureView(
        src=f"/photos/{stem}-{widths[-1]}.jpg",
        width=width,
        height=height,
        sources=(
            SourceView("image/avif", srcset("avif")),
            SourceView("image/webp", srcset("webp")),
        ),
        srcset=srcset("jpg"),
        alt="A dredger lies across the harbour mouth",
        focus_x=5,
        focus_y=4,
        credit="Ines de Vries",
    )
    return replace(picture, **parts)


def make_figure(**parts: Any) -> FigureBlock:
    caption = Html("The <em>Hendrika</em> at work off the north mole on Sunday.")
    return FigureBlock(picture=make_picture(**parts), caption=caption)


def make_teaser(lang: str = "en", number: int = 0, **parts: Any) -> TeaserView:
    story = WORDS[lang]["stories"][number % len(WORDS[lang]["stories"])]
    teaser = TeaserView(
        address=Address(f"/{lang}/story-{number}/"),
        lang=lang,
        kicker=story["kicker"],
        headline=story["headline"],
        standfirst=story["standfirst"],
        published_at=PUBLISHED - timedelta(hours=7 * number),
        picture=make_picture(name=f"p{number % 6}"),
    )
    return replace(teaser, **parts)


def make_article(lang: str = "en", **parts: Any) -> ArticleView:
    words = WORDS[lang]
    story = words["stories"][0]
    address = Address("/harbour/dredging/" if lang == "en" else f"/{lang}/harbour/dredging/")
    article = ArticleView(
        article=1,
        head=make_head(
            address,
            story["headline"],
            description=story["standfirst"],
            picture=make_picture(name="p0"),
            alternates=(Link("English", "/harbour/dredging/", "en"), Link("فارسی", "/fa/x/", "fa")),
            feed=Link(words["desks"][1], "/harbour/feed.xml"),
        ),
        paper=make_paper(lang),
        address=address,
        lang=lang,
        kicker=story["kicker"],
        headline=story["headline"],
        standfirst=story["standfirst"],
        dateline=words["dateline"],
        desk=Link(words["desks"][1], "/1/"),
        bylines=tuple(
            BylineView(name, role, f"/by/{n}/") for n, (name, role) in enumerate(words["bylines"])
        ),
        published_at=PUBLISHED,
        updated_at=PUBLISHED + timedelta(hours=3),
        photo=FigureBlock(make_picture(name="p0"), Html(escape(words["caption"]))),
        body=make_body(lang),
        topics=tuple(Link(name, f"/topics/{n}/") for n, name in enumerate(words["topics"])),
        translations=tuple(one for one in make_paper(lang).languages if one.lang != lang),
        related=tuple(make_teaser(lang, number) for number in range(1, 5)),
    )
    return replace(article, **parts)


def make_told(lang: str = "en") -> ArticleView:
    """An article with every notice that there is, and a photo that is hard to look at."""
    article = make_article(lang)
    words = WORDS[lang]["stories"][1]["standfirst"]
    return replace(
        article,
        is_old=True,
        notice=ChangeView(1, "correction", words, PUBLISHED + timedelta(hours=3)),
        changes=(ChangeView(1, "correction", words, PUBLISHED + timedelta(hours=3)),),
        translation_of=article.translations[0],
        behind_at=PUBLISHED,
        content_warning=words,
        photo=article.photo and replace(article.photo, is_sensitive=True),
    )


def make_body(lang: str = "en") -> tuple[Block, ...]:
    paragraphs = [TextBlock(Html(f"<p>{text}</p>")) for text in WORDS[lang]["paragraphs"]]
    quotation, speaker = WORDS[lang]["quotation"]
    return (
        *paragraphs[:2],
        QuotationBlock(Html(f"<p>{quotation}</p>"), speaker, "", Link("", "https://example.org/a")),
        *paragraphs[2:],
        HeadingBlock(WORDS[lang]["heading"], 2, "heading"),
        *paragraphs,
        RelatedBlock(Link(WORDS[lang]["stories"][1]["headline"], "/2/")),
        *paragraphs[1:],
    )


def make_every_block() -> tuple[Block, ...]:
    cells = (Html("North quay"), Html("4.2 m"), Html("3.1 m"))
    return (
        TextBlock(Html('<p>A first paragraph with <a href="/a/">a link</a>.</p>')),
        HeadingBlock("What it costs", 2, "what-it-costs"),
        TextBlock(Html("<ul><li>One</li><li>Two</li></ul>")),
        HeadingBlock("And who pays", 3, "and-who-pays"),
        QuotationBlock(
            Html("<p>We asked twice.</p><p>Nobody answered.</p>"),
            "Mina Rahimi",
            "en",
            Link("minutes", "https://example.org/minutes"),
        ),
        QuotationBlock(Html("<p>ما دو بار پرسیدیم.</p>"), "مینا رحیمی", "fa"),
        make_figure(name="p1"),
        make_figure(width=960, height=1440, name="tall"),
        GalleryBlock(tuple(make_figure(name=f"p{n}") for n in range(3)), "Low water"),
        TableBlock(
            "Depth at low water", (Html("Berth"), Html("2021"), Html("2026")), (cells, cells), True
        ),
        FactBoxBlock("What is dredging?", Html("<p>Taking silt away.</p>")),
        DocumentBlock("The survey", "/documents/survey.pdf", "PDF", 1_234_567),
        RelatedBlock(Link("Ferry stays in port", "/2/")),
        EmbedBlock(
            "https://video.example.org/1", "The sluice", "video.example.org", make_picture()
        ),
        EmbedBlock("https://video.example.org/2", "", "video.example.org"),
        CodeBlock("O tide\n    that waits\n"),
    )


def make_front(lang: str = "en", **parts: Any) -> FrontView:
    root = "/" if lang == "en" else f"/{lang}/"
    paper = make_paper(lang)
    front = FrontView(
        head=make_head(root, paper.name, description=paper.motto),
        paper=paper,
        day=date(2026, 11, 23),
        lead=make_teaser(lang, 0),
        seconds=tuple(make_teaser(lang, number) for number in (1, 2, 3)),
        sections=tuple(
            SectionView(desk, tuple(make_teaser(lang, 4 * n + k) for k in range(4)))
            for n, desk in enumerate(paper.desks)
        ),
    )
    return replace(front, **parts)


def make_listing(lang: str = "en", **parts: Any) -> ListView:
    paper = make_paper(lang)
    desk = paper.desks[1]
    months = tuple(
        Link(f"2026-{month:02}", f"{desk.href}2026-{month:02}/") for month in range(11, 5, -1)
    )
    listing = ListView(
        head=make_head(desk.href, desk.label),
        paper=paper,
        kind="desk",
        title=desk.label,
        intro=Html("<p>Ships, tides, fish and the people who live by them.</p>"),
        teasers=tuple(make_teaser(lang, number) for number in range(8)),
        desks=(Link("Fishing", f"{desk.href}fishing/"), Link("Ferries", f"{desk.href}ferries/")),
        months=months,
    )
    return replace(listing, **parts)


def make_standing(lang: str = "en", **parts: Any) -> StandingView:
    paper = make_paper(lang)
    title = paper.standing[0].label
    head = make_head(paper.standing[0].href, title)
    return replace(StandingView(head, paper, title, None, make_body(lang)[:3]), **parts)


def make_missing(lang: str = "en", **parts: Any) -> MissingView:
    newest = tuple(make_teaser(lang, number) for number in range(4))
    head = make_head("/404.html", "There is no page here", indexed=False)
    return replace(MissingView(head, make_paper(lang), 404, newest), **parts)


def make_gone(lang: str = "en", **parts: Any) -> GoneView:
    gone = GoneView(
        head=make_head("/harbour/old/", "This page was withdrawn", indexed=False),
        paper=make_paper(lang),
        headline="Harbour master named in audit",
        gone_at=PUBLISHED,
        words="The audit named another office. We withdrew this report the same day.",
        newest=tuple(make_teaser(lang, number) for number in range(4)),
    )
    return replace(gone, **parts)


def make_entry(**parts: Any) -> FeedEntryView:
    entry = FeedEntryView(
        id="tag:courant.example,2026:article:42",
        address=Address("/harbour/dredging/"),
        headline="Dredgers & tides",
        standfirst="A survey <of> silt.",
        authors=("Mina Rahimi", "Jan Bakker"),
        published_at=PUBLISHED,
        updated_at=PUBLISHED,
        topics=("Silt",),
        photo=make_figure(name="p0"),
        body=make_every_block(),
    )
    return replace(entry, **parts)


def make_feed(lang: str = "en", **parts: Any) -> FeedView:
    feed = FeedView(
        paper=make_paper(lang),
        id="tag:courant.example,2026:feed:en",
        title="The Oudhaven Courant",
        address=Address("/feed.xml"),
        page=Address("/"),
        updated_at=PUBLISHED,
        entries=(make_entry(),),
    )
    return replace(feed, **parts)


def make_every_page(lang: str = "en") -> dict[str, tuple[str, str, Any]]:
    """Return every kind and state of page: its name, with template, variable and view."""
    front, listing = make_front(lang), make_listing(lang)
    headline = f"{WORDS[lang]['stories'][0]['headline']}, " * 5
    views: dict[str, tuple[str, Any]] = {
        "front": ("front", front),
        "front-one": ("front", replace(front, seconds=(), sections=())),
        "front-empty": ("front", replace(front, lead=None, seconds=(), sections=())),
        "front-uneven": ("front", _uneven(front)),
        "article": ("article", make_article(lang)),
        "article-blocks": ("article", make_article(lang, body=make_every_block())),
        "article-bare": ("article", make_article(lang, **BARE)),
        "article-long": ("article", make_article(lang, headline=headline[:300], photo=None)),
        "article-told": ("article", make_told(lang)),
        "article-upright": ("article", make_article(lang, photo=make_upright())),
        "desk": ("listing", listing),
        "month": ("listing", replace(listing, month=date(2026, 11, 1), newest=front.paper.home)),
        "contributor": ("listing", make_listing(lang, kind="contributor", picture=make_picture())),
        "topic-empty": ("listing", make_listing(lang, kind="topic", teasers=(), months=())),
        "standing": ("standing", make_standing(lang)),
        "missing": ("missing", make_missing(lang)),
        "down": ("missing", make_missing(lang, status=503, newest=())),
        "gone": ("gone", make_gone(lang)),
        "gone-silent": ("gone", make_gone(lang, headline="", words="", gone_at=None, newest=())),
    }
    return {name: (f"{kind}.html", kind, view) for name, (kind, view) in views.items()}


def make_upright() -> FigureBlock:
    return make_figure(width=960, height=1440, name="tall")


def _uneven(front: FrontView) -> FrontView:
    """A front whose first desk has one story, its second two, and so on; without photos on top."""
    sections = enumerate(front.sections, start=1)
    return replace(
        front,
        lead=make_teaser(front.paper.lang, picture=None),
        seconds=tuple(replace(teaser, picture=None) for teaser in front.seconds[:2]),
        sections=tuple(replace(part, teasers=part.teasers[:count]) for count, part in sections),
    )


BARE: dict[str, Any] = {
    "kicker": "", "standfirst": "", "dateline": "", "bylines": (), "updated_at": None,
    "photo": None, "body": (), "topics": (), "translations": (), "related": (),
}  # fmt: skip


def render_page(engine: Engine, template: str, name: str, view: Any) -> bytes:
    return engine.render(
        template, view.paper.lang, **{name: view}, head=view.head, paper=view.paper
    )
