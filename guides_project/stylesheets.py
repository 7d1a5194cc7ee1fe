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


def cut(css: str, words: Set[str], beside: Iterable[str] = ()) -> str:
    """The rules of ``css`` whose classes and attributes are all among ``words``.

    Of the variables that they set, those that they, or the stylesheets ``beside``, use.
    """
    kept = "".join(_kept(tinycss2.parse_stylesheet(css, skip_whitespace=True, skip_comments=True), words))
    others = "".join(beside)
    # A variable may have been used by another alone that nobody uses.
    while (fewer := _without_unused_variables(kept, others)) != kept:
        kept = fewer
    return kept


def _without_unused_variables(css: str, beside: str) -> str:
    used = set(_VARIABLE_USED.findall(css + beside))
    return _VARIABLE_SET.sub(lambda variable: variable[0] if variable[1] in used else "", css)


def _kept(rules: Iterable[Any], words: Set[str]) -> Iterator[str]:
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [tinycss2.serialize(one) for one in _alternatives(rule.prelude) if _asks_for(one) <= words]
            if selectors:
                yield f"{','.join(selectors)}{{{tinycss2.serialize(rule.content)}}}"
        elif rule.type == "at-rule":
            head = f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}"
            if rule.content is None:
                yield f"{head};"
            elif rule.lower_at_keyword not in _NESTING:
                yield f"{head}{{{tinycss2.serialize(rule.content)}}}"
            elif inside := "".join(
                _kept(tinycss2.parse_rule_list(rule.content, skip_whitespace=True, skip_comments=True), words)
            ):
                yield f"{head}{{{inside}}}"


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
