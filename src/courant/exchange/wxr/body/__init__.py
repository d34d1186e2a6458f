"""Turning a post's text into an article's body: ``convert(html, context=Context.of(urls))``."""

from courant.exchange.wxr.body.clean import inline, plain
from courant.exchange.wxr.body.convert import convert
from courant.exchange.wxr.body.values import Block, Body, Context, Notes, PhotoRef

__all__ = ["Block", "Body", "Context", "Notes", "PhotoRef", "convert", "inline", "plain"]
