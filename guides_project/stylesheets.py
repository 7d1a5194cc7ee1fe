"""A stylesheet cut to the rules that the pages can use. Pure.

Which these are is read off the words of templates, code and scripts: a rule stays where each class and attribute that
its selector asks for stands in them as a word. So nothing that is used can be missing, whoever puts a class together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from itertools import pairwise
from typing import Any

import tinycss2

_WORD = re.compile(r"[A-Za-z_][\w-]*")
_VARIABLE_USED = re.compile(r"var\((--[\w-]+)")
_VARIABLE_SET = re.compile(r"(?<=[{;])(--[\w-]+):[^;{}]*;?")
_NESTING = frozenset({"media", "supports"})


def words_of(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in _WORD.findall(text)}


def cut(css: str, words: Set[str]) -> str:
    """The rules of ``css`` whose classes and attributes are all among ``words``, and of their variables those used."""
    kept = "".join(_kept(tinycss2.parse_stylesheet(css, skip_whitespace=True, skip_comments=True), words))
    # A variable may have been used by another alone that nobody uses.
    while (fewer := _without_unused_variables(kept)) != kept:
        kept = fewer
    return kept


def _without_unused_variables(css: str) -> str:
    used = set(_VARIABLE_USED.findall(css))
    return _VARIABLE_SET.sub(lambda variable: variable[0] if variable[1] in used else "", css)


def _kept(rules: Iterable[Any], words: Set[str]) -> Iterator[str]:
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [
                tinycss2.serialize(one).strip() for one in _alternatives(rule.prelude) if _asks_for(one) <= words
            ]
            if selectors:
                yield f"{','.join(selectors)}{{{tinycss2.serialize(_packed(rule.content))}}}"
        elif rule.type == "at-rule":
            head = f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude).rstrip()}"
            if rule.content is None:
                yield f"{head};"
            elif rule.lower_at_keyword not in _NESTING:
                yield f"{head}{{{tinycss2.serialize(_packed(rule.content))}}}"
            elif inside := "".join(
                _kept(tinycss2.parse_rule_list(rule.content, skip_whitespace=True, skip_comments=True), words)
            ):
                yield f"{head}{{{inside}}}"


def _packed(content: Iterable[Any]) -> list[Any]:
    """Declarations without comments, and without the space around what parts them."""
    found: list[Any] = []
    may_go = True
    for token in content:
        if token.type == "comment" or (token.type == "whitespace" and may_go):
            continue
        parts = token.type == "literal" and token.value in ";:,"
        if parts and token.value == ";" and found and found[-1].type == "whitespace":
            found.pop()
        found.append(token)
        may_go = parts
    while found and (found[-1].type == "whitespace" or (found[-1].type == "literal" and found[-1].value == ";")):
        found.pop()
    return found


def _alternatives(prelude: Iterable[Any]) -> list[list[Any]]:
    """A list of selectors, each by itself."""
    found: list[list[Any]] = [[]]
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            found.append([])
        else:
            found[-1].append(token)
    return found


def _asks_for(selector: list[Any]) -> set[str]:
    """The classes and attributes without which it matches nothing. What stands in ``:not()`` and the like isn't."""
    asked = {
        name.value
        for dot, name in pairwise(selector)
        if dot.type == "literal" and dot.value == "." and name.type == "ident"
    }
    for token in selector:
        if token.type == "[] block":
            asked |= {inner.value for inner in token.content if inner.type == "ident"} - {"i", "s"}
    return asked
