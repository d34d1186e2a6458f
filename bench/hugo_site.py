# ruff: noqa: E501  # templates are easier to compare with ours as they are
"""The same articles as a Hugo site: content, and a theme that writes the pages ours writes.

Markup, related articles, structured data and full-text feeds are the same; lists are cut by 30
articles as Hugo cuts them, ours by month.  Where Hugo has a quick way (cached partials, terms by
their names, a page's neighbour in a collection), the theme takes it.
"""

import json
from pathlib import Path

from bench.texts import DESKS, headline, paragraphs, published_at

BASE = """<!DOCTYPE html>
<html lang="en" dir="ltr" class="latn">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self'; media-src 'self'; style-src 'self'; font-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; manifest-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ .Title }} · {{ .Site.Title }}</title>
<link rel="stylesheet" href="/assets/courant.css">
<link rel="preload" as="font" type="font/woff2" href="/assets/newsreader-latin.woff2" crossorigin>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="canonical" href="{{ .Permalink }}">
<link rel="alternate" type="application/atom+xml" title="{{ .Site.Title }}" href="/index.xml">
{{ if and .IsSection (not .IsHome) }}<link rel="alternate" type="application/atom+xml" title="{{ .Site.Title }}: {{ .Title }}" href="{{ .RelPermalink }}index.xml">
{{ end }}{{ with .Params.standfirst }}<meta name="description" content="{{ . }}">
<meta property="og:description" content="{{ . }}">
{{ end }}<meta name="theme-color" content="#ffffff" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#121212" media="(prefers-color-scheme: dark)">
<meta property="og:title" content="{{ .Title }}">
<meta property="og:site_name" content="{{ .Site.Title }}">
<meta property="og:url" content="{{ .Permalink }}">
{{ block "machines" . }}<meta property="og:type" content="website">{{ end }}
</head>
<body>
<a class="skip" href="#main">Skip to the text</a>
{{ partialCached "masthead.html" . .Section }}
<main id="main">
{{ block "main" . }}{{ end }}
</main>
<footer class="foot">
{{ partialCached "foot.html" . }}
<p class="printed">{{ .Permalink }}{{ block "printed" . }}{{ end }}</p>
</footer>
</body>
</html>
"""
MASTHEAD = """<header class="masthead">
<div class="masthead-line">
<p class="nameplate"><a href="/">{{ .Site.Title }}</a></p>
</div>
<nav class="desks" aria-label="Desks">
<ul>
{{ $here := .Section }}{{ range .Site.Sections }}<li><a href="{{ .RelPermalink }}"{{ if eq .Section $here }} aria-current="true"{{ end }}>{{ .Title }}</a></li>
{{ end }}</ul>
</nav>
</header>"""
FOOT = """<p class="foot-name">{{ .Site.Title }}</p>
<nav aria-label="About this paper">
<ul class="foot-links">
<li><a href="/index.xml" type="application/atom+xml">Feed</a></li>
</ul>
</nav>"""
TEASER = """<article class="teaser teaser-{{ .rank }} teaser-bare">
<div class="teaser-words">
<h3 class="teaser-headline"><a href="{{ .page.RelPermalink }}">{{ .page.Title }}</a></h3>
<p class="teaser-standfirst">{{ .page.Params.standfirst }}</p>
<p class="teaser-date"><time datetime="{{ .page.Date.Format "2006-01-02T15:04:05Z" }}">{{ .page.Date.Format "2 Jan 2006" }}</time></p>
</div>
</article>
"""
SINGLE = """{{ define "machines" }}<meta property="og:type" content="article">
<meta property="article:published_time" content="{{ .Date.Format "2006-01-02T15:04:05Z" }}">
<script type="application/ld+json">
{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": {{ .Title }},
"description": {{ .Params.standfirst }},
"url": {{ .Permalink }},
"datePublished": {{ .Date.Format "2006-01-02T15:04:05Z" }},
"dateModified": {{ .Date.Format "2006-01-02T15:04:05Z" }},
"inLanguage": "en",
"isAccessibleForFree": true,
"articleSection": {{ .CurrentSection.Title }},
"author": [
{{ range .Params.writers }}{"@type": "Person", "name": {{ . }}, "url": {{ printf "http://127.0.0.1:8000/writers/%s/" (urlize .) }}}{{ end }}
],
"publisher": {"@type": "NewsMediaOrganization", "name": {{ .Site.Title }}, "url": {{ .Site.BaseURL }}}}
</script>{{ end }}
{{ define "main" }}<article class="article">
<header class="article-head">
<p class="kicker"><a href="{{ .CurrentSection.RelPermalink }}">{{ .CurrentSection.Title }}</a></p>
<h1 class="headline">{{ .Title }}</h1>
<p class="standfirst">{{ .Params.standfirst }}</p>
</header>
<div class="article-facts">
<p class="byline"><span class="byline-role">By</span>
{{ range .Params.writers }}<a href="/writers/{{ . | urlize }}/" rel="author">{{ . }}</a>{{ end }}</p>
<p class="dateline">
<span class="dateline-date">Published <time datetime="{{ .Date.Format "2006-01-02T15:04:05Z" }}">{{ .Date.Format "2 January 2006, 15:04" }}</time></span>
<span class="dateline-zone">UTC time</span>
</p>
</div>
<div class="article-body">
{{ .Content }}
</div>
<nav class="topics" aria-labelledby="topics">
<h2 id="topics" class="label">Topics</h2>
<ul>
{{ range .Params.topics }}<li><a href="/topics/{{ . | urlize }}/" rel="tag">{{ . }}</a></li>
{{ end }}</ul>
</nav>
</article>
{{ $of := partialCached "of-topic.html" . (index .Params.topics 0) }}{{ $first := $of.Prev . }}{{ with $first }}<section class="band related" aria-labelledby="related">
<h2 id="related" class="band-title">Related</h2>
<div class="band-stories band-3">
{{ partial "teaser.html" (dict "page" . "rank" "story") }}{{ with $of.Prev . }}{{ partial "teaser.html" (dict "page" . "rank" "story") }}<div class="band-rest">
{{ with $of.Prev . }}{{ partial "teaser.html" (dict "page" . "rank" "story") }}{{ end }}</div>
{{ end }}</div>
</section>{{ end }}
{{ end }}
{{ define "printed" }} · Published {{ .Date.Format "2 January 2006" }}{{ end }}
"""
# A sorted collection, because in it Hugo finds a page and its neighbours by halving.
OF_TOPIC = "{{ return (index .Site.Taxonomies.topics (index .Params.topics 0 | lower)).Pages.ByDate.Reverse }}"
LIST = """{{ define "main" }}<div class="listing">
<header class="listing-head">
<h1 class="headline">{{ .Title }}</h1>
</header>
<div class="rows">
{{ $pages := .Pages }}{{ if .IsHome }}{{ $pages = first 30 .Site.RegularPages }}{{ end }}
{{ $paginator := .Paginate $pages 30 }}
{{ range $paginator.Pages }}{{ partialCached "teaser.html" (dict "page" . "rank" "row") .RelPermalink }}{{ end }}
</div>
<nav class="months">
{{ with $paginator.Prev }}<a href="{{ .URL }}">Newer</a>{{ end }}{{ with $paginator.Next }}<a href="{{ .URL }}">Older</a>{{ end }}
</nav>
</div>
{{ end }}
"""
FEED = """{{ printf "<?xml version=\\"1.0\\" encoding=\\"utf-8\\"?>" | safeHTML }}
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<id>{{ .Permalink }}</id>
<title>{{ .Site.Title }}: {{ .Title }}</title>
<updated>{{ now.Format "2006-01-02T15:04:05Z" }}</updated>
<link rel="alternate" type="text/html" href="{{ .Permalink }}"/>
{{ $pages := .Pages }}{{ if .IsHome }}{{ $pages = .Site.RegularPages }}{{ end }}{{ range first 20 $pages }}<entry>
<id>{{ .Permalink }}</id>
<title>{{ .Title }}</title>
<link rel="alternate" type="text/html" href="{{ .Permalink }}"/>
<published>{{ .Date.Format "2006-01-02T15:04:05Z" }}</published>
<updated>{{ .Date.Format "2006-01-02T15:04:05Z" }}</updated>
{{ range .Params.writers }}<author><name>{{ . }}</name></author>{{ end }}
{{ range .Params.topics }}<category term="{{ . }}"/>
{{ end }}<summary>{{ .Params.standfirst }}</summary>
<content type="html">{{ .Content | transform.XMLEscape | safeHTML }}</content>
</entry>
{{ end }}</feed>
"""
# Feeds where ours has them: the paper's and the desks'.
CONFIG = """baseURL = "http://127.0.0.1:8000/"
title = "The Bench"
disableKinds = []
[outputs]
home = ["html", "rss"]
section = ["html", "rss"]
taxonomy = ["html"]
term = ["html"]
[taxonomies]
topic = "topics"
writer = "writers"
"""


