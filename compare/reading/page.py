"""Web pages: the article, without the navigation round it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from compare.errors import Unreadable
from compare.lexicon.loader import table
from compare.reading.decoding import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_BLOCKS = frozenset(
    {
        "address",
        "article",
        "blockquote",
        "caption",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
    }
    | {"figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "main", "ol", "p", "pre", "section", "table"}
    | {"tbody", "td", "tfoot", "th", "thead", "tr", "ul", "body", "html"}
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_ENOUGH = 0.6
"""The share of a page's text from which a known container is its article."""


def text_of(data: bytes, path: str) -> tuple[str, str, dict[str, str]]:
    """The article's text, a block a line, the page's encoding, and what it says of itself (`title` …).

    Raises Unreadable for a page without any text, such as one that a script fills.
    """
    from lxml import etree, html

    markup, encoding = _decoded(data, path)
    try:
        parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
        # A declaration of an encoding is refused in text that is decoded already.
        root = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*>", "", markup), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError, RecursionError) as error:
        raise Unreadable(
            path, f"is a damaged page ({type(error).__name__})", "save its text as .txt"
        ) from None
    metadata = _metadata(root)
    _drop_junk(root)
    article = _article(root)
    lines = [line for line in "".join(_text(article)).split("\n") if line.strip()]
    title = metadata.get("title", "")
    if not lines:
        raise Unreadable(path, "is a page without text; a script may fill it", "save its text as .txt")
    if title and title not in "".join(lines[:8]):
        lines.insert(0, title)
    return "\n".join(line.strip(" \t\r\n") for line in lines), encoding, metadata


def _decoded(data: bytes, path: str) -> tuple[str, str]:
    """By the charset that the page declares where that works, else as any text."""
    declared = _CHARSET.search(data[:4096])
    if declared:
        name = declared[1].decode("ascii", "replace").lower()
        name = (
            "gb18030" if name in {"gb2312", "gbk", "gb18030"} else name
        )  # pages say the least and mean the most
        try:
            return data.removeprefix(b"\xef\xbb\xbf").decode(name), name
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data, path)


def _metadata(root: Any) -> dict[str, str]:
    said = {
        (meta.get("name") or meta.get("property") or ""): _BLANKS.sub(" ", meta.get("content") or "").strip()
        for meta in root.iter("meta")
    }
    found: dict[str, str] = {}
    for key, names in table("pages")["metadata"].items():
        value = next((said[name] for name in names if said.get(name)), "")
        if value:
            found[key] = value
    return found


def _drop_junk(root: Any) -> None:
    junk = table("pages")["junk"]
    words = re.compile(rf"(?:^|[\s_-])(?:{'|'.join(map(re.escape, junk['words']))})", re.IGNORECASE)
    for element in [e for e in root.iter() if isinstance(e.tag, str)]:
        if element.tag in {"html", "body"} or element.getparent() is None:
            continue
        named = f"{element.get('class') or ''} {element.get('id') or ''}"
        if element.tag in junk["tags"] or _HIDDEN.search(element.get("style") or "") or words.search(named):
            element.drop_tree()


def _article(root: Any) -> Any:
    """The known container that holds most of the text; else the block whose own text is the longest."""
    body = root.find("body") if root.find("body") is not None else root
    whole = _weight(body)
    known = table("pages")["article"]
    classes = set(known["classes"])
    best = None
    for element in body.iter():
        if element.get("id") in known["ids"] or classes & set((element.get("class") or "").split()):
            weight = _weight(element)
            if weight >= _ENOUGH * whole and (best is None or weight >= _weight(best) * 0.98):
                best = element  # the innermost that still holds it all
    return best if best is not None else _densest(body, whole)


def _densest(body: Any, whole: int) -> Any:
    """The innermost block that still holds most of the text outside links."""
    element = body
    while True:
        inner = next((child for child in element.iterchildren() if _weight(child) >= 0.8 * whole), None)
        if inner is None or inner.tag in {"p", "span", "table", "tbody"}:
            return element
        element = inner


def _weight(element: Any) -> int:
    """Characters of text that stand in no link: navigation is links."""
    links = sum(len("".join(link.itertext()).strip()) for link in element.iter("a"))
    return len("".join(element.itertext()).strip()) - links


def _text(element: Any) -> Iterator[str]:
    """The text with a line break round each block and for each `<br>`; runs of blanks are one."""
    block = element.tag in _BLOCKS
    if block:
        yield "\n"
    yield _BLANKS.sub(" ", element.text or "")
    for child in element.iterchildren():
        if child.tag == "br":
            yield "\n"
        elif isinstance(child.tag, str):
            yield from _text(child)
        yield _BLANKS.sub(" ", child.tail or "")
    if block:
        yield "\n"
