"""A post's text becomes blocks: classic, block markup, shortcodes and all mixtures."""

import json
from typing import Any

import pytest

from courant.exchange.wxr.body import Body, Context, convert
from courant.exchange.wxr.media import Attachment, MediaIndex

UPLOADS = "https://harbour.example/wp-content/uploads/2020/05/"
SITE = ["https://www.harbour.example"]


def body(html: str, **more: Any) -> Body:
    return convert(html, context=Context.of(SITE, **more))


def blocks(html: str, **more: Any) -> list[tuple[str, Any]]:
    return [(block["type"], block["value"]) for block in body(html, **more).blocks]


def paragraphs(html: str) -> list[str]:
    found = blocks(html)
    assert {kind for kind, _ in found} <= {"paragraph"}
    return [value for _, value in found]


def photo(src: str = "", **more: Any) -> dict[str, Any]:
    value = {"attachment": None, "src": src, "caption": "", "alt": "", "alt_given": False}
    return {**value, **more}


def wp(name: str, html: str = "", **attributes: Any) -> str:
    said = f" {json.dumps(attributes)}" if attributes else ""
    return f"<!-- wp:{name}{said} -->\n{html}\n<!-- /wp:{name} -->\n"


QUOTED = wp("paragraph", "<p>We will go.</p>")


# Paragraphs


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("One.\n\nTwo.", ["<p>One.</p>", "<p>Two.</p>"]),
        ("One\ntwo.\r\n\r\nThree.", ["<p>One<br>two.</p>", "<p>Three.</p>"]),
        ("One<br /><br>Two", ["<p>One</p>", "<p>Two</p>"]),
        ("One<br />\ntwo", ["<p>One<br>two</p>"]),
        ("<p>One</p><p>Two</p>", ["<p>One</p>", "<p>Two</p>"]),
        ("<p>One\n\nTwo</p>", ["<p>One</p>", "<p>Two</p>"]),
        ("<div>One</div>two<div>three", ["<p>One</p>", "<p>two</p>", "<p>three</p>"]),
        ("One<!-- note --> two<!--more-->three<!--nextpage-->", ["<p>One two</p>", "<p>three</p>"]),
        ('A <a\nhref="/x/">b</a>', ['<p>A <a href="/x/">b</a></p>']),
        ("<p>&nbsp;</p>\n\n  \n\n<p> </p>", []),
        ("a < b & c > d", ["<p>a &lt; b &amp; c &gt; d</p>"]),
        ("می\u200cروم 🚀", ["<p>می\u200cروم 🚀</p>"]),
        ("<b>One\n\ntwo</b>", ["<p><b>One</b></p>", "<p>two</p>"]),
    ],
)
def test_paragraphs_follow_the_rules_of_classic_posts(html: str, expected: list[str]) -> None:
    assert paragraphs(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<strong>a</strong> <em>b</em>", "<b>a</b> <i>b</i>"),
        ('<span style="x">a</span> <u>b</u> H<sub>2</sub>', "a b H<sub>2</sub>"),
        ('<a href="https://x.example" title="IMG_1" target="_blank" onclick="x()">a</a>',
         '<a href="https://x.example">a</a>'),
        ('<a href="javascript:alert(1)">a</a> <a href="#note">b</a> <a name="x">c</a>', "a b c"),
        ('<a href="//x.example/">a</a>', '<a href="https://x.example/">a</a>'),
        ("<q>so</q> <script>alert(1)</script>said", "“so” said"),
        ("a<b>", "a"),
    ],
)  # fmt: skip
def test_running_text_keeps_what_a_paper_prints(html: str, expected: str) -> None:
    assert paragraphs(html) == [f"<p>{expected}</p>"]


