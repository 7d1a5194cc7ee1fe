"""Behind nginx, only nginx says who a request comes from."""

from __future__ import annotations

from tests.raw_requests import disguise, failed_sign_in


def test_no_header_of_a_visitors_own_makes_somebody_else_of_them(proxied):
    for number in range(12):
        own = [f"Visitor: 203.0.113.{number}", *disguise(number), f"visitor: 203.0.113.{number + 100}"]
        answer = failed_sign_in(proxied, f"guess{number}@example.org", *own)
        assert ("Too many failed login attempts" in answer) is (number >= 10), number
    assert "are not correct" in failed_sign_in(proxied, "guess@example.org", source="127.0.0.2")
