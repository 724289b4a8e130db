"""A page that is not well made does not pass: what is wrong with a page or a fragment, one sentence each."""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import html5lib
from django.contrib.staticfiles import finders
from django.urls import Resolver404, resolve
from html5lib.constants import E as ERROR_SENTENCES

from tests.harness import typography

STATIC = "/static/"
FIELDS = {"input", "select", "textarea"}
LABEL_FREE = {"hidden", "submit", "button", "image", "reset"}
HEADINGS = {f"h{level}": level for level in range(1, 7)}
INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "cite", "code", "data", "dfn", "em", "i", "kbd", "mark", "q", "s", "samp", "small"}
    | {"span", "strong", "sub", "sup", "svg", "time", "u", "var", "wbr"}
)
#: What is not a text of ours: code, what was typed by somebody, what another language says.
NOT_PROSE = {"code", "kbd", "samp", "pre", "script", "style", "textarea", "svg"}
TEXT_ATTRIBUTES = ("title", "alt", "placeholder", "aria-label", "aria-description")
REFERENCES = (
    "aria-describedby",
    "aria-controls",
    "aria-labelledby",
    "aria-errormessage",
    "list",
    "form",
    "popovertarget",
)

Rule = Callable[[Element], Iterator[str]]


def problems_of_page(html: str, *, language: str) -> list[str]:
    """What is wrong with a whole page."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    page = _plain(parser.parse(html))
    rules: list[Rule] = [*ANYWHERE, *PAGE_ONLY]
    return [
        *_markup_errors(parser),
        *_language(page, language),
        *(problem for rule in rules for problem in rule(page)),
        *(_french(page) if language == "fr" else ()),
    ]


def problems_of_fragment(html: str, *, language: str) -> list[str]:
    """What is wrong with a part of a page, sent to htmx; what it refers to may stand in the page."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    fragment = Element("div")
    fragment.extend(_plain(parser.parseFragment(html)))
    return [
        *_markup_errors(parser),
        *(problem for rule in ANYWHERE for problem in rule(fragment)),
        *(_french(fragment) if language == "fr" else ()),
    ]


def _plain(page: Element) -> Element:
    """The page with the names of SVG elements as they are written."""
    for element in _elements(page):
        element.tag = element.tag.rpartition("}")[2]
    return page


def _markup_errors(parser: html5lib.HTMLParser) -> Iterator[str]:
    for (line, column), code, details in parser.errors:
        # Control characters only ever come from what somebody typed, and are shown back to nobody else.
        if code != "invalid-codepoint":
            yield f"line {line}, column {column}: {ERROR_SENTENCES[code] % details}"


def _language(page: Element, language: str) -> Iterator[str]:
    if page.get("lang") != language:
        yield f'<html lang="{page.get("lang")}">, but the page was asked for in {language}'


def _title(page: Element) -> Iterator[str]:
    titles = [(title.text or "").strip() for title in page.findall("head/title")]
    if len(titles) != 1:
        yield f"{len(titles)} <title>, one wanted"
    for title in titles:
        name, dash, house = title.rpartition(" — ")
        if not (name.strip() and dash and house.strip()):
            yield f"the title « {title} » is not written « page — house »"


def _one_h1(page: Element) -> Iterator[str]:
    count = len(list(page.iter("h1")))
    if count != 1:
        yield f"{count} <h1>, one wanted"


def _headings_do_not_jump(page: Element) -> Iterator[str]:
    before = 0
    for element in _elements(page):
        level = HEADINGS.get(element.tag)
        if level is None:
            continue
        if not _text(element):
            yield f"an empty <{element.tag}>"
        if level > before + 1:
            yield f"<{element.tag}> « {_text(element)} » comes after " + (f"<h{before}>" if before else "no heading")
        before = level


def _unique_ids(page: Element) -> Iterator[str]:
    counts = Counter(element.get("id") for element in _elements(page) if element.get("id") is not None)
    for identifier, count in counts.items():
        if count > 1:
            yield f'id="{identifier}" stands {count} times'
        if not identifier or " " in identifier:
            yield f'id="{identifier}" is not an id'


def _references_exist(page: Element) -> Iterator[str]:
    ids = {element.get("id") for element in _elements(page)}
    for element in _elements(page):
        for attribute in REFERENCES:
            for reference in (element.get(attribute) or "").split():
                if reference not in ids:
                    yield f'<{element.tag} {attribute}="{reference}"> refers to nothing'
        if element.tag == "label" and element.get("for") is not None and element.get("for") not in ids:
            yield f'<label for="{element.get("for")}"> refers to nothing'
        target = element.get("href") or ""
        if element.tag == "a" and target.startswith("#") and target != "#" and target[1:] not in ids:
            yield f'<a href="{target}"> leads nowhere in the page'


def _fields_have_labels(page: Element) -> Iterator[str]:
    labelled_by_id = {label.get("for") for label in page.iter("label") if _text(label)}
    labelled_by_wrap = {id(field) for label in page.iter("label") if _text(label) for field in label.iter()}
    for field in _elements(page):
        if field.tag not in FIELDS or (field.tag == "input" and field.get("type", "text") in LABEL_FREE):
            continue
        named = field.get("id") in labelled_by_id and field.get("id")
        if not (named or id(field) in labelled_by_wrap or field.get("aria-label") or field.get("aria-labelledby")):
            yield f'<{field.tag} name="{field.get("name")}"> has no label'


