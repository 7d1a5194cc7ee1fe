"""HTML within Markdown: its tables become pipe tables, its other tags the marks that say the same, or nothing."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from html.parser import HTMLParser

from guides.parsing.normalising.lines import Line, is_row, pipe_table

# What holds no words for a reader, from its beginning to its end.
_UNREAD = (("<!--", "-->"), ("<script", "</script>"), ("<style", "</style>"))
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)(?P<rest>(?:\s[^<>]*)?)/?>")
# A footnote's mark or a power, with the link and the brackets that it may stand in.
_RAISED = re.compile(
    r"<sup\b[^<>]*>\s*(?:<[^<>/]*>\s*)?[\[\\]*(\d{1,2})[\]\\]*(?:\([^()\s]*\))?\s*(?:</[^<>]*>\s*)?</sup\s*>",
    re.IGNORECASE,
)
_RAISED_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_MARKS = {"b": "**", "strong": "**", "em": "*", "i": "*", "del": "~~", "s": "~~", "strike": "~~"}
_DROPPED = frozenset(
    "a abbr big cite code col colgroup dfn font ins kbd label mark picture q samp small span sub sup time tt u var wbr "
    "img svg path input".split()
)
_BLOCKS = frozenset(
    "address article aside body center dd details div dl dt figcaption figure footer form head header html main meta "
    "nav ol p section summary title ul".split()
)
_HEADINGS = {f"h{level}": "#" * level + " " for level in range(1, 7)}
_TABLE_OPENS, _TABLE_CLOSES = re.compile(r"<table\b", re.IGNORECASE), re.compile(r"</table\s*>", re.IGNORECASE)
# What a call-out begins with.
_ICON = re.compile("^[\U0001f300-\U0001faff☀-➿\ufe0f]+ +")
_ALERT = re.compile(r"( {0,3}> ?)\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION|INFO|QUOTE|EXAMPLE|SUMMARY)\][+-]?(.*)", re.I)
# A table of a thousand columns is no guide's.
_WIDEST_SPAN = 50


def without_tags(text: str) -> str:
    """A text without comments and tags, its line ends in their places."""
    return _TAG.sub(lambda tag: tag[0] if _is_unknown(tag) else "", uncommented(text)) if "<" in text else text


def uncommented(text: str) -> str:
    """A text without comments, scripts and style sheets, in as many lines."""
    if "<" not in text:
        return text
    for opens, closes in _UNREAD:
        folded, pieces, end = text.lower(), [], 0
        if len(folded) != len(text):  # as a few letters' capitals are
            folded = text
        while (start := folded.find(opens, end)) >= 0 and (stop := folded.find(closes, start)) >= 0:
            pieces += [text[end:start], "\n" * text.count("\n", start, stop)]
            end = stop + len(closes)
        text = "".join((*pieces, text[end:]))
    return text


def _is_unknown(tag: re.Match[str]) -> bool:
    name = tag["name"].lower()
    return name not in {*_MARKS, *_HEADINGS, *_DROPPED, *_BLOCKS, *_TABLE_PARTS, "br", "hr", "li", "blockquote"}


_TABLE_PARTS = frozenset("table thead tbody tfoot tr td th caption".split())


def as_markdown(lines: list[Line]) -> Iterator[Line]:
    """Lines without tags."""
    lines = [Line(_raised(line.text), line.number) for line in lines]
    closing = [at for at, line in enumerate(lines) if _TABLE_CLOSES.search(line.text)]
    at = 0
    while at < len(lines):
        line = lines[at]
        opens = _TABLE_OPENS.search(line.text)
        after = bisect_left(closing, at)
        if not opens or after == len(closing):
            yield from _untagged(line)
            at += 1
            continue
        end = closing[after]
        yield from _untagged(Line(line.text[: opens.start()], line.number))
        source = "\n".join([line.text[opens.start() :], *(further.text for further in lines[at + 1 : end + 1])])
        closes = [*_TABLE_CLOSES.finditer(source)][-1]
        reader = _TableReader([further.number for further in lines[at : end + 1]])
        reader.feed(source[: closes.end()])
        yield from reader.lines()
        yield from _untagged(Line(source[closes.end() :], lines[end].number))
        at = end + 1


def _raised(text: str) -> str:
    """A text whose raised numbers are raised digits: without their tags they would be digits of the amount before."""
    return _RAISED.sub(lambda mark: mark[1].translate(_RAISED_DIGITS), text) if "<" in text else text


def _untagged(line: Line) -> Iterator[Line]:
    """A line's text without tags; what begins or ends a paragraph parts it in several."""
    text = line.text
    if "<" in text:
        text = _TAG.sub(lambda tag: _mark(tag, in_table=is_row(text)), _linked(text))
        if text != line.text and not text.strip():
            text = ""
    for piece in text.split("\n"):
        yield Line(piece, line.number)


