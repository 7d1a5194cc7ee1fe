"""Whether each expression over foreign text takes time in step with it: python -m benchmarks.expressions [PLACE ...]

An expression can't tell apart what all of its sets have alike, or lack. So one character stands for its kind, and with
few texts each expression meets every unit of the alphabet: of up to three characters, and ``MOST`` of those of four
(all with ``--all``), the unit again and again; behind whatever leads up to each long repetition, units of one and two,
and the words of the expression. A text goes through where a 64th of it, and if need be a sixteenth, say that a square
can't make it slow; the others are measured at full size. Prints the slowest; ends with 1 where one takes longer than
``LIMIT``.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import os
import pkgutil
import random
import re
import signal
import sys
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from re import _constants as ops  # type: ignore[attr-defined]  # the only way to read an expression's tree
from re import _parser as parser  # type: ignore[attr-defined]
from types import FrameType, ModuleType
from typing import Any

import django

from tests.hostile_units import ALPHABET, SEED

LIMIT = 1.0
# By the clock on the wall: while the processor's clock wakes anybody up it goes by hundredths of a second alone.
PATIENCE = 15.0
GIVEN_UP = 1.5
SUSPECT = 0.6
# What a text has at most, by where the expression stands.
SIZES = {
    "pay.letters.names._NAME_WORD": 26,
    "guides.parsing.speech": 40_000,
    "pay.letters": 50_000,
    "pay.amounts": 10_000,
    "offers": 10_000,
    "guides.library": 1_000,
}
SIZE = 128_000
# Several in a row, each matched with the whole of one line.
MATCHED_ONCE = ("guides.parsing.reader.KNOWN", "guides.parsing.reader.ANNOUNCED", "guides.parsing.pay.captions._AXES")
LONGEST_UNIT = 4
# Behind what leads up to a repetition; what stands first in it is tried anyway.
LONGEST_BEHIND = 2
# Of the longest units so many are drawn, always the same, unless all are asked for.
MOST = 1_500
# Repetitions that end sooner can't add up to much.
LONG = 8
SHOWN = 15
PACKAGES = ("pay", "display", "guides", "offers")
ROOT = Path(__file__).resolve().parents[1]

Tree = Any


class _GivenUpError(Exception):
    pass


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression and where it stands; ``once`` if it is matched with a text's beginning alone."""

    place: str
    pattern: re.Pattern[str]
    once: bool

    @property
    def size(self) -> int:
        """The most that a text has here."""
        return next((size for place, size in SIZES.items() if self.place.startswith(place)), SIZE)


@dataclass(frozen=True, slots=True, order=True)
class Measured:
    seconds: float
    case: str = ""
    tried: int = 0
    whole: int = 0


def expressions(places: list[str]) -> list[Expression]:
    """Every expression of the project's modules, those within functions, too; once, where several have the same."""
    found: dict[tuple[str, int], Expression] = {}
    for module in modules():
        path = Path(str(module.__file__))
        matched = matched_once(path)
        standing = [
            Expression(place := f"{module.__name__}.{name}", pattern, name in matched or place in MATCHED_ONCE)
            for name, value in vars(module).items()
            for pattern in patterns_in(value)
        ]
        standing += [
            Expression(f"{module.__name__}:{line}", re.compile(text, flags), once)
            for line, text, flags, once in written_in(path)
        ]
        for one in standing:
            found.setdefault((one.pattern.pattern, one.pattern.flags), one)
    return [one for one in found.values() if not places or one.place.startswith(tuple(places))]


def modules() -> Iterator[ModuleType]:
    for package in PACKAGES:
        for one in pkgutil.walk_packages([str(ROOT / package)], f"{package}."):
            if ".migrations" not in one.name:
                yield importlib.import_module(one.name)


def patterns_in(value: Any) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif isinstance(value, dict):
        yield from patterns_in(list(value.values()))
    elif isinstance(value, (list, tuple, set, frozenset)) and len(value) < 200:
        for one in value:
            yield from patterns_in(one)