def test_blocks_part_the_text_around_them() -> None:
    found = blocks("One\n<h3>Head <b>ing</b></h3>\nTwo\n<hr>\n<ul>\n<li>a\nb</li>\n</ul>\nThree")

    assert found == [
        ("paragraph", "<p>One</p>"),
        ("heading", {"text": "Head ing", "level": "3"}),
        ("paragraph", "<p>Two</p>"),
        ("list", "<ul><li>a<br>b</li></ul>"),
        ("paragraph", "<p>Three</p>"),
    ]


@pytest.mark.parametrize(("level", "told"), [(1, "2"), (2, "2"), (3, "3"), (6, "3")])
def test_headings_have_two_levels(level: int, told: str) -> None:
    assert blocks(f"<h{level}>x</h{level}>") == [("heading", {"text": "x", "level": told})]


def test_lists_nest_and_what_is_no_text_in_them_comes_after() -> None:
    html = f'<ol><li><p>a</p><ul><li>b</li></ul></li><li>c<img src="{UPLOADS}x.jpg"></li></ol>'

    assert blocks(html) == [
        ("list", "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"),
        ("photo", photo(f"{UPLOADS}x.jpg")),
    ]


def test_preformatted_text_keeps_its_lines_in_classic_posts_too() -> None:
    assert blocks("<pre>a\n\n  b &lt;\n</pre>") == [("code", "a\n\n  b <")]


# Quotations, tables, boxes


@pytest.mark.parametrize(
    "html",
    [
        "<blockquote>We will go.\n<cite>Mina</cite></blockquote>",
        "<blockquote><p>We will go.</p><footer>Mina</footer></blockquote>",
        "<blockquote><p>We will go. <cite>— Mina</cite></p></blockquote>",
        "<blockquote>We will go.\n\n— Mina</blockquote>",
        wp("quote", f"<blockquote>{QUOTED}<cite>Mina</cite></blockquote>"),
        wp("pullquote", "<figure><blockquote>We will go.<cite>Mina</cite></blockquote></figure>"),
    ],
)  # fmt: skip
def test_quotations_know_who_said_them(html: str) -> None:
    quotation = {"text": "<p>We will go.</p>", "speaker": "Mina", "source_url": ""}

    assert blocks(html) == [("quotation", quotation)]


def test_a_cite_inside_a_sentence_is_a_title_not_a_speaker() -> None:
    [(_, value)] = blocks("<blockquote><p>Read <cite>Dune</cite> now.</p></blockquote>")

    assert (value["text"], value["speaker"]) == ("<p>Read Dune now.</p>", "")


def test_a_quoted_post_from_elsewhere_is_an_embed() -> None:
    link = "https://twitter.com/mina/status/1"
    html = f'<blockquote class="twitter-tweet"><p>Ferry!</p><a href="{link}">May 1</a></blockquote>'

    assert blocks(html) == [("embed", {"url": link, "title": "Ferry!May 1"})]


def test_tables_have_a_head_equal_rows_and_row_headings() -> None:
    html = (
        "<figure><table><thead><tr><th>a</th><th>b</th><th>c</th></tr></thead><tbody>"
        '<tr><th>1</th><td colspan="2"><strong>2</strong></td></tr><tr><th>3</th><td>4</td></tr>'
        "</tbody></table><figcaption>Fares</figcaption></figure>"
    )
    table = {
        "caption": "Fares",
        "head": ["a", "b", "c"],
        "rows": [["1", "<b>2</b>", ""], ["3", "4", ""]],
        "row_headings": True,
    }

    assert blocks(wp("table", html)) == blocks(html) == [("table", table)]


def test_what_opens_on_a_click_is_a_fact_box() -> None:
    inner = wp("paragraph", "<p>Since 1900.</p>")
    html = wp("details", f"<details><summary>The ferry</summary>{inner}</details>")
    box = {"title": "The ferry", "text": "<p>Since 1900.</p>"}

    assert blocks(html) == [("factbox", box)]
    assert blocks("<details><summary>The ferry</summary>Since 1900.</details>") == [
        ("factbox", box)
    ]


