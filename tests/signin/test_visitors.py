"""Who a request comes from, asked of the real server: WSGI alone can't tell a header from one that resembles it."""

from __future__ import annotations

import os

from benchmarks.served import served
from tests.raw_requests import disguise, failed_sign_in, production
from tests.test_settings import manage


def test_only_what_the_proxy_sets_tells_visitors_apart(tmp_path):
    environment = production(f"sqlite:///{tmp_path / 'library.sqlite3'}")
    assert manage("migrate", "-v0", **environment).returncode == 0
    from_proxy = ["X-Forwarded-Proto: https", "Visitor: 198.51.100.7"]
    with served(os.environ | environment) as server:
        for number in range(12):
            # Before and after what the proxy adds.
            headers = [*disguise(number), *from_proxy, *disguise(number + 100)]
            answer = failed_sign_in(server.port, f"guess{number}@example.org", *headers)
            assert ("Too many failed login attempts" in answer) is (number >= 10), number
        other = ["X-Forwarded-Proto: https", "Visitor: 198.51.100.8"]
        assert "are not correct" in failed_sign_in(server.port, "guess@example.org", *other)