def write_site(root: Path, count: int, words: int) -> None:
    """Write a Hugo site with ``count`` articles into an empty directory."""
    for name, text in {
        "hugo.toml": CONFIG,
        "layouts/_default/baseof.html": BASE,
        "layouts/_default/single.html": SINGLE,
        "layouts/_default/list.html": LIST,
        "layouts/_default/rss.xml": FEED,
        "layouts/partials/masthead.html": MASTHEAD,
        "layouts/partials/foot.html": FOOT,
        "layouts/partials/teaser.html": TEASER,
        "layouts/partials/of-topic.html": OF_TOPIC,
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    for desk in DESKS:
        (root / "content" / desk.lower()).mkdir(parents=True)
        (root / "content" / desk.lower() / "_index.md").write_text(f'+++\ntitle = "{desk}"\n+++\n')
    for number in range(count):
        path = root / "content" / DESKS[number % len(DESKS)].lower() / f"article-{number}.md"
        path.write_text(_article(number, count, words))


def _article(number: int, count: int, words: int) -> str:
    text = paragraphs(number, words)
    facts = {
        "title": headline(number),
        "date": f"{published_at(number, count):%Y-%m-%dT%H:%M:%SZ}",
        "standfirst": text[0][:200],
        "topics": [f"Topic {number % 12}", f"Topic {(number // 12 + 5) % 12}"],
        "writers": [f"Writer {number % 10}"],
    }
    return f"{json.dumps(facts)}\n\n" + "\n\n".join(text) + "\n"
