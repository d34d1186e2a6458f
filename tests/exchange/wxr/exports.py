"""Builders of exports: each makes something valid, a test names only what matters."""

import io
from html import escape
from pathlib import Path

NAMESPACES = (
    'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:wp="http://wordpress.org/export/1.2/"'
)
HEAD = """<title>The Harbour Post</title><link>https://harbour.example</link>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>https://harbour.example</wp:base_site_url>
<wp:base_blog_url>https://harbour.example</wp:base_blog_url>
"""


def make_export(*inside: str, head: str = HEAD, namespaces: str = NAMESPACES) -> io.BytesIO:
    """Return an export with these records in its channel."""
    text = f'<?xml version="1.0" encoding="UTF-8" ?>\n<rss version="2.0" {namespaces}>\n<channel>'
    return io.BytesIO((text + head + "\n".join(inside) + "</channel></rss>").encode())


def make_item(inside: str = "", **fields: str) -> str:
    """Return an item; fields are named as in the file, without ``wp:``."""
    values = {
        "post_id": "7",
        "post_type": "post",
        "status": "publish",
        "post_date_gmt": "2020-05-01 09:30:00",
        **fields,
    }
    title = values.pop("title", "Ferry late again")
    link = values.pop("link", "https://harbour.example/2020/05/ferry-late/")
    content = values.pop("content", "It was late.").replace("]]>", "]]]]><![CDATA[>")
    rest = "".join(f"<wp:{name}>{escape(value)}</wp:{name}>" for name, value in values.items())
    return (
        f"<item><title>{escape(title)}</title><link>{escape(link)}</link>"
        f"<content:encoded><![CDATA[{content}]]></content:encoded>{rest}{inside}</item>"
    )


def make_meta(key: str, value: str, of: str = "post") -> str:
    """Return a meta of a post, a term or a comment."""
    return (
        f"<wp:{of}meta><wp:meta_key>{key}</wp:meta_key>"
        f"<wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:{of}meta>"
    )


def make_comment(inside: str = "", **fields: str) -> str:
    """Return a comment; fields are named as in the file, without ``wp:comment_``."""
    values = {"id": "1", "author": "Mina", "content": "Well said.", "approved": "1", **fields}
    rest = "".join(
        f"<wp:comment_{name}>{escape(value)}</wp:comment_{name}>" for name, value in values.items()
    )
    return f"<wp:comment>{rest}{inside}</wp:comment>"


def real_exports() -> list[Path]:
    """Return the exports that real sites and importers left us, if they lie beside the house."""
    return sorted((Path(__file__).parents[4] / "shared/data/wordpress").glob("*.xml"))
