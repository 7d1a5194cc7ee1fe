"""Private pages are packed, and their length on the wire tells nothing of what is in them."""

from __future__ import annotations

import gzip

import brotli
import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from guides_project.packing import MOST_RANDOM, brotli_of
from tests import factories

UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress}


@given(st.binary(max_size=5_000))
def test_what_was_packed_comes_back(content):
    assert brotli.decompress(brotli_of(content)) == content


def test_the_length_varies_by_up_to_a_hundred_bytes():
    lengths = {len(brotli_of(b"the same page " * 100)) for _ in range(400)}
    assert len(lengths) > MOST_RANDOM * 0.8
    assert max(lengths) - min(lengths) < MOST_RANDOM


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("accepted", "packing"), [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("", ""), ("zstd", "")]
)
def test_an_offers_page_is_packed_as_the_browser_takes_it(accepted, packing):
    client, owner = factories.browser()
    page = factories.offer(owner).get_absolute_url()
    answer = client.get(page, headers={"accept-encoding": accepted})
    assert answer.get("Content-Encoding", "") == packing
    assert "Accept-Encoding" in answer["Vary"]
    html = UNPACK.get(packing, bytes)(answer.content).decode()
    assert "</html>" in html
    if packing:
        assert int(answer["Content-Length"]) == len(answer.content) < len(html) / 2
        assert len({len(client.get(page, headers={"accept-encoding": accepted}).content) for _ in range(8)}) > 1


@pytest.mark.django_db
def test_a_public_page_is_packed_once_and_the_same_for_all():
    factories.published()
    bodies = {Client().get("/guides/runway/", headers={"accept-encoding": "br"}).content for _ in range(3)}
    assert len(bodies) == 1
