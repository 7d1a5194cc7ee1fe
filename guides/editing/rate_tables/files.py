"""A file as a bank publishes it → its text. Pure."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

# Eight megabytes of the ECB's history in XML, and twenty years of room.
LARGEST_FILE = 16_000_000  # bytes, unpacked
NOT_UTF8 = "This file isn't text in UTF-8. Save it as “CSV UTF-8” and choose it again."


class FileRefusedError(Exception):
    """The file can't be taken; the text says why."""


def text_of(data: bytes) -> str:
    """The text of a CSV or XML file, or of the one such file in a zip. Raises ``FileRefusedError``."""
    if data.startswith(b"PK\x03\x04"):
        data = _unpacked(data)
    if len(data) > LARGEST_FILE:
        raise FileRefusedError(f"This file is larger than {LARGEST_FILE // 1_000_000} MB. Bring it in in parts.")
    if b"\0" in data:
        raise FileRefusedError("This file isn't a text file.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Narodowy Bank Polski's archive is written so; what is read of it is plain letters and digits.
        if b"nr tabeli" in data[:2_000]:
            return data.decode("cp1250", errors="replace")
        raise FileRefusedError(NOT_UTF8) from None


def _unpacked(data: bytes) -> bytes:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = [one for one in archive.infolist() if one.filename.lower().endswith((".csv", ".xml"))]
            if len(entries) != 1:
                raise FileRefusedError("This zip doesn't hold one file with rates, .csv or .xml.")
            with archive.open(entries[0]) as file:
                # Whatever its directory says, no more than this is unpacked.
                return file.read(LARGEST_FILE + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError) as error:
        raise FileRefusedError("This zip can't be read: it is broken, cut short or locked.") from error
