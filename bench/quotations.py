"""Whose words the rules take quoted words for, on the labelled set beside this file.

    python -m bench.quotations [--json] [--part tuning]

Precision: of the speakers that are proposed by name, how many are right.  Recall: of the quotations
whose speaker the article names, how many get the right one.  Every error is listed.
"""

import argparse
import json
import re
import sys
import time
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from courant.record.proposing.cast import KnownPerson
from courant.record.proposing.proposals import Confidence, Proposal
from courant.record.proposing.reading import propose

SET = Path(__file__).with_suffix("")
PARTS = ("tuning", "held-out")
LANGS = ("en", "nl", "fa", "de", "fr", "ar")
LABEL = re.compile(r"\{([^{}|]*)\||\}")
SOMEBODY, NOBODY = "?", "-"


@dataclass(frozen=True)
class Label:
    """Quoted words, and whose they are."""

    paragraph: int
    start: int
    end: int
    speaker: str  # a name, SOMEBODY without one, or NOBODY


@dataclass(frozen=True)
class Article:
    """An article of the set, its labels taken out of its text."""

    id: str
    lang: str
    part: str
    paragraphs: tuple[str, ...]
    labels: tuple[Label, ...]


@dataclass(frozen=True)
class Case:
    """What is right about one pair of marks, and what was proposed; either may be missing."""

    article: Article
    label: Label | None
    proposal: Proposal | None


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark.  Return 1 if a pair of marks was not found as labelled, else 0."""
    parser = argparse.ArgumentParser(prog="courant bench quotations")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--part", choices=PARTS, action="append", help="only this part")
    options = parser.parse_args(arguments)
    parts = options.part or PARTS
    articles = [article for part in parts for article in read(part)]
    start = time.perf_counter()
    cases = [case for article in articles for case in compared(article, ())]
    spent = time.perf_counter() - start
    known = [case for article in articles for case in compared(article, everybody(articles))]
    found = {
        **{f"{part}, {lang}": figures(of(cases, part, lang)) for part in parts for lang in LANGS},
        **{f"{part}, all": figures(of(cases, part)) for part in parts},
        **{f"{part}, all, persons known": figures(of(known, part)) for part in parts},
        **{
            f"{part}, confidence {level.name.lower()}": figures(trusted(of(cases, part), level))
            for part in parts
            for level in reversed(Confidence)
        },
    }
    print(json.dumps(found) if options.json else told(found, cases, spent))
    return 0 if all(case.label and case.proposal for case in cases) else 1


def read(part: str) -> Iterator[Article]:
    """Yield the articles of one part."""
    for lang in LANGS:
        for raw in tomllib.loads((SET / part / f"{lang}.toml").read_text("utf-8"))["article"]:
            found = [parsed(line, at) for at, line in enumerate(raw["text"].strip().split("\n"))]
            labels = tuple(label for _, those in found for label in those)
            yield Article(raw["id"], lang, part, tuple(text for text, _ in found), labels)


def parsed(line: str, paragraph: int) -> tuple[str, list[Label]]:
    """Return a paragraph without its labels, and these."""
    text, at = "", 0
    open_now: list[tuple[str, int]] = []
    labels: list[Label] = []
    for mark in LABEL.finditer(line):
        text += line[at : mark.start()]
        at = mark.end()
        if mark[0] != "}":
            open_now.append((mark[1], len(text)))
        else:
            speaker, start = open_now.pop()
            labels.append(Label(paragraph, start, len(text), speaker))
    assert not open_now, f"A label is not closed: {line}"
    return text + line[at:], sorted(labels, key=lambda label: label.start)


def everybody(articles: Sequence[Article]) -> tuple[KnownPerson, ...]:
    """Return everybody who speaks anywhere in the set, as a newsroom would know them."""
    names = sorted({label.speaker for article in articles for label in article.labels})
    return tuple(
        KnownPerson(key, (name,))
        for key, name in enumerate(names)
        if name not in (SOMEBODY, NOBODY)
    )


def compared(article: Article, known: Sequence[KnownPerson]) -> list[Case]:
    """Return each pair of marks with what was proposed for it."""
    proposals = {
        (one.span.paragraph, one.span.start, one.span.end): one
        for one in propose(article.paragraphs, article.lang, known)
    }
    cases = [
        Case(article, label, proposals.pop((label.paragraph, label.start, label.end), None))
        for label in article.labels
    ]
    return cases + [Case(article, None, left) for left in proposals.values()]


def of(cases: Sequence[Case], part: str, lang: str = "") -> list[Case]:
    """Return the cases of a part, and of a language."""
    return [
        case for case in cases
        if case.article.part == part and lang in ("", case.article.lang)
    ]  # fmt: skip


def trusted(cases: Sequence[Case], level: Confidence) -> list[Case]:
    """Return the cases whose proposal has this confidence."""
    return [case for case in cases if case.proposal and case.proposal.confidence is level]


def figures(cases: Sequence[Case]) -> dict[str, Any]:
    """Return what was found, and how much of it is right."""
    both = [(case.label, case.proposal) for case in cases if case.label and case.proposal]
    named = [case for case in cases if case.label and case.label.speaker not in (SOMEBODY, NOBODY)]
    proposed = [case for case in cases if case.proposal and case.proposal.speaker]
    right = sum(is_right(case) for case in proposed)
    speech = [label.speaker != NOBODY for label, _ in both]
    taken = [proposal.is_speech for _, proposal in both]
    return {
        "pairs": sum(case.label is not None for case in cases),
        "found": len(both),
        "speech right": sum(a == b for a, b in zip(speech, taken, strict=True)),
        "named": len(named),
        "proposed": len(proposed),
        "right": right,
        "precision": right / len(proposed) if proposed else 1.0,
        "recall": right / len(named) if named else 1.0,
    }


def is_right(case: Case) -> bool:
    """Return whether the speaker proposed is the labelled one."""
    return bool(case.label and case.proposal and case.proposal.speaker == case.label.speaker)


def is_error(case: Case) -> bool:
    """Return whether anything about a case is wrong."""
    if not case.label or not case.proposal:
        return True
    name = case.label.speaker if case.label.speaker not in (SOMEBODY, NOBODY) else ""
    speech = case.label.speaker != NOBODY
    return case.proposal.speaker != name or case.proposal.is_speech != speech


def told(found: dict[str, dict[str, Any]], cases: Sequence[Case], spent: float) -> str:
    """Return all of it in words."""
    lines = [
        f"{name:<31} pairs {of['found']}/{of['pairs']}  speech or not {of['speech right']}  "
        f"precision {of['precision']:.3f} ({of['right']}/{of['proposed']})  "
        f"recall {of['recall']:.3f} ({of['right']}/{of['named']})"
        for name, of in found.items()
    ]
    words = sum(len(text.split()) for text in {t for c in cases for t in c.article.paragraphs})
    lines.append(f"{words} words in {spent * 1e3:.0f} ms")
    return "\n".join([*lines, *(error(case) for case in cases if is_error(case))])


def error(case: Case) -> str:
    """Return one error in a line."""
    label, proposal = case.label, case.proposal
    at = label or (proposal.span if proposal else None)
    assert at is not None
    quoted = case.article.paragraphs[at.paragraph][at.start : at.end]
    should = label.speaker if label else "no pair"
    did = "no pair"
    if proposal:
        did = proposal.speaker or (SOMEBODY if proposal.is_speech else NOBODY)
        did += f" ({proposal.why.rule}: {proposal.why.words[:60]}; {proposal.confidence.name})"
    return f"{case.article.part} {case.article.id}: {quoted[:50]} is {should}, proposed {did}"


if __name__ == "__main__":
    sys.exit(main())
