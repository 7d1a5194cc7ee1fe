"""Rules of this house that no linter knows."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TESTS = sorted((ROOT / "tests").rglob("test_*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
MODULES = [
    path
    for folder in ("pay", "display", "signin", "guides", "offers", "guides_project")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "migrations" not in path.parts
]

# Calls that fail where something is not so.
_FAILING = ("assert", "check", "expect", "raises", "warns", "fail")


def _asserts(function: ast.AST, helpers: frozenset[str]) -> bool:
    for node in ast.walk(function):
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in helpers or name.lstrip("_").startswith(_FAILING) or name.startswith("django_assert"):
                return True
            # subprocess.run(check=True) fails where the command did.
            if any(keyword.arg == "check" and getattr(keyword.value, "value", False) for keyword in node.keywords):
                return True
    return False


def _without_assertion(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text("utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    helpers = frozenset(
        function.name
        for function in functions
        if not function.name.startswith("test") and _asserts(function, frozenset())
    )
    for function in functions:
        if function.name.startswith("test") and not _asserts(function, helpers):
            yield f"{path.relative_to(ROOT)}:{function.lineno} {function.name}"


def test_every_test_can_fail():
    assert len(TESTS) > 80
    assert [name for path in TESTS for name in _without_assertion(path)] == []


def test_no_line_of_a_template_is_too_long_to_read():
    assert len(TEMPLATES) > 100
    assert [
        f"{path.relative_to(ROOT)}:{number} has {len(line)} characters"
        for path in TEMPLATES
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        # A title or a description is one line wherever it is printed.
        if len(line) > 160 and not line.startswith(("{% block title", "{% block description"))
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
