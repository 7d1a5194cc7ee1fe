"""The whole guide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from guides.document.document import Finding, GuideDocument, Label
from guides.document.readings import doubted, with_readings
from guides.parsing.normalising.document import normalised
from guides.parsing.reader import Reader
from guides.parsing.speech.scripts import context_of, read_lever, read_section
from guides.parsing.speech.sentences import with_voices
from guides.parsing.text.blocks import Block, blocks, plain
from guides.parsing.text.refusal import GuideRefused
from guides.parsing.text.sizes import refuse_outsized, refuse_so_much
from guides.parsing.text.summaries import read_premiums, read_tags
from guides.parsing.text.titles import is_title, names_guide_only, read_title


def read_guide(text: str, source_path: str | None) -> GuideDocument:
    """The document of a guide's text. Raises ``GuideRefused``."""
    plain_text = normalised(text)
    labels = [Label(line.number, line.text.strip()) for line in plain_text.properties]
    try:
        document = plain_text.numbered(_read(plain_text.text, source_path))
    except GuideRefused as refusal:
        raise GuideRefused(refusal.reason, plain_text.sent(refusal.line)) from None
    return replace(document, labels=(*labels, *document.labels)) if labels else document


def _read(text: str, source_path: str | None) -> GuideDocument:
    found = blocks(text)
    refuse_outsized(found)
    first = _title_at(found)
    title = read_title(found[first].text, found[first].line)
    above = [block for block in found[:first] if block.kind == "heading"]
    labels = [Label(block.line, plain(block.text)) for block in above]
    reader = Reader(text.split("\n"), labels=labels)
    if title.turned:
        message = f"“{title.role} | {title.company}” stands the other way round in the title."
        reader.findings.append(Finding("title-reversed", "info", message, found[first].line))
    reader.read([block for at, block in enumerate(found) if at != first and block not in above], title.company)
    spoken = [*reader.levers, *([reader.strategy] if reader.strategy else [])]
    refuse_so_much((lever.line, lever.characters) for lever in spoken)

    context = context_of(reader.bands, title.company)
    tagline = plain(reader.tagline) if reader.tagline else None
    document = GuideDocument(
        title=title.text,
        company=title.company,
        role=title.role,
        level=title.level,
        tagline=tagline,
        tags=read_tags(reader.tagline or ""),
        premiums=read_premiums(reader.tagline or ""),
        bands=tuple(reader.bands),
        level_mappings=tuple(reader.mappings),
        sections=tuple(
            read_section(head.heading, head.depth, "\n\n".join(body), context, head.line)
            for head, body in reader.sections
        ),
        levers=tuple(read_lever(lever.title, lever.parts(), context, lever.line) for lever in reader.levers),
        strategy=read_lever(None, reader.strategy.parts(), context, reader.strategy.line) if reader.strategy else None,
        sources=tuple(reader.sources),
        labels=tuple(sorted(reader.labels, key=lambda label: label.line)),
        findings=tuple(reader.findings),
        source_path=source_path,
    )
    return with_voices(with_readings(doubted(document)))


def _title_at(found: Sequence[Block]) -> int:
    """Where the title stands: the first heading that says it is a guide's, before any table, else the first heading.

    A heading that says no more than that, "Salary Negotiation Guide", leaves it to the one behind it.
    """
    end = next((at for at, block in enumerate(found) if block.kind == "table"), len(found))
    headings = [at for at, block in enumerate(found) if block.kind == "heading"]
    if not headings:
        raise GuideRefused("There is no heading that names role and company.", 1)
    before = [at for at in headings if at < end]
    titled = next((at for at in before if is_title(found[at].text)), headings[0])
    if names_guide_only(found[titled].text):
        return next((at for at in before if at > titled), titled)
    return titled