def test_footnotes_come_from_their_meta() -> None:
    notes = json.dumps([{"id": "x", "content": "See <em>there</em>."}])
    html = wp("paragraph", '<p>So<sup data-fn="x" class="fn"><a href="#x">1</a></sup></p>')

    found = blocks(html + "<!-- wp:footnotes /-->", footnotes=notes)

    assert found == [
        ("paragraph", "<p>So<sup>1</sup></p>"),
        ("list", "<ol><li>See <i>there</i>.</li></ol>"),
    ]


# Photos


@pytest.mark.parametrize(
    "html",
    [
        '[caption id="attachment_7"]<a href="X"><img src="X"/></a> The <em>pier</em>[/caption]',
        '[caption id="attachment_7" caption="The <em>pier</em>"]<img src="X"/>[/caption]',
        '[wp_caption id="a7" caption="The &lt;em&gt;pier&lt;/em&gt;"]<img src="X"/>[/wp_caption]',
        '<p>[caption id=&#8221;attachment_7&#8221;]<img src="X" />The <em>pier</em>[/caption]</p>',
        '<figure><img class="wp-image-7" src="X"><figcaption>The <i>pier</i></figcaption></figure>',
        wp(
            "image",
            '<figure><a href="X"><img src="X"/></a><figcaption>The <em>pier</em></figcaption>'
            "</figure>",
            id=7,
        ),
    ],
)  # fmt: skip
def test_a_photo_keeps_its_caption_in_every_spelling(html: str) -> None:
    src = f"{UPLOADS}pier-300x200.jpg"

    found = blocks(html.replace("X", src))

    assert found == [("photo", photo(src, attachment=7, caption="The <i>pier</i>"))]


def test_a_picture_does_not_cut_a_sentence_in_two() -> None:
    img = f'<img src="{UPLOADS}x.jpg" alt="Pier">'
    told = ("photo", photo(f"{UPLOADS}x.jpg", alt="Pier", alt_given=True))

    assert blocks(f"{img}One.") == [told, ("paragraph", "<p>One.</p>")]
    assert blocks(f"One {img} two.") == [("paragraph", "<p>One  two.</p>"), told]
    assert blocks(f"One\n{img}\nTwo") == [
        ("paragraph", "<p>One</p>"),
        told,
        ("paragraph", "<p>Two</p>"),
    ]


@pytest.mark.parametrize(
    "html",
    [
        '[caption caption="IMG_2231"]<img src="X" alt="ali-home-IMG_2231.jpg">[/caption]',
        '[caption]<img src="X" alt="ali home IMG 2231"> ali-home-IMG_2231[/caption]',
        '<figure><img src="X" title="I"><figcaption>ali-home-IMG_2231.jpg</figcaption></figure>',
        wp("image", '<figure><img src="X"/><figcaption>Ali home IMG 2231</figcaption></figure>'),
    ],
)  # fmt: skip
def test_names_of_files_are_no_captions_and_no_descriptions(html: str) -> None:
    src = f"{UPLOADS}ali-home-IMG_2231-300x200.jpg"

    found = body(html.replace("X", src))

    assert found.blocks == ({"type": "photo", "value": photo(src)},)
    assert found.notes.file_names or "title" in html


def test_a_caption_equal_to_its_attachments_title_is_a_file_name() -> None:
    index = MediaIndex([Attachment(7, f"{UPLOADS}sea-view.jpg", title="sea view")])
    html = f'<img class="wp-image-7" src="{UPLOADS}sea-view-1.jpg" alt="Sea View">'

    assert blocks(html, attachments=index) == [
        ("photo", photo(f"{UPLOADS}sea-view-1.jpg", attachment=7))
    ]


def test_a_photo_is_matched_to_its_attachment_by_its_file() -> None:
    index = MediaIndex([Attachment(7, f"{UPLOADS}pier.jpg")])

    [(_, value)] = blocks(f'<img src="{UPLOADS}pier-300x200.jpg">', attachments=index)

    assert value["attachment"] == 7


