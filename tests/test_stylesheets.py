"""Bootstrap's stylesheet, cut to what the pages use."""

from __future__ import annotations

import re
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from guides_project.staticfiles import BOOTSTRAP, IMPORT, OWN, stylesheet
from guides_project.stylesheets import cut
from tests import factories

CLASS = re.compile(r"\.([A-Za-z_][\w-]*)")


def text_of_static(name: str) -> str:
    return Path(finders.find(name)).read_text("utf-8")


@pytest.fixture(scope="module")
def whole() -> str:
    """What a browser makes of our stylesheet where nothing is collected."""
    return text_of_static(OWN).replace(IMPORT, text_of_static(BOOTSTRAP))


@pytest.fixture(scope="module")
def kept() -> str:
    return stylesheet(text_of_static(BOOTSTRAP), text_of_static(OWN))


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
        (":root{--x:1;--y:2;--z:var(--y)}.a{top:var(--x)}", ":root{--x:1;}.a{top:var(--x)}"),
        ('@charset "UTF-8";.a{content:"}"}', '@charset "UTF-8";.a{content:"}"}'),
    ],
)
def test_a_rule_stays_where_all_that_it_asks_for_is_a_word_of_the_pages(css, expected):
    assert cut(css, {"a", "href"}) == expected


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("/* Why */ .a {\n  top: 0;\n  left : 1px ;\n}\n", ".a{top:0;left :1px}"),
        (".a { margin: 0 1px; font: 1rem/2 x, y; }", ".a{margin:0 1px;font:1rem/2 x,y}"),
        (".a { width: calc( 1px + 2px ); content: ' ; ' }", '.a{width:calc( 1px + 2px );content:" ; "}'),
        (".a { --x: ; /* none */ top: var(--x, 0) }", ".a{--x:;top:var(--x, 0)}"),
        ("p  >  a ,\n a { top: 0 !important }", "p  >  a,a{top:0 !important}"),
        ("@media print { .a { top: 0 } }", "@media print{.a{top:0}}"),
    ],
)
def test_what_is_written_for_people_goes(css, expected):
    assert cut(css, {"a"}) == expected


def test_it_weighs_less_than_half(whole, kept):
    assert len(brotli.compress(kept.encode())) < len(brotli.compress(whole.encode())) / 2.5


def test_no_class_of_ours_is_missing(kept):
    ours = re.sub(r"/\*.*?\*/", "", text_of_static(OWN), flags=re.DOTALL).replace(IMPORT, "")
    assert not set(CLASS.findall(ours)) - set(CLASS.findall(kept))


def test_bootstraps_rules_stand_before_ours(kept):
    assert IMPORT not in kept
    assert kept.index("--bs-font-sans-serif:system-ui") < kept.index("--accent:")
    with pytest.raises(ValueError, match="does not begin with"):
        stylesheet("a{top:0}", "a{top:1px}")


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


def test_paper_never_takes_a_narrow_screens_layout():
    # What is narrow on paper is a matter of its margins: a page with narrow ones is 718 pixels wide, on A4.
    rules = re.findall(r"@media([^{]*max-width[^{]*)\{", text_of_static(OWN))
    assert len(rules) > 5
    assert [rule.strip() for rule in rules if "screen and" not in rule] == []
