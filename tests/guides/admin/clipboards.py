"""A guide as rich text in the form that the clipboard has it in when it is copied from an editors' program."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable

from markdown_it import MarkdownIt

_SPAN = "font-size:11pt;font-family:{font};color:#000000;font-weight:{weight};font-style:{slant};white-space:pre-wrap;"
_LISTED = re.compile(r"<(?P<kind>[ou]l)(?: start=\"(?P<start>\d+)\")?>\n(?P<items>.*?)</(?P=kind)>", re.DOTALL)


_WORD_HEAD = (
    '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">'
    "<head><!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument></xml><![endif]-->"
    "<style><!-- p.MsoNormal {margin:0cm;} --></style></head>"
)
_FRAGMENT = "<!--StartFragment-->\r\n{}\r\n<!--EndFragment-->"


def html_of(markdown: str) -> str:
    """The page of a Markdown text."""
    return MarkdownIt("commonmark").enable("table").render(markdown)


def google_docs(markdown: str) -> str:
    """One <b> of normal weight around all, weight and slant as styles, no quotes but indented paragraphs."""
    html = html_of(markdown)
    html = re.sub(r"<blockquote>\n(.*?)</blockquote>", _indented, html, flags=re.DOTALL)
    html = re.sub(r"<t([hd])[^>]*>(.*?)</t\1>", r'<td style="border:solid 1pt;padding:5pt"><p>\2</p></td>', html)
    html = re.sub(r"</?thead>\n?|</?tbody>\n?", "", html).replace(
        "<table>", '<div dir="ltr" align="left"><table><tbody>'
    )
    html = html.replace("</table>", "</tbody></table></div>").replace("<tr>", '<tr style="height:0pt">')
    html = re.sub(r"<li>(?!\n?<p>)(.*?)</li>", r"<li><p>\1</p></li>", html, flags=re.DOTALL)
    html = re.sub(
        r"<li>\s*<p>", '<li dir="ltr" style="list-style-type:disc" aria-level="1"><p role="presentation">', html
    )
    html = re.sub(r"(<(?:p|h\d)(?: [^>]*)?>)(.*?)(</(?:p|h\d)>)", _in_spans, html, flags=re.DOTALL)
    html = re.sub(r"<(p|h\d)(?= |>)", r'<\1 dir="ltr" style="line-height:1.38;margin-top:0pt;margin-bottom:0pt;"', html)
    html = html.replace("</div>", "</div><br />").replace("\n", "")
    return f'<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-5f2a9c1e-7fff">{html}</b>'


def _indented(found: re.Match[str]) -> str:
    return found[1].replace("<p>", '<p class="x" data-indent="36pt">')


def _in_spans(found: re.Match[str]) -> str:
    """The words of a paragraph in spans, each with its own weight and slant."""
    made, weight, slant, font = [], 400, "normal", "Arial,sans-serif"
    for piece in re.split(r"(</?(?:strong|em|code|a)(?: [^>]*)?>|<br />)", found[2]):
        match piece:
            case "<strong>" | "</strong>":
                weight = 700 if piece == "<strong>" else 400
            case "<em>" | "</em>":
                slant = "italic" if piece == "<em>" else "normal"
            case "<code>" | "</code>":
                font = "'Courier New',monospace" if piece == "<code>" else "Arial,sans-serif"
            case "":
                continue
            case _ if "\n" in piece:
                broken = "<br />".join(
                    f'<span style="{_SPAN.format(weight=weight, slant=slant, font=font)}">{line}</span>'
                    for line in piece.split("\n")
                    if line
                )
                made.append(("<br />" if piece.startswith("\n") else "") + broken)
            case _ if piece.startswith(("<a", "</a", "<br")):
                made.append(piece)
            case _:
                made.append(f'<span style="{_SPAN.format(weight=weight, slant=slant, font=font)}">{piece}</span>')
    return found[1] + "".join(made) + found[3]


def word(markdown: str) -> str:
    """Classes instead of lists and quotes, conditional comments, its own elements, lines broken anywhere."""
    html = html_of(markdown)
    html = re.sub(
        r"<blockquote>\n(.*?)</blockquote>",
        lambda found: found[1].replace("<p>", "<p class=MsoQuote>"),
        html,
        flags=re.DOTALL,
    )
    html = _LISTED.sub(_word_list, html)
    html = re.sub(
        r"<t([hd])[^>]*>(.*?)</t\1>",
        r"<td width=156 valign=top style='border:solid windowtext 1.0pt'><p>\2</p></td>",
        html,
    )
    html = re.sub(r"</?thead>\n?|</?tbody>\n?", "", html).replace(
        "<table>", "<table class=MsoTableGrid border=1 cellspacing=0>"
    )
    html = html.replace("<tr>", "<tr style='mso-yfti-irow:0'>").replace(
        "<strong>", "<b style='mso-bidi-font-weight:normal'>"
    )
    html = html.replace("</strong>", "</b>").replace("<em>", "<i>").replace("</em>", "</i>")
    html = html.replace("<code>", "<span style='font-family:\"Courier New\"'>").replace("</code>", "</span>")
    html = html.replace("<p>", "<p class=MsoNormal>")
    html = re.sub(
        r"(<p class=\w+[^>]*>)(.*?)</p>",
        r"\1<span lang=EN-GB style='mso-ansi-language:EN-GB'>\2<o:p></o:p></span></p>",
        html,
        flags=re.DOTALL,
    )
    html = "\r\n".join(
        line
        for long in html.split("\n")
        for line in textwrap.wrap(long, 78, break_long_words=False, break_on_hyphens=False) or [""]
    )
    return f"{_WORD_HEAD}<body lang=EN-GB style='tab-interval:36.0pt'>{_FRAGMENT.format(html)}</body></html>"


def _word_list(found: re.Match[str]) -> str:
    """A list as Word has it: paragraphs whose marks stand in their words, told only by their styles."""
    first = int(found["start"] or 1)
    items = re.findall(r"<li>\n?(?:<p>)?(.*?)(?:</p>\n?)?</li>", found["items"], re.DOTALL)
    made = []
    for number, item in enumerate(items, start=first):
        mark = f"{number}." if found["kind"] == "ol" else "<span style='font-family:Symbol'>·</span>"
        place = "First" if number == first else "Last" if number == first + len(items) - 1 else "Middle"
        style = "text-indent:-18.0pt;mso-list:l0 level1 lfo1"
        gap = "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span>"
        shown = f"<![if !supportLists]><span style='mso-list:Ignore'>{mark}{gap}</span><![endif]>"
        made.append(f"<p class=MsoListParagraphCxSp{place} style='{style}'>{shown}{item}</p>")
    return "\n".join(made)


def notion(markdown: str) -> str:
    """Plain elements, each cell and item bare, an identity at the end; a quote is one, a call-out an <aside>."""
    html = html_of(markdown).replace("<li>\n<p>", "<li>").replace("</p>\n</li>", "</li>")
    html = re.sub(
        r"<blockquote>\n<p>(<strong>Negotiate.*?)</p>\n</blockquote>",
        r"<aside>\n💡 \1\n\n</aside>",
        html,
        flags=re.DOTALL,
    )
    return f"<meta charset='utf-8'>{html}<!-- notionvc: 0c3f7c1e-9d5e-4f5b-8f0e-2a2f7d8b7a10 -->"


CLIPBOARDS: dict[str, Callable[[str], str]] = {"Google Docs": google_docs, "Word": word, "Notion": notion}