@pytest.mark.parametrize(
    "html",
    [
        '<img src="https://count.example/p.gif" width="1" height="1">',
        '<img src="data:image/gif;base64,R0lGOD">',
        "<img>",
    ],
)
def test_what_is_no_picture_is_dropped_and_noted(html: str) -> None:
    found = body(f"<p>{html}</p>")

    assert found.blocks == ()
    assert found.notes.dropped


def test_letters_drawn_as_pictures_are_letters() -> None:
    html = 'Hi <img class="wp-smiley" src="x/icon.gif" alt=":)"> you'

    assert paragraphs(html) == ["<p>Hi :) you</p>"]


def test_late_loading_pictures_are_found() -> None:
    html = f'<img src="data:image/gif;base64,x" data-src="{UPLOADS}a.jpg">'

    assert blocks(html) == [("photo", photo(f"{UPLOADS}a.jpg"))]


# Galleries


def test_a_gallery_shortcode_never_stays_text() -> None:
    found = blocks(
        'Look:\n\n[gallery columns="2" ids="7, 8,7"]\n\n[gallery]\n[gallery exclude="9"]'
    )

    assert found == [
        ("paragraph", "<p>Look:</p>"),
        ("gallery", {
            "title": "", "photos": [photo(attachment=7), photo(attachment=8)], "all_of_post": False,
        }),
        ("gallery", {"title": "", "photos": [], "all_of_post": True}),
        ("gallery", {"title": "", "photos": [], "all_of_post": True, "exclude": [9]}),
    ]  # fmt: skip


def test_gallery_blocks_of_both_times_keep_their_captions() -> None:
    def image(number: int) -> str:
        return f'<img src="{UPLOADS}{number}x.jpg" data-id="{number}" class="wp-image-{number}"/>'

    old = wp(
        "gallery",
        f'<ul class="blocks-gallery-grid"><li><figure>{image(7)}<figcaption>One</figcaption>'
        f"</figure></li><li><figure>{image(8)}</figure></li></ul>",
        ids=[7, 8],
    )
    new = wp(
        "gallery",
        '<figure class="wp-block-gallery">'
        + wp("image", f"<figure>{image(7)}<figcaption>One</figcaption></figure>", id=7)
        + wp("image", f"<figure>{image(8)}</figure>", id=8)
        + "</figure>",
    )
    photos = [
        photo(f"{UPLOADS}7x.jpg", attachment=7, caption="One"),
        photo(f"{UPLOADS}8x.jpg", attachment=8),
    ]

    gallery = {"title": "", "photos": photos, "all_of_post": False}
    assert blocks(old) == blocks(new) == [("gallery", gallery)]


# Embeds and files


@pytest.mark.parametrize(
    "html",
    [
        "https://youtu.be/x1",
        "Text\nhttps://youtu.be/x1\nmore",
        "<p>https://youtu.be/x1</p>",
        "[embed width=300]https://youtu.be/x1[/embed]",
        wp(
            "embed",
            "<figure><div>\nhttps://youtu.be/x1\n</div></figure>",
            url="https://youtu.be/x1",
        ),
        wp("core-embed/youtube", "<figure><div>\nhttps://youtu.be/x1\n</div></figure>"),
    ],
)
def test_an_address_alone_on_a_line_is_an_embed(html: str) -> None:
    assert ("embed", {"url": "https://youtu.be/x1", "title": ""}) in blocks(html)


@pytest.mark.parametrize(
    ("html", "url"),
    [
        ('<iframe src="//www.youtube.com/embed/x1?rel=0"></iframe>', "https://www.youtube.com/watch?v=x1"),
        ("[youtube x1]", "https://www.youtube.com/watch?v=x1"),
        ('<iframe src="https://player.vimeo.com/video/12"></iframe>', "https://vimeo.com/12"),
        ('<object><param name="movie" value="https://www.youtube.com/v/x1"></object>', "https://www.youtube.com/watch?v=x1"),
        ('[audio mp3="https://radio.example/a.mp3"]', "https://radio.example/a.mp3"),
    ],
)  # fmt: skip
def test_players_become_the_page_they_show(html: str, url: str) -> None:
    assert blocks(html) == [("embed", {"url": url, "title": ""})]