def written_in(path: Path) -> Iterator[tuple[int, str, int, bool]]:
    """Line, text, flags of each expression that is written out where it is used, and whether it is matched once."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
            continue
        if node.func.attr == "compile":
            continue  # it stands in the module
        of, text = node.func.value, node.args[0]
        if (
            isinstance(of, ast.Name)
            and of.id == "re"
            and isinstance(text, ast.Constant)
            and isinstance(text.value, str)
        ):
            is_insensitive = any(
                isinstance(one, ast.Attribute) and one.attr in ("I", "IGNORECASE")
                for argument in (*node.args, *(keyword.value for keyword in node.keywords))
                for one in ast.walk(argument)
            )
            yield (
                node.lineno,
                text.value,
                re.IGNORECASE if is_insensitive else 0,
                node.func.attr in ("match", "fullmatch"),
            )


# An expression's tree: pairs of what it does and with what.


def nodes(tree: Tree) -> Iterator[tuple[Any, Any]]:
    """Every node of a tree."""
    for op, value in tree:
        yield op, value
        for part in parts(op, value):
            yield from nodes(part)


def parts(op: Any, value: Any) -> list[Tree]:
    if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
        return [value[2]]
    if op is ops.SUBPATTERN:
        return [value[3]]
    if op is ops.BRANCH:
        return list(value[1])
    if op in (ops.ASSERT, ops.ASSERT_NOT):
        return [value[1]]
    if op is ops.ATOMIC_GROUP:
        return [value]
    if op is ops.GROUPREF_EXISTS:
        return [part for part in value[1:] if part]
    return []


def has(op: Any, value: Any, character: str) -> bool:
    """Whether a set, a literal or a category of an expression has a character; capitals are as small letters."""
    if op is ops.LITERAL:
        return character.lower() == chr(value).lower()
    if op is ops.NOT_LITERAL:
        return character.lower() != chr(value).lower()
    if op is ops.RANGE:
        return any(value[0] <= ord(one) <= value[1] for one in (character, character.lower(), character.upper()))
    if op is ops.CATEGORY:
        kind = str(value).removeprefix("CATEGORY_").replace("NOT_", "")
        of_kind = {"DIGIT": str.isdecimal, "SPACE": str.isspace, "WORD": lambda one: one.isalnum() or one == "_"}[kind]
        return of_kind(character) != ("NOT_" in str(value))
    negated = bool(value) and value[0][0] is ops.NEGATE
    return any(has(*one, character) for one in value if one[0] is not ops.NEGATE) != negated


def kinds(tree: Tree, alphabet: str) -> list[str]:
    """One character for each kind that an expression can tell apart."""
    sets = [(op, value) for op, value in nodes(tree) if op in (ops.LITERAL, ops.NOT_LITERAL, ops.IN)]
    found: dict[tuple[Any, ...], str] = {}
    for character in alphabet:
        # Word boundaries and lines' ends tell these apart, and a capital from a small letter some flags.
        plain = (character.isalnum() or character == "_", character == "\n", character.isupper())
        found.setdefault((*plain, *(has(op, value, character) for op, value in sets)), character)
    return list(found.values())


def example(tree: Tree, alphabet: str) -> str:
    """A short text that a tree matches, as far as it looks neither ahead nor behind."""
    text = ""
    for op, value in tree:
        if op is ops.LITERAL:
            text += chr(value)
        elif op in (ops.NOT_LITERAL, ops.IN):
            literal = next((chr(one[1]) for one in value if one[0] is ops.LITERAL), "!") if op is ops.IN else "!"
            text += next((one for one in alphabet if has(op, value, one)), literal)
        elif op is ops.ANY:
            text += "a"
        elif op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
            text += example(value[2], alphabet) * min(value[0], 100)
        elif op is ops.BRANCH:
            text += min((example(one, alphabet) for one in value[1]), key=len)
        elif op in (ops.SUBPATTERN, ops.ATOMIC_GROUP):
            text += example(parts(op, value)[0], alphabet)
    return text


def heads(tree: Tree, alphabet: str, before: str = "") -> Iterator[str]:
    """What leads up to each long repetition of a tree."""
    for op, value in tree:
        if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT) and value[1] > LONG:
            yield before
        for part in parts(op, value):
            yield from heads(part, alphabet, before)
        before += example([(op, value)], alphabet)


def words(tree: Tree) -> set[str]:
    """The words that are written out in a tree."""
    found, word = set(), ""
    for op, value in [*tree, (None, None)]:
        if op is ops.LITERAL:
            word += chr(value)
            continue
        if len(word) > 1:
            found.add(word)
        word = ""
        for part in parts(op, value):
            found |= words(part)
    return found


def units(tree: Tree, alphabet: str, most: int) -> list[str]:
    """Every unit of the kinds, each once however it is turned, of the longest ``most`` only; and the words."""
    found: list[str] = []
    characters = kinds(tree, alphabet)
    for length in range(1, LONGEST_UNIT + 1):
        # "abab" is "ab" again and again, and but for its beginning "ba".
        turned: dict[str, None] = {}
        for unit in map("".join, product(characters, repeat=length)):
            if (unit * 2).find(unit, 1) == length:
                turned.setdefault(min(unit[at:] + unit[:at] for at in range(length)))
        of_length = list(turned)
        if len(of_length) > most:
            of_length = random.Random(SEED).sample(of_length, most)  # noqa: S311 - the same ones each time
        found += of_length
    listed = sorted(words(tree))
    return [*found, *listed, *(f"{word} " for word in listed)]


def matched_once(path: Path) -> set[str]:
    """A module's own expressions that are matched with the beginning of a text, or at one place of it, alone."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    once = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in ("match", "fullmatch")
    }
    used: dict[str, bool] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id.startswith("_"):
            used[node.id] = used.get(node.id, True) and id(node) in once
    return {name for name, is_once in used.items() if is_once}


