"""An authenticator app."""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct


def code_at(moment: float, secret: str) -> str:
    """What an app would show: RFC 6238 with six digits, half minutes and SHA-1."""
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", int(moment) // 30), hashlib.sha1).digest()
    start = digest[-1] & 15
    (number,) = struct.unpack(">I", digest[start : start + 4])
    return f"{(number & 0x7FFFFFFF) % 10**6:06}"