@pytest.mark.parametrize(
    "html",
    [
        wp(
            "file",
            f'<div><a href="{UPLOADS}plan.pdf">The plan</a></div>',
            href=f"{UPLOADS}plan.pdf",
        ),
        f'[video mp4="{UPLOADS}plan.pdf" title="The plan"][/video]',
        f'<video title="The plan"><source src="{UPLOADS}plan.pdf"></video>',
    ],
)
def test_files_of_the_site_are_documents(html: str) -> None:
    assert blocks(html) == [("document", {"src": f"{UPLOADS}plan.pdf", "title": "The plan"})]


def test_an_own_address_alone_on_a_line_is_a_related_link() -> None:
    url = "http://harbour.example/2020/05/ferry/"
    found = body(url)

    assert found.blocks == ({"type": "related", "value": {"url": url, "title": ""}},)
    assert found.notes.links == (url,)


# Shortcodes


@pytest.mark.parametrize("text", ["[1]", "[sic]", "[…]", "he [the mayor] said", "[and so on]"])
def test_words_in_brackets_are_words(text: str) -> None:
    assert paragraphs(f"A {text} b") == [f"<p>A {text} b</p>"]


def test_unknown_shortcodes_lose_their_tags_keep_their_words_and_are_counted() -> None:
    found = body('[vc_row][vc_column width="1/2"]Text[/vc_column][/vc_row][contact-form-7 id="1"]')

    assert [block["value"] for block in found.blocks] == ["<p>Text</p>"]
    assert dict(found.notes.shortcodes) == {"vc_row": 1, "vc_column": 1, "contact-form-7": 1}


def test_escaped_shortcodes_are_shown_with_one_pair_of_brackets() -> None:
    assert paragraphs("Write [[gallery]] here") == ["<p>Write [gallery] here</p>"]


def test_a_slot_cannot_be_forged() -> None:
    found = blocks('<wxr-slot n="0"></wxr-slot>[gallery]<WXR-SLOT n="0">x</WXR-SLOT>')

    assert [kind for kind, _ in found] == ["gallery", "paragraph"]


def test_shortcodes_are_left_alone_in_code() -> None:
    assert blocks(wp("code", "<pre><code>[gallery]</code></pre>")) == [("code", "[gallery]")]


# Block markup


def test_containers_are_unwrapped_and_what_places_things_is_left_out() -> None:
    column = wp("column", f"<div>{wp('paragraph', '<p>In</p>')}</div>")
    html = wp(
        "group",
        '<div class="wp-block-group">'
        + wp("columns", f"<div>{column}</div>")
        + wp("separator", "<hr/>")
        + '<!-- wp:spacer {"height":"9px"} --><div></div><!-- /wp:spacer -->'
        + wp("buttons", wp("button", '<div><a class="x" href="/join/">Join</a></div>'))
        + "</div>",
        layout={"type": "a--b"},
    )

    found = body(html)

    assert [block["value"] for block in found.blocks] == [
        "<p>In</p>",
        '<p><a href="/join/">Join</a></p>',
    ]
    assert found.notes.links == ("/join/",)
    assert found.notes.unknown_blocks == ()


def test_dynamic_blocks_are_dropped_and_reported_and_unknown_ones_keep_their_words() -> None:
    found = body(
        '<!-- wp:latest-posts {"n":1} /-->' + wp("acme/testimonial", "<div><p>Good.</p></div>")
    )

    assert [block["value"] for block in found.blocks] == ["<p>Good.</p>"]
    assert found.notes.dropped == (("block latest-posts", 1),)
    assert found.notes.unknown_blocks == (("acme/testimonial", 1),)


