"""The worked example on the first page."""

from __future__ import annotations

import re

import pytest

from guides.editing import drafts, workflow
from guides.editing.importing import Importer
from guides.parsing import decode_guide, parse_guide
from offers.comparison.example import GUIDE
from tests.page_text import text_of

pytestmark = pytest.mark.django_db


def bundled():
    text = decode_guide(GUIDE.read_bytes())
    return Importer(publish=True).store(parse_guide(text), text).revision


def test_the_first_page_shows_a_comparison_true_to_the_bundled_guide_and_calls_it_an_example(client):
    page = text_of(client.get("/"))
    assert "An example: what the comparison says of an offer that nobody made" in page
    # The guide: base $195K-$275K, equity $175K-$420K over 4 years, no bonus; the offer: $210K and $240K.
    assert "Your base of $210,000 a year is in the lowest fifth of the band, $25,000 under its middle." in page
    assert "In the lower part of the band, $57,500 under its middle." in page
    html = client.get("/").content.decode()
    assert "Range from $195,000 to $275,000. Midpoint $235,000. This offer $210,000." in html
    assert "Guide’s ask $400,000" in html
    # (195 + 175/4) to (275 + 420/4), and 210 + 240/4.
    assert "Range from $238,750 to $380,000. Midpoint $309,375. This offer $270,000." in html


def test_the_example_leads_to_its_guide_only_while_that_says_the_same(client):
    link = re.compile(r'href="/guides/runway/ml-ai-engineer/">the example guide')
    assert not link.search(client.get("/").content.decode())
    revision = bundled()
    assert link.search(client.get("/").content.decode())
    draft = drafts.start_draft(revision.guide, copy_of=revision)
    draft.source_hash = "other"
    draft.save()
    workflow.publish(draft)
    assert not link.search(client.get("/").content.decode())


def test_a_letter_can_be_brought_from_the_first_page_which_keeps_nothing_of_a_visitor(client):
    response = client.get("/")
    assert 'href="/offers/paste/"' in response.content.decode()
    assert "csrfmiddlewaretoken" not in response.content.decode()
    assert not response.cookies
    form = client.get("/offers/paste/")
    assert '<textarea name="letter"' in form.content.decode()
