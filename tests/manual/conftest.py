import pytest

from tests.test_settings import ROOT


def pytest_collection_modifyitems(items):
    for item in items:
        if "manual" in item.path.relative_to(ROOT / "tests").parts:
            item.add_marker(pytest.mark.manual)