def test_loose_html_between_blocks_gets_paragraphs() -> None:
    html = wp("paragraph", "<p>A</p>") + "Loose\n\ntext" + wp("paragraph", "<p>B</p>")

    assert paragraphs(html) == ["<p>A</p>", "<p>Loose</p>", "<p>text</p>", "<p>B</p>"]


def test_blocks_left_open_or_closed_twice_lose_nothing() -> None:
    html = (
        "<!-- wp:group --><!-- wp:paragraph --><p>A</p><!-- /wp:group --><!-- /wp:group --><p>B</p>"
    )

    assert paragraphs(html) == ["<p>A</p>", "<p>B</p>"]


def test_reusable_blocks_are_copied_in_and_never_in_circles() -> None:
    reusable = {5: wp("paragraph", "<p>Join us.</p>") + '<!-- wp:block {"ref":5} /-->'}

    found = body('<!-- wp:block {"ref":5} /-->', reusable=lambda number: reusable.get(number, ""))

    assert [block["value"] for block in found.blocks] == ["<p>Join us.</p>"]
    assert found.notes.unknown_blocks == (("block (reusable, not in the file)", 1),)


def test_covers_and_media_with_text_give_photo_and_text() -> None:
    image = '<img src="{}" class="wp-image-8"/>'
    on, by = wp("paragraph", "<p>On</p>"), wp("paragraph", "<p>By</p>")
    cover = wp("cover", f"<div>{image}{on}</div>", url=f"{UPLOADS}a.jpg", id=7)
    media = wp("media-text", f"<div><figure>{image}</figure><div>{by}</div></div>", mediaId=8)

    assert [kind for kind, _ in blocks(cover + media)] == ["photo", "paragraph"] * 2
    assert [v["attachment"] for kind, v in blocks(cover + media) if kind == "photo"] == [7, 8]


# Notes


def test_a_line_that_is_only_a_files_name_goes_and_others_are_reported() -> None:
    found = body("IMG_1234.jpg\nThe pier.\n\nSee DSC_0012 too.\n\n<h2>IMG_1235</h2>")

    told = [block["value"] for block in found.blocks]
    assert told == ["<p>The pier.</p>", "<p>See DSC_0012 too.</p>"]
    assert found.notes.file_names == ("IMG_1234.jpg", "DSC_0012", "IMG_1235")


def test_a_document_whose_link_says_only_its_name_stays_a_document() -> None:
    found = body(f'<p><a href="{UPLOADS}IMG_plan-2020.pdf">IMG_plan-2020.pdf</a></p>')

    assert [block["type"] for block in found.blocks] == ["document"]
    assert found.blocks[0]["value"]["title"] == ""


def test_an_item_that_is_only_a_files_name_leaves_its_list() -> None:
    assert blocks("<ul><li>One</li><li>IMG_1234</li></ul>") == [("list", "<ul><li>One</li></ul>")]


def test_a_cover_of_the_first_years_keeps_its_words() -> None:
    html = wp(
        "cover-image", '<div><p class="wp-block-cover-text">Sea</p></div>', url=f"{UPLOADS}a.jpg"
    )

    assert [kind for kind, _ in blocks(html)] == ["photo", "paragraph"]


def test_links_to_the_site_itself_are_noted_as_written() -> None:
    found = body(
        '<a href="/?p=7&amp;x=1">a</a> <a href="http://harbour.example/b/">b</a> '
        '<a href="https://elsewhere.example/">c</a> <a href="mailto:x@y.example">d</a>'
    )

    assert found.notes.links == ("/?p=7&x=1", "http://harbour.example/b/")


def test_struck_text_stays_and_is_noted() -> None:
    found = body("<del>Ten</del> twelve boats")

    assert found.blocks[0]["value"] == "<p>Ten twelve boats</p>"
    assert found.notes.dropped == (("strike-through", 1),)
