"""Rules of this house that no linter knows."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TESTS = sorted((ROOT / "tests").rglob("test_*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
MODULES = [
    path
    for folder in ("pay", "display", "signin", "guides", "offers", "guides_project")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "migrations" not in path.parts
]

# Calls that fail where something is not so: helpers, unittest's, pytest's, Django's, and what Playwright expects ...
_FAILING = ("assert", "check_", "expect_", "raises", "warns", "fail", "django_assert")
_EXPECTED = ("to_be_", "to_contain_", "to_have_", "not_to_")
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def _asserts(function: ast.AST, helpers: frozenset[str]) -> bool:
    for node in ast.walk(function):
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            # ... of a page: "expect(field)" alone asks nothing.
            if name in helpers or name.startswith(_FAILING) or name.startswith(_EXPECTED):
                return True
            # subprocess.run(check=True) fails where the command did.
            if any(keyword.arg == "check" and getattr(keyword.value, "value", False) for keyword in node.keywords):
                return True
    return False


def _without_assertion(text: str) -> Iterator[tuple[int, str]]:
    """Line and name of the tests in a module's text that nothing can make fail but an exception of what they call."""
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, _FUNCTIONS)]
    helpers = frozenset(
        function.name
        for function in functions
        if not function.name.startswith("test") and _asserts(function, frozenset())
    )
    for function in functions:
        if function.name.startswith("test") and not _asserts(function, helpers):
            yield function.lineno, function.name


def test_every_test_can_fail():
    assert len(TESTS) > 80
    assert [
        f"{path.relative_to(ROOT)}:{line} {name}"
        for path in TESTS
        for line, name in _without_assertion(path.read_text("utf-8"))
    ] == []


@pytest.mark.parametrize(
    ("body", "can_fail"),
    [
        ("assert read(text)", True),
        ("with pytest.raises(ValueError):\n        read(text)", True),
        ("with django_assert_num_queries(3):\n        read(text)", True),
        ("told(text)", True),
        ("check_page(page)", True),
        ("expect(page.locator('main')).to_have_text('Pay')", True),
        ("subprocess.run(command, check=True)", True),
        ("read(text)", False),
        ("checks.check(document)", False),
        ("page.get_by_label('Remote').check()", False),
        ("expect(page.locator('main'))", False),
        ("subprocess.run(command, check=False)", False),
        ("quiet(text)", False),
    ],
)
@pytest.mark.parametrize("begin", ["def", "async def"])
def test_a_test_that_only_calls_something_is_found(begin, body, can_fail):
    helpers = "def told(text):\n    assert text\n\n\ndef quiet(text):\n    read(text)\n\n\n"
    found = list(_without_assertion(f"{helpers}{begin} test_it():\n    {body}\n"))
    assert found == ([] if can_fail else [(9, "test_it")])


def test_no_line_of_a_template_is_too_long_to_read():
    assert len(TEMPLATES) > 100
    assert [
        f"{path.relative_to(ROOT)}:{number} has {len(line)} characters"
        for path in TEMPLATES
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        # A title or a description is one line wherever it is printed.
        if len(line) > 160 and not line.startswith(("{% block title", "{% block description"))
    ] == []


def test_amounts_are_rounded_whatever_their_size():
    # Decimal.quantize raises where a result has more than 28 digits.
    assert [
        str(path.relative_to(ROOT))
        for path in MODULES
        if ".quantize(" in path.read_text("utf-8") and path != ROOT / "pay" / "rounding.py"
    ] == []


def test_every_module_says_what_it_is():
    silent = [
        str(path.relative_to(ROOT))
        for path in MODULES
        if path.read_text("utf-8").strip()
        and path.name not in {"apps.py", "urls.py", "wsgi.py"}
        and ast.get_docstring(ast.parse(path.read_text("utf-8"))) is None
    ]
    assert silent == []


# A module is read when the run begins, and its tests may run after midnight.
_CLOCKS = ("today", "now", "localdate", "localtime", "utcnow", "days_ago")


def _asked_at_import(node: ast.AST) -> Iterator[str]:
    """The calls of a clock, written out, that are made while a module is being read."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Lambda):
            continue
        if isinstance(child, _FUNCTIONS):
            for early in (*child.decorator_list, child.args):
                yield from _asked_at_import(early)
            continue
        if isinstance(child, ast.Call) and ast.unparse(child.func).rsplit(".", 1)[-1] in _CLOCKS:
            yield ast.unparse(child)
        yield from _asked_at_import(child)


def test_no_test_module_asks_for_the_day_while_it_is_read():
    assert list(_asked_at_import(ast.parse("def f(day=date.today()): ...\nX = [timezone.now()]\n"))) == [
        "date.today()",
        "timezone.now()",
    ]
    assert {
        f"{path.relative_to(ROOT)} {call}"
        for path in (ROOT / "tests").rglob("*.py")
        for call in _asked_at_import(ast.parse(path.read_text("utf-8")))
    } == set()
