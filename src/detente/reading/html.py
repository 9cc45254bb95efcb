"""Web pages: the article's text, and what the page's head says about it.

trafilatura finds the article among menus, adverts and links to other stories, htmldate a date where
the page has no field for one.  The clean text is the headline and the article's paragraphs, with an
empty line between them.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec
from msgspec import Struct, structs
from trafilatura import bare_extraction, load_html

from detente.errors import SourceError
from detente.model import Report
from detente.reading.assembly import Beside, Dated, Given, assemble, dated_by
from detente.reading.dates import page_names
from detente.reading.decoding import NotTextError, decode
from detente.reading.layout import plain
from detente.reading.stamp_words import StampWords

LONGEST_PAGE = 10_000_000
"""Bytes of one page; the largest of the news pages measured has 1.5 million."""

DEEPEST = 200
"""How deep the elements of a page may lie in each other.  The parser gives up at 256, and what
comes after that would be lost without a word; pages of news have fifty."""

MOST_ELEMENTS = 100_000
"""Elements of one page, each of which is looked at dozens of times; news has thousands."""

DATE_SEARCH: dict[str, Any] = {
    "original_date": True,
    "extensive_search": False,  # the wide search takes any date on the page; none is better
    "min_date": "1990-01-01",
    "max_date": "2199-12-31",  # htmldate's own bound is today, and no clock may be asked
}

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_BLOCKS = frozenset(
    ("p", "lb", "br", "item", "li", "head", "h1", "h2", "h3", "h4", "h5", "h6", "row", "tr",
     "quote", "blockquote", "list", "ul", "ol", "div", "section", "article", "main", "body",
     "table", "pre")
)  # fmt: skip
_CELLS = frozenset(("cell", "td", "th"))
_NO_ARTICLE = "give the article's own page, or its text"

# Both log what they could not do with a page; the reader says so itself, with the page's name.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


class Page(Struct, frozen=True):
    """What a page has of a report: its paragraphs and what its head says beside them."""

    headline: str | None
    paragraphs: tuple[str, ...]
    beside: Beside


def read_html(
    stream: BinaryIO, source: str, given: Given, *names: str
) -> Iterator[Report | SourceError]:
    """The report of a page in *stream*, decoded as the page or its bytes say."""
    data = stream.read(LONGEST_PAGE + 1)
    if len(data) > LONGEST_PAGE:
        yield SourceError(source, f"the page has more than {LONGEST_PAGE:,} bytes", _NO_ARTICLE)
        return
    declared = _CHARSET.search(data, 0, 4096)
    try:
        page = decode(data, declared[1].decode("ascii") if declared else None)
    except NotTextError as error:
        yield SourceError(source, error.what, error.remedy)
        return
    yield from read_page(page, source, Beside(), given, *names)


def read_page(
    html: str, source: str, beside: Beside, given: Given, *names: str
) -> Iterator[Report | SourceError]:
    """The report of a page; what *beside* says outranks what the page says."""
    if len(html) > LONGEST_PAGE:
        found = f"the page has more than {LONGEST_PAGE:,} characters"
        yield SourceError(source, found, _NO_ARTICLE)
        return
    tree = _tree(html)
    if tree is not None and (problem := _out_of_bounds(tree)):
        yield SourceError(source, problem, _NO_ARTICLE)
        return
    page = None if tree is None else _page(html, tree, beside.url, given.words.stamps)
    if page is None or not page.paragraphs:
        yield SourceError(source, "no article found on the page", _NO_ARTICLE)
        return
    said = _merged(beside, page)
    text = "\n\n".join(part for part in (said.headline, *page.paragraphs) if part)
    yield from assemble(text, source, said, given, *names)


def _merged(beside: Beside, page: Page) -> Beside:
    own = {key: value for key, value in structs.asdict(beside).items() if value}
    merged = structs.replace(page.beside, headline=page.headline)
    merged = structs.replace(merged, **own)
    problems = () if beside.published else page.beside.problems
    return structs.replace(merged, problems=(*beside.problems, *problems))


def _tree(html: str) -> Any | None:
    """The elements of a page; ``None`` where it has none."""
    try:
        return load_html(html)
    except Exception:
        return None  # as below


def _out_of_bounds(tree: Any) -> str | None:
    """What a page has too much of to be read; ``None`` where it has not."""
    waiting, seen = [(tree, 1)], 0
    while waiting:
        element, depth = waiting.pop()
        seen += 1
        if depth > DEEPEST:
            return f"its elements lie in each other more than {DEEPEST} deep"
        if seen > MOST_ELEMENTS:
            return f"the page has more than {MOST_ELEMENTS:,} elements"
        waiting.extend((child, depth + 1) for child in element)
    return None


def _page(html: str, tree: Any, url: str | None, words: StampWords) -> Page | None:
    """The page taken apart; ``None`` where no article is found on it."""
    try:
        document = bare_extraction(
            html,
            url=url,
            include_comments=False,
            favor_precision=True,
            with_metadata=True,
            date_extraction_params=DATE_SEARCH,
        )
        if document is None or isinstance(document, dict):
            return None
        beside = _head(tree, document.date, words)
        headline = _headline(document.title, beside.publisher)
        return Page(headline, tuple(_paragraphs(document.body, headline)), beside)
    except Exception:
        # Two third-party parsers on anybody's markup: whatever they trip over, it is this page that
        # can't be read, and the next one still is.
        return None


def _paragraphs(body: Any, headline: str | None) -> Iterator[str]:
    """The article's paragraphs, white space made single; a headline repeated on top is left out."""
    first = True
    for line in "".join(_pieces(body)).split("\n"):
        text = plain(line)
        if text and not (first and text == headline):
            yield text
        first = first and not text


