"""Reading the sample paper: its files in, plain values out, every reference checked."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from courant.exchange.sample.body import parse_body, photo_value
from courant.exchange.sample.dates import moment_of, name_days
from courant.exchange.sample.drawings import PICTURES
from courant.exchange.sample.paper import (
    NO_WORDS,
    Article,
    Byline,
    Change,
    Contributor,
    Desk,
    Front,
    Masthead,
    Office,
    Page,
    Person,
    PhotoUse,
    Raw,
    SampleError,
    SamplePaper,
    Topic,
    Withdrawal,
)
from courant.newsroom.quotations import marks

HERE = Path(__file__).parent
ROLES = ("by", "reporting", "photos", "translation", "editing")
FRONT_MATTER_KEYS = frozenset(
    {"headline", "short_headline", "kicker", "standfirst", "dateline", "desk", "also_on"}
    | {"bylines", "topics", "photo", "published", "changes", "translation_of", "withdrawn"}
)


def read_sample(set_up_at: datetime, *, folder: Path = HERE) -> SamplePaper:
    """Return the sample paper as it stands at a moment: its dates are ages, counted from there.

    Args:
        set_up_at: When the paper is filled, with a zone.  The same moment gives equal papers.
        folder: Where ``paper.toml``, ``pages/`` and ``articles/`` lie.

    Raises:
        SampleError: A file lacks something, or names a desk, contributor, topic, picture or
            article that is not there.
    """
    told = tomllib.loads((folder / "paper.toml").read_text("utf-8"))
    masthead = _masthead(told["masthead"])
    desks = tuple(_desk(key, desk) for key, desk in told["desks"].items())
    reader = _Reader(masthead, set_up_at)
    articles = sorted(
        (_placed(reader.article, file) for file in _files(folder / "articles")),
        key=lambda article: (bool(article.translation_of), article.published_at, article.key),
    )
    pages = [_placed(reader.page, file) for file in _files(folder / "pages")]
    paper = SamplePaper(
        masthead=masthead,
        desks=desks,
        topics=tuple(Topic(key, names) for key, names in told["topics"].items()),
        contributors=tuple(_contributor(key, c) for key, c in told["contributors"].items()),
        people=tuple(_person(key, p) for key, p in told.get("people", {}).items()),
        fronts=tuple(
            Front(lang, front["lead"], tuple(front["seconds"]))
            for lang, front in told["fronts"].items()
        ),
        pages=tuple(pages),
        articles=tuple(articles),
    )
    for problem in problems_of(paper):
        raise SampleError(problem)
    return paper


def problems_of(paper: SamplePaper) -> Iterator[str]:
    """Yield a sentence for each reference in the paper that leads nowhere."""
    by_key = {article.key: article for article in paper.articles}
    desks = {desk.key: desk for desk in paper.desks}
    contributors = [person.key for person in paper.contributors]
    topics = [topic.key for topic in paper.topics]
    for desk in paper.desks:
        yield from _missing("desk", [desk.parent] if desk.parent else [], desks, desk.key)
    for front in paper.fronts:
        yield from _missing("article", [front.lead, *front.seconds], by_key, front.lang)
    for article in paper.articles:
        where = article.key
        people = [line.contributor for line in article.bylines if line.kind == "contributor"]
        yield from _missing("desk", [article.desk, *article.also_on], desks, where)
        yield from _missing("contributor", people, contributors, where)
        yield from _missing("topic", article.topics, topics, where)
        original = [article.translation_of] if article.translation_of else []
        yield from _missing("article", original, by_key, where)
        for key in [article.desk, *article.also_on]:
            if key in desks and article.lang not in desks[key].names:
                yield f"{where}: the desk {key!r} has no name in {article.lang!r}."
    pieces: tuple[Article | Page, ...] = (*paper.articles, *paper.pages)
    for piece in pieces:
        yield from _missing("picture", pictures_in(piece), PICTURES, piece.key)
        yield from _missing("article", related_in(piece.body), by_key, piece.key)
        people = [person.key for person in paper.people]
        yield from _missing("person", people_in(piece.body), people, piece.key)


def pictures_in(piece: Article | Page) -> Iterator[str]:
    """Yield the name of each picture that an article or page shows."""
    if isinstance(piece, Article) and piece.photo:
        yield piece.photo.picture
    for block in piece.body:
        if block["type"] == "photo":
            yield block["value"]["photo"]
        elif block["type"] == "gallery":
            yield from (photo["photo"] for photo in block["value"]["photos"])


def related_in(body: Iterable[Raw]) -> Iterator[str]:
    """Yield the key of each article that a body points to."""
    return (block["value"]["article"] for block in body if block["type"] == "related")


def people_in(body: Iterable[Raw]) -> Iterator[str]:
    """Return the key of each person to whom a marked quotation is given."""
    texts = (block["value"] for block in body if block["type"] in ("paragraph", "list"))
    return (facts["person"] for text in texts for facts, _ in marks(text) if "person" in facts)


def _missing(what: str, wanted: Iterable[str], there: Iterable[str], where: str) -> Iterator[str]:
    known = set(there)
    return (f"{where}: there is no {what} {key!r}." for key in wanted if key not in known)


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*/*.md"))


def _placed(read: Any, file: Path) -> Any:
    try:
        return read(file)
    except (SampleError, KeyError, tomllib.TOMLDecodeError) as error:
        missing = f"it has no {error}" if isinstance(error, KeyError) else error
        raise SampleError(f"{file.parent.name}/{file.name}: {missing}") from error


def _masthead(told: Mapping[str, Any]) -> Masthead:
    languages = tuple(told["languages"])
    return Masthead(told["name"], told["motto"], told["accent"], told["zone"], languages)


def _desk(key: str, told: Mapping[str, Any]) -> Desk:
    return Desk(key, told.get("parent", ""), told["name"], told["slug"], told["intro"])


def _contributor(key: str, told: Mapping[str, Any]) -> Contributor:
    return Contributor(key, told["name"], told["post"], told.get("bio", NO_WORDS))


def _person(key: str, told: Mapping[str, Any]) -> Person:
    offices = tuple(Office(each["title"], each["years"]) for each in told.get("offices", ()))
    return Person(key, told["name"], told.get("about", NO_WORDS), offices)


class _Reader:
    """What reading one file needs to know of the rest."""

    def __init__(self, masthead: Masthead, set_up_at: datetime) -> None:
        self._zone = masthead.zone
        self._languages = masthead.languages
        self._set_up_at = set_up_at

    def article(self, file: Path) -> Article:
        front, text, lang = self._split(file)
        if unknown := front.keys() - FRONT_MATTER_KEYS:
            raise SampleError(f"{sorted(unknown)[0]!r} is not a field of an article.")
        published_at = self._moment(front["published"])
        told, text = self._dated(front, text, day=self._day_of_original(file, front), lang=lang)
        withdrawn = told.get("withdrawn")
        return Article(
            key=_key(file),
            lang=lang,
            desk=told["desk"],
            also_on=tuple(told.get("also_on", ())),
            kicker=told.get("kicker", ""),
            headline=told["headline"],
            short_headline=told.get("short_headline", ""),
            standfirst=told.get("standfirst", ""),
            dateline=told.get("dateline", ""),
            bylines=tuple(_byline(line) for line in told["bylines"]),
            topics=tuple(told.get("topics", ())),
            photo=_photo(told["photo"]) if "photo" in told else None,
            published_at=published_at,
            changes=tuple(self._change(change, text) for change in told.get("changes", ())),
            translation_of=told.get("translation_of", ""),
            withdrawn=(
                Withdrawal(self._moment(withdrawn["at"]), withdrawn["words"]) if withdrawn else None
            ),
            body=parse_body(text),
        )

    def _change(self, told: Mapping[str, Any], text: str) -> Change:
        if told["now"] not in text:
            raise SampleError(f"a change made the text say {told['now']!r}, but it does not.")
        words = (told[field] for field in ("kind", "words", "was", "now"))
        return Change(self._moment(told["at"]), *words)

    def page(self, file: Path) -> Page:
        front, text, lang = self._split(file)
        today = self._day(self._set_up_at)
        told, text = self._dated(front, text, day=today, lang=lang)
        return Page(_key(file), file.stem, lang, told["title"], told["slug"], parse_body(text))

    def _split(self, file: Path) -> tuple[dict[str, Any], str, str]:
        lang = file.parent.name
        if lang not in self._languages:
            raise SampleError(f"the paper has no language {lang!r}.")
        opening, front, text = f"\n{file.read_text('utf-8')}".split("\n+++\n", 2)
        if opening:
            raise SampleError("it must begin with a line '+++'.")
        return tomllib.loads(front), text, lang

    def _moment(self, age: str) -> datetime:
        return moment_of(age, set_up_at=self._set_up_at, zone=self._zone)

    def _day_of_original(self, file: Path, front: Mapping[str, Any]) -> date:
        """A translation made after midnight names the same days as what it translates."""
        if key := front.get("translation_of"):
            original = file.parent.parent / f"{key}.md"
            if not original.is_file():
                raise SampleError(f"there is no article {key!r} to be a translation of.")
            front, _, _ = self._split(original)
        return self._day(self._moment(front["published"]))

    def _day(self, moment: datetime) -> date:
        return moment.astimezone(ZoneInfo(self._zone)).date()

    def _dated(
        self, front: dict[str, Any], text: str, *, day: date, lang: str
    ) -> tuple[dict[str, Any], str]:
        def named(value: Any) -> Any:
            if isinstance(value, dict):
                return {key: named(inner) for key, inner in value.items()}
            if isinstance(value, list):
                return [named(inner) for inner in value]
            return name_days(value, day=day, lang=lang) if isinstance(value, str) else value

        return named(front), name_days(text, day=day, lang=lang)


def _key(file: Path) -> str:
    return f"{file.parent.name}/{file.stem}"


def _byline(told: str) -> Byline:
    """Read ``"jet"``, ``"omid, translation"``, ``"staff"`` or ``"withheld, reporting"``."""
    who, _, role = (part.strip() for part in told.partition(","))
    role = role or "by"
    if role not in ROLES:
        raise SampleError(f"the role {role!r} must be one of {', '.join(ROLES)}.")
    if who in ("staff", "withheld"):
        return Byline(who, role)
    return Byline("contributor", role, who)


def _photo(told: str) -> PhotoUse:
    value = photo_value(told)
    return PhotoUse(value["photo"], value["caption"], value["alt"])
