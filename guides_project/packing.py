"""Private pages packed, with a length that tells nothing.

Who sees how long packed answers are, and can make a browser ask for pages that repeat what they choose, could guess
what else stands in them (BREACH, breachattack.com). So every answer gets a random number of bytes that nobody sees:
in gzip as Django does, in the file's name; in Brotli in a metadata block (RFC 7932, section 9.2), which is skipped.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable

import brotli
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.text import compress_string

from guides.library.serving import packing_for

GetResponse = Callable[[HttpRequest], HttpResponse]

# What is shorter would grow.
SHORTEST = 400
# As Django's own gzip has it: "Heal the Breach", 2022.
MOST_RANDOM = 100
# Four is half as long to wait for as six, for a twentieth more bytes.
QUALITY = 4


def packed(get_response: GetResponse) -> GetResponse:
    """Middleware: packs what isn't, in the better way that the browser takes."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.streaming or len(response.content) < SHORTEST or response.has_header("Content-Encoding"):
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        packing = packing_for(request)
        if not packing:
            return response
        pack = PACKERS[packing]
        response.content, response["Content-Encoding"] = pack(response.content), packing
        response["Content-Length"] = str(len(response.content))
        # Other bytes of the same page (RFC 9110, section 8.8.1).
        if (etag := response.get("ETag", "")).startswith('"'):
            response["ETag"] = f"W/{etag}"
        return response

    return middleware


def brotli_of(content: bytes) -> bytes:
    """Content in Brotli, with a metadata block of 1 to ``MOST_RANDOM`` random bytes before its end."""
    packer = brotli.Compressor(quality=QUALITY)
    # A flush ends at a whole byte.
    body = packer.process(content) + packer.flush()
    length = 1 + secrets.randbelow(MOST_RANDOM)
    # Lowest bit first: not the last block (0), metadata (11), reserved (0), one byte of length, the length less one.
    header = (0b11 << 1 | 1 << 4 | (length - 1) << 6).to_bytes(2, "little")
    return bytes(body + header + secrets.token_bytes(length) + packer.finish())


def gzip_of(content: bytes) -> bytes:
    """Content in gzip, with up to ``MOST_RANDOM`` random bytes."""
    return compress_string(content, max_random_bytes=MOST_RANDOM)


PACKERS = {"br": brotli_of, "gzip": gzip_of}