def _linked(text: str) -> str:
    """Links as Markdown writes them."""
    if "<a " not in text.lower():
        return text
    pieces, end, address = [], 0, ""
    for tag in _TAG.finditer(text):
        if tag["name"].lower() != "a":
            continue
        href = _HREF.search(tag["rest"])
        if not tag["close"] and href and not (href[1] or href[2]).startswith("#"):
            pieces += [text[end : tag.start()], "["]
            address = href[1] or href[2]
        elif tag["close"] and address:
            pieces += [text[end : tag.start()], f"]({address})"]
            address = ""
        else:
            pieces.append(text[end : tag.start()])
        end = tag.end()
    return "".join((*pieces, text[end:]))


def _mark(tag: re.Match[str], *, in_table: bool) -> str:
    name, closes = tag["name"].lower(), bool(tag["close"])
    if name in _MARKS:
        return _MARKS[name]
    if name == "br":
        return " " if in_table else "\\\n"
    if _is_unknown(tag):
        return tag[0]
    if in_table or name in _DROPPED:
        return ""
    if name in _HEADINGS:
        return "\n\n" if closes else f"\n\n{_HEADINGS[name]}"
    if name == "li":
        return "" if closes else "\n- "
    if name == "blockquote":
        return "\n\n" if closes else "\n\n> "
    return "\n\n---\n\n" if name == "hr" else "\n\n"


def called_out(lines: list[Line]) -> Iterator[Line]:
    """Call-outs as plain paragraphs: GitHub's "> [!TIP]" without its marks, and an icon before a paragraph dropped."""
    inside = False
    for line in lines:
        alert = _ALERT.fullmatch(line.text)
        if alert:
            inside = True
            yield Line(alert[2].strip(), line.number)
            continue
        inside = inside and line.text.lstrip().startswith(">")
        text = line.text.lstrip().removeprefix(">").removeprefix(" ") if inside else line.text
        yield Line(_ICON.sub("", text), line.number) if _ICON.match(text) and "**" in text else Line(text, line.number)


class _TableReader(HTMLParser):
    """The rows of a table. A cell that spans rows or columns stands in each of them."""

    def __init__(self, numbers: list[int]) -> None:
        super().__init__(convert_charrefs=True)
        self.numbers = numbers
        self.rows: list[tuple[list[str], int]] = []
        self.cell: list[str] | None = None
        self.spans: tuple[int, int] = (1, 1)
        # Column → how many more rows its cell goes on, and its text.
        self.going_on: dict[int, tuple[int, str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        match tag:
            case "tr":
                self._close_row()
                self.rows.append(([], self.numbers[min(self.getpos()[0], len(self.numbers)) - 1]))
                self._go_on()
            case "td" | "th":
                self._close_cell()
                said = dict(attrs)
                self.cell, self.spans = [], (_span(said.get("rowspan")), _span(said.get("colspan")))
            case "br" | "p" | "div" | "li":
                self.handle_data(" ")
            case _ if tag in _MARKS:
                self.handle_data(_MARKS[tag])

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self._close_cell()
        elif tag in {"tr", "table"}:
            self._close_row()
        elif tag in _MARKS:
            self.handle_data(_MARKS[tag])

    def handle_data(self, data: str) -> None:
        if self.cell is not None:
            self.cell.append(data)

    def _close_cell(self) -> None:
        if self.cell is None or not self.rows:
            return
        text, (down, across) = " ".join("".join(self.cell).split()), self.spans
        self.cell = None
        cells = self.rows[-1][0]
        for _ in range(across):
            if down > 1:
                self.going_on[len(cells)] = (down - 1, text)
            cells.append(text)
            self._go_on()

    def _close_row(self) -> None:
        self._close_cell()

    def _go_on(self) -> None:
        """What spans from the rows above stands in the row's next columns."""
        cells = self.rows[-1][0]
        while len(cells) in self.going_on:
            left, text = self.going_on.pop(len(cells))
            if left > 1:
                self.going_on[len(cells)] = (left - 1, text)
            cells.append(text)

    def lines(self) -> Iterator[Line]:
        rows = [(cells, number) for cells, number in self.rows if cells]
        return pipe_table(rows) if rows else iter(())


def _span(value: str | None) -> int:
    return max(1, min(int(value[:6]), _WIDEST_SPAN)) if value and value.isdecimal() else 1
