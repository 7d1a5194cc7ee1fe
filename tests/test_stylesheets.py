"""Bootstrap's stylesheet, cut to what the pages use."""

from __future__ import annotations

import re
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from guides_project.staticfiles import BOOTSTRAP, OWN, page_sources
from guides_project.stylesheets import cut, words_of
from tests import factories

CLASS = re.compile(r"\.([A-Za-z_][\w-]*)")


def text_of_static(name: str) -> str:
    return Path(finders.find(name)).read_text("utf-8")


@pytest.fixture(scope="module")
def whole() -> str:
    return text_of_static(BOOTSTRAP)


@pytest.fixture(scope="module")
def kept(whole) -> str:
    return cut(whole, words_of(page_sources()), [text_of_static(OWN)])


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        (".a{color:red}.b{color:blue}", ".a{color:red}"),
        (".a,.b{color:red}", ".a{color:red}"),
        (".a .b,.a>.a{color:red}", ".a>.a{color:red}"),
        (".a:not(.b):hover{color:red}", ".a:not(.b):hover{color:red}"),
        ("p,a[href]{color:red}", "p,a[href]{color:red}"),
        ("[data-x=y].a{color:red}", ""),
        ("@media (min-width:1px){.a{color:red}.b{color:blue}}", "@media (min-width:1px){.a{color:red}}"),
        ("@media print{.b{color:blue}}", ""),
        ("@keyframes b{from{opacity:0}}", "@keyframes b{from{opacity:0}}"),
        (":root{--x:1;--y:2;--z:var(--y);--q:3}.a{top:var(--x)}", ":root{--x:1;--q:3}.a{top:var(--x)}"),
        ('@charset "UTF-8";.a{content:"}"}', '@charset "UTF-8";.a{content:"}"}'),
    ],
)
def test_a_rule_stays_where_all_that_it_asks_for_is_a_word_of_the_pages(css, expected):
    assert cut(css, {"a", "href"}, ["p{left:var(--q)}"]) == expected


def test_it_weighs_less_than_a_third(whole, kept):
    assert len(brotli.compress(kept.encode())) < len(brotli.compress(whole.encode())) / 2.5


@pytest.mark.django_db
def test_no_class_of_a_page_is_missing(whole, kept):
    client, owner = factories.browser()
    offer = factories.offer(owner)
    revision = factories.published()
    guide = revision.guide
    addresses = [
        "/", "/companies/", "/roles/", "/search/?q=runway", "/market/", "/account/login/", "/account/signup/",
        guide.get_absolute_url(), "/offers/", offer.get_absolute_url(), reverse("offers:rounds", args=[offer.pk]),
        reverse("offers:new", args=[guide.company.slug, guide.role.slug]), "/nowhere/",
    ]  # fmt: skip
    known, there = set(CLASS.findall(whole)), set(CLASS.findall(kept))
    for address in addresses:
        html = (client if "offers" in address else Client()).get(address, follow=True).content.decode()
        used = {name for names in re.findall(r'class="([^"]*)"', html) for name in names.split()}
        assert used, address
        assert not (used & known) - there, address