def seconds(expression: Expression, text: str) -> float:
    """Seconds of processor that all matches in a text take; ``GIVEN_UP`` at least where nobody waited for the end."""
    started = time.process_time()
    signal.setitimer(signal.ITIMER_REAL, PATIENCE)
    try:
        if expression.once:
            expression.pattern.match(text)
        else:
            deque(expression.pattern.finditer(text), maxlen=0)
    except _GivenUpError:
        return max(GIVEN_UP, time.process_time() - started)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return time.process_time() - started


def estimated(expression: Expression, head: str, unit: str) -> float:
    """Seconds at the full size by a 64th of it; where a square of that would be slow, by a sixteenth, too."""
    less = seconds(expression, of_size(head, unit, expression.size // 64))
    if less < SUSPECT / 4096:
        return 64 * less
    more = seconds(expression, of_size(head, unit, expression.size // 16))
    # Seconds = a·n + b·n² through both, n in 64ths.
    square = max(0.0, (more - 4 * less) / 12)
    return 64 * max(less - square, 0.0) + 4096 * square


def of_size(head: str, unit: str, size: int) -> str:
    return head + unit * max(1, (size - len(head)) // len(unit))


def slowest(expression: Expression, most: int) -> Measured:
    """The slowest text of an expression."""
    tree = parser.parse(expression.pattern.pattern, expression.pattern.flags)
    listed, tries = words(tree), units(tree, ALPHABET, most)
    tried = whole = 0
    found, case = 0.0, ""
    for head in dict.fromkeys(("", *heads(tree, ALPHABET))):
        for unit in tries:
            if head and len(unit) > LONGEST_BEHIND and unit not in listed:
                continue
            tried += 1
            took = estimated(expression, head, unit)
            if took > SUSPECT:
                whole += 1
                took = seconds(expression, of_size(head, unit, expression.size))
            if took > found:
                found, case = took, f"{head!r}, {unit!r}"
            if took >= GIVEN_UP:
                return Measured(found, case, tried, whole)
    return Measured(found, case, tried, whole)


def main(arguments: list[str]) -> int:
    of_arguments = argparse.ArgumentParser(description=__doc__)
    of_arguments.add_argument("--all", action="store_true", help="every unit of four characters: an hour and more")
    of_arguments.add_argument("places", nargs="*", help="modules to look at, such as guides.parsing.text")
    given = of_arguments.parse_args(arguments)
    signal.signal(signal.SIGALRM, _give_up)
    measured: list[tuple[Measured, str]] = []
    for one in expressions(given.places):
        measured.append((slowest(one, sys.maxsize if given.all else MOST), one.place))
        if measured[-1][0].seconds > LIMIT:
            print(f"  over: {measured[-1][0].seconds:.2f} s {one.place}: {measured[-1][0].case}", flush=True)
    measured.sort(reverse=True)
    tried, whole = (sum(getattr(found, name) for found, _ in measured) for name in ("tried", "whole"))
    took = time.process_time()
    print(f"{len(measured):,} expressions, {tried:,} texts, {whole:,} at full size, {took:.0f} s of processor")
    for found, place in measured[:SHOWN]:
        print(f"  {found.seconds:6.2f} s {place}: {found.case}")
    return 1 if any(found.seconds > LIMIT for found, _ in measured) else 0


def _give_up(number: int, frame: FrameType | None) -> None:
    raise _GivenUpError


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guides_project.settings")
    django.setup()
    sys.exit(main(sys.argv[1:]))