def _pieces(body: Any) -> Iterator[str]:
    """The text of *body* in pieces, with a line end wherever another paragraph begins."""
    waiting = [(body, False)]
    while waiting:
        element, told = waiting.pop()
        around = "\n" if element.tag in _BLOCKS else " " if element.tag in _CELLS else ""
        yield around
        if not told:
            yield " ".join((element.text or "").split("\n"))
            waiting.append((element, True))
            waiting.extend((child, False) for child in reversed(element))
        elif element is not body:
            yield " ".join((element.tail or "").split("\n"))


def _headline(title: str | None, publisher: str | None) -> str | None:
    """The title without the site's name at its end."""
    if not title:
        return None
    title = plain(title)
    if publisher:
        title = re.sub(rf"\s+[-–—|:•]\s+{re.escape(publisher)}$", "", title, flags=re.IGNORECASE)
    return title or None


def _head(tree: Any, found: str | None, words: StampWords) -> Beside:
    """What the page's head says; *found* is a date that htmldate found elsewhere on the page."""
    fields = _fields(tree)
    linked = _linked_data(tree)
    publisher = fields.get("og:site_name") or linked.get("publisher")
    publisher = publisher.split(" | ")[0].strip() if publisher else None
    canonical = tree.xpath("string(//link[@rel='canonical']/@href)").strip()
    address = fields.get("og:url") or canonical
    published, problems = _published(fields, linked, words)
    # Where a field is wrong, htmldate is likely to have mended that very field.
    fallback = None if published or problems else _fallback(found, fields, linked, words)
    changed = _changed(fields, linked, words)
    language = re.split(r"[-_]", (tree.get("lang") or "").strip())[0].lower()
    return Beside(
        publisher=publisher,
        url=address if address and address.startswith("http") else None,
        language=language if re.fullmatch(r"[a-z]{2,3}", language) else None,
        published=published,
        fallback=fallback,
        modified=max((one.day for one in changed), default=None),
        problems=problems,
    )


def _fields(tree: Any) -> dict[str, str]:
    """The ``<meta>`` elements' contents and ``<time>`` elements with a role, first of each name."""
    fields: dict[str, str] = {}
    for element in tree.iter("meta", "time"):
        value = element.get("content") or element.get("datetime")
        role = "datepublished" if element.get("pubdate") is not None else None
        for name in (element.get("property"), element.get("name"), element.get("itemprop"), role):
            if name and value and value.strip():
                fields.setdefault(name.strip().lower(), " ".join(value.split()))
    return fields


def _linked_data(tree: Any) -> dict[str, str]:
    """Dates and publisher of the first article that the page describes as JSON-LD."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            value = msgspec.json.decode(str(script).strip())
        except (msgspec.DecodeError, RecursionError):
            continue  # broken descriptions are common, and the page is still a page
        for thing in _things(value):
            if isinstance(thing.get("datePublished"), str):
                publisher = thing.get("publisher")
                name = publisher.get("name") if isinstance(publisher, dict) else publisher
                texts = {
                    "datepublished": thing["datePublished"],
                    "datemodified": thing.get("dateModified"),
                    "publisher": name,
                }
                return {key: text for key, text in texts.items() if isinstance(text, str) and text}
    return {}


def _things(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """The objects at the top of a JSON-LD document, in lists and graphs too."""
    if isinstance(value, list) and depth < 4:
        for item in value:
            yield from _things(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        yield from _things(value.get("@graph", []), depth + 1)


def _published(
    fields: dict[str, str], linked: dict[str, str], words: StampWords
) -> tuple[Dated | None, tuple[str, ...]]:
    """The date of the best field that has one that exists, and what the others have wrong."""
    problems: list[str] = []
    found = [(f"“{n}”", fields[n]) for n in page_names("published")[:4] if n in fields]
    if "datepublished" in linked:
        found.append(("“datePublished”", linked["datepublished"]))
    found += [(f"“{n}”", fields[n]) for n in page_names("published")[4:] if n in fields]
    for name, value in found:
        dated, problem = dated_by(value, f"the page's field {name} gives it", words)
        if dated:
            return dated, tuple(problems)
        if problem:
            problems.append(f"the page's field {name}: {problem}")
    return None, tuple(problems)


def _fallback(
    found: str | None, fields: dict[str, str], linked: dict[str, str], words: StampWords
) -> Dated | None:
    """A date that the page gives less plainly: where htmldate found one, else the last update's."""
    if found:
        return dated_by(found, "the page's markup gives it", words)[0]
    return next(iter(_changed(fields, linked, words)), None)


def _changed(fields: dict[str, str], linked: dict[str, str], words: StampWords) -> list[Dated]:
    """When the page says that it was changed, by the likeliest field first."""
    values = [linked.get("datemodified"), *(fields.get(name) for name in page_names("updated"))]
    why = "the page says only when it was updated"
    updated = [dated_by(value, why, words)[0] for value in values if value]
    return [dated for dated in updated if dated]