def _controls_have_names(page: Element) -> Iterator[str]:
    for element in _elements(page):
        if element.tag in ("a", "button", "summary") and not (
            _text(element) or element.get("aria-label") or _alts(element)
        ):
            yield f"<{element.tag}> says nothing: {dict(element.items())}"


def _links_lead_somewhere(page: Element) -> Iterator[str]:
    for link in page.iter("a"):
        target = (link.get("href") or "").strip()
        if target in ("", "#") or target.startswith("javascript:"):
            yield f'the link « {_text(link)} » has href="{target}"'
        elif _is_ours(target) and not _resolves(urlsplit(target).path):
            yield f'the link « {_text(link)} » is dead: href="{target}"'
    for element in _elements(page):
        for attribute in ("src", "href"):
            target = element.get(attribute) or ""
            if target.startswith(STATIC) and not _is_served(urlsplit(target).path.removeprefix(STATIC)):
                yield f"{target} is no static file"


def _forms_are_sound(page: Element) -> Iterator[str]:
    for form in page.iter("form"):
        action = form.get("action") or ""
        protected = any(
            field.get("name") == "csrfmiddlewaretoken" and field.get("value") for field in form.iter("input")
        )
        posts = form.get("method", "get").lower() == "post"
        leaves = bool(urlsplit(action).netloc)
        if posts and not leaves and not protected:
            yield f'the form to "{action}" has no CSRF token'
        if protected and (leaves or not posts):
            yield f'the form to "{action}" gives the CSRF token away'
        if _is_ours(action) and not _resolves(urlsplit(action).path):
            yield f'the form to "{action}" leads nowhere'


def _nothing_inline(page: Element) -> Iterator[str]:
    for element in _elements(page):
        if element.tag == "style" or (
            element.tag == "script" and not element.get("src") and element.get("type") != "application/json"
        ):
            yield f"an inline <{element.tag}>, which the Content-Security-Policy refuses"
        for attribute in element.keys():  # noqa: SIM118 — an Element is no mapping
            if str(attribute) == "style" or str(attribute).startswith(("on", "hx-on")):
                yield f"<{element.tag} {attribute}=…>, which the Content-Security-Policy refuses"


def _images_have_texts(page: Element) -> Iterator[str]:
    for element in _elements(page):
        if element.tag == "img" and element.get("alt") is None:
            yield f'<img src="{element.get("src")}"> has no alt'
        if (
            element.tag == "svg"
            and element.get("aria-hidden") != "true"
            and not (element.get("role") == "img" and (element.get("aria-label") or element.get("aria-labelledby")))
        ):
            yield "an <svg> that is neither hidden from screen readers nor named"


ANYWHERE: list[Rule] = [
    _unique_ids,
    _fields_have_labels,
    _controls_have_names,
    _links_lead_somewhere,
    _forms_are_sound,
    _nothing_inline,
    _images_have_texts,
]
PAGE_ONLY: list[Rule] = [_title, _one_h1, _headings_do_not_jump, _references_exist]


def _french(page: Element) -> Iterator[str]:
    for text in _prose(page):
        yield from typography.mistakes(text)


def _prose(element: Element) -> Iterator[str]:
    """The texts of a page, a paragraph at a time: what inline elements hold belongs to the paragraph around them."""
    paragraph: list[str] = []
    yield from _prose_of(element, paragraph)
    yield "".join(paragraph)


def _prose_of(element: Element, paragraph: list[str]) -> Iterator[str]:
    for attribute in TEXT_ATTRIBUTES:
        if _is_our_french(element) and element.get(attribute):
            yield str(element.get(attribute))
    apart = element.tag not in INLINE
    if apart:
        yield _turn_the_page(paragraph)
    if _is_our_french(element):
        paragraph.append(element.text or "")
        for child in element:
            yield from _prose_of(child, paragraph)
            paragraph.append(child.tail or "")
    else:
        paragraph.append("…")
    if apart:
        yield _turn_the_page(paragraph)


def _turn_the_page(paragraph: list[str]) -> str:
    text = "".join(paragraph).strip(" \n\t")
    paragraph.clear()
    return text


def _is_our_french(element: Element) -> bool:
    return (
        isinstance(element.tag, str)
        and element.tag not in NOT_PROSE
        and element.get("lang", "fr") == "fr"
        and element.get("translate") != "no"
    )


def _elements(page: Element) -> Iterator[Element]:
    return (element for element in page.iter() if isinstance(element.tag, str))


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _alts(element: Element) -> bool:
    return any(child.get("alt") or child.get("aria-label") for child in element.iter())


def _is_ours(target: str) -> bool:
    return target.startswith("/") and not target.startswith(("//", STATIC))


@cache
def _resolves(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


@cache
def _is_served(path: str) -> Any:
    return finders.find(path)
