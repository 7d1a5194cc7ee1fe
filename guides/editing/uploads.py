"""Files that a browser sent → the guides' texts in them.

A zip is read with distrust: what its directory says is checked before anything
is unpacked, and no entry is unpacked beyond what a guide may have.
"""

from __future__ import annotations

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any, Protocol, TypeVar

from guides.editing.rich_text import MAX_HTML, HtmlRefusedError, read_html
from guides.editing.word_files import markdown_of_word
from guides.editing.word_parts import MAX_WORD_FILE, WordRefusedError
from guides.parsing import MAX_BYTES

# The sample of 1,680 real guides has 11 MB, and 4 MB as a zip.
_View = TypeVar("_View", bound=Callable[..., Any])

MAX_UPLOAD = 32 * 1024 * 1024
# With what a browser writes between two thousand files.
LARGEST_BODY = MAX_UPLOAD + 8 * 1024 * 1024
MAX_GUIDES = 5_000
MAX_EXPANSION = 128 * 1024 * 1024
# With pictures, folders and what else lies among guides.
MAX_ENTRIES = 20_000
LONGEST_PATH = 500

# Reading one takes as long as many texts.
MAX_WORD_FILES = 50
# A zip within a zip is what Notion sends; one within that is nobody's.
MAX_INNER_ZIPS = 20

SUFFIXES = frozenset({".md", ".txt"})
WORD = ".docx"
# By themselves alone: what exports guides as Markdown lays pages of its own beside them.
PAGES = frozenset({".html", ".htm"})

_DIRECTORY_ENTRY = b"PK\x01\x02"
_LOCAL_HEADER_BYTES = 30
_ENCRYPTED = 0x1 | 0x40
_PACKINGS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_KINDS = frozenset({0, stat.S_IFREG, stat.S_IFDIR})
_DRIVE = re.compile(r"[A-Za-z]:")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,  # also names that aren't in the encoding that they claim
)


class UploadRefused(Exception):
    """Nothing of an upload is taken; ``reason`` says why, and because of which file."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class SentFile(Protocol):
    """A file as it was sent: its name, its size in bytes, and its content."""

    name: str
    size: int

    def read(self) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Uploaded:
    """Path and content of the guides, and the names of what isn't one, both by path.

    ``dropped``: of each Word document or page that has more than words, its path and what has no place in a text.
    """

    texts: tuple[tuple[str, bytes], ...]
    left_out: tuple[str, ...]
    dropped: tuple[tuple[str, tuple[str, ...]], ...] = ()


def takes_uploads(view: _View) -> _View:
    """Mark a view that takes files: its requests may be larger than a form's (``guides_project.bodies``)."""
    vars(view)["largest_body"] = LARGEST_BODY
    return view


def read_uploads(files: Sequence[SentFile]) -> Uploaded:
    """The guides in files and zips that were sent together.

    Raises ``UploadRefused`` where they are too large or too many, where a zip
    is broken or reaches out of its folder, or where two files have one path.
    """
    size = sum(file.size for file in files)
    if size > MAX_UPLOAD:
        raise UploadRefused(f"That is {_megabytes(size)} in all; at most {_megabytes(MAX_UPLOAD)} are taken at once.")
    texts: dict[str, bytes] = {}
    left_out: list[str] = []
    dropped: list[tuple[str, tuple[str, ...]]] = []
    words = 0
    for path, data in _all_files(files):
        if data is None:
            left_out.append(path)
            continue
        if path in texts:
            raise UploadRefused(f"Two files are called “{path}”.")
        if len(texts) == MAX_GUIDES:
            raise UploadRefused(f"There are more than {MAX_GUIDES:,} guides; bring them in parts.")
        if _is_word(path):
            words += 1
            if words > MAX_WORD_FILES:
                raise UploadRefused(f"There are more than {MAX_WORD_FILES} Word documents; bring them in parts.")
            data, more = _read_word(path, data)
            dropped += [(path, more)] if more else []
        elif _is_page(path):
            data, more = _read_page(path, data)
            dropped += [(path, more)] if more else []
        texts[path] = data
    return Uploaded(tuple(sorted(texts.items())), tuple(sorted(left_out)), tuple(sorted(dropped)))


def _read_word(path: str, data: bytes) -> tuple[bytes, tuple[str, ...]]:
    try:
        read = markdown_of_word(data)
    except WordRefusedError as refusal:
        raise UploadRefused(f"“{path}” {refusal.reason}") from refusal
    text = read.text.encode()
    _refuse_too_long(path, len(text))
    return text, read.dropped


def _read_page(path: str, data: bytes) -> tuple[bytes, tuple[str, ...]]:
    try:
        read = read_html(data)
    except HtmlRefusedError as refusal:
        raise UploadRefused(f"“{path}” {refusal.reason}") from refusal
    text = read.text.encode()
    _refuse_too_long(path, len(text))
    return text, read.dropped


def _all_files(files: Iterable[SentFile]) -> Iterator[tuple[str, bytes | None]]:
    """Path and content of every file; the content of what isn't a guide stays unread."""
    for file in files:
        if PurePosixPath(file.name).suffix.lower() == ".zip":
            yield from _unpacked(file.name, file.read())
            continue
        path = _safe_path(file.name, file.name)
        if not (_is_guide(path) or _is_page(path)):
            yield path, None
            continue
        _refuse_too_long(path, file.size, _most(path))
        yield path, file.read()


def _unpacked(name: str, data: bytes, *, within: str = "") -> Iterator[tuple[str, bytes | None]]:
    # Counted in the raw bytes: reading a directory of a million entries takes the memory that the limit is to save.
    if data.count(_DIRECTORY_ENTRY) > MAX_ENTRIES:
        raise UploadRefused(f"“{name}” has more than {MAX_ENTRIES:,} entries.")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            paths = _checked_paths(name, entries, end=archive.start_dir)
            inner = [entry for entry, path in paths.items() if _is_inner_zip(path)]
            if inner and not within:
                yield from _inner(name, archive, inner)
            for entry, path in paths.items():
                if entry in inner and not within:
                    continue
                if not _is_guide(path):
                    yield path, None
                    continue
                with archive.open(entry) as file:
                    content = file.read(_most(path) + 1)
                _refuse_too_long(path, len(content), _most(path))
                yield path, content
    except _BROKEN as error:
        raise UploadRefused(f"“{name}” is no zip that can be read: it is broken or cut short.") from error


def _inner(name: str, archive: zipfile.ZipFile, inner: Sequence[zipfile.ZipInfo]) -> Iterator[tuple[str, bytes | None]]:
    """The files of the zips in a zip, together no more than one may hold."""
    if len(inner) > MAX_INNER_ZIPS:
        raise UploadRefused(f"“{name}” holds more than {MAX_INNER_ZIPS} zips; bring them by themselves.")
    room = MAX_EXPANSION
    for entry in inner:
        with archive.open(entry) as file:
            packed = file.read(MAX_UPLOAD + 1)
        if len(packed) > MAX_UPLOAD:
            raise UploadRefused(f"“{entry.filename}” in “{name}” is larger than {_megabytes(MAX_UPLOAD)}.")
        for path, content in _unpacked(entry.filename, packed, within=name):
            room -= len(content or b"")
            if room < 0:
                raise UploadRefused(f"“{name}” unpacks to more than {_megabytes(MAX_EXPANSION)}.")
            yield path, content


def _checked_paths(name: str, entries: Sequence[zipfile.ZipInfo], *, end: int) -> dict[zipfile.ZipInfo, str]:
    """The files of a zip with their paths, in their order, once its directory is found to be harmless.

    ``end`` is where the packed data ends, in bytes.
    """
    expansion = sum(entry.file_size for entry in entries)
    if expansion > MAX_EXPANSION:
        raise UploadRefused(
            f"“{name}” unpacks to {_megabytes(expansion)}; at most {_megabytes(MAX_EXPANSION)} are taken."
        )
    paths: dict[zipfile.ZipInfo, str] = {}
    taken: set[str] = set()
    for entry in entries:
        path = _safe_path(entry.filename, name)
        if stat.S_IFMT(entry.external_attr >> 16) not in _KINDS:
            raise UploadRefused(f"“{path}” in “{name}” is a link or a device, not a file.")
        if entry.flag_bits & _ENCRYPTED:
            raise UploadRefused(f"“{path}” in “{name}” is encrypted. Make the zip without a password.")
        if entry.compress_type not in _PACKINGS:
            raise UploadRefused(f"“{path}” in “{name}” is packed in a way that isn't read. Make it an ordinary zip.")
        if entry.filename.endswith(("/", "\\")):
            continue
        if not path:
            raise UploadRefused(f"A file in “{name}” has no name.")
        if path in taken:
            raise UploadRefused(f"“{name}” holds two entries called “{path}”.")
        taken.add(path)
        paths[entry] = path
        if _is_guide(path):
            _refuse_too_long(path, entry.file_size, _most(path))
    _refuse_overlaps(name, entries, end)
    return paths


def _refuse_overlaps(name: str, entries: Sequence[zipfile.ZipInfo], end: int) -> None:
    """Entries that share packed data unpack to many times what was sent."""
    in_file = sorted(entries, key=lambda entry: entry.header_offset)
    starts = [*(entry.header_offset for entry in in_file[1:]), end]
    for entry, next_start in zip(in_file, starts, strict=False):
        if entry.header_offset + _LOCAL_HEADER_BYTES + entry.compress_size > next_start:
            raise UploadRefused(f"“{entry.filename}” in “{name}” overlaps with another entry.")


def _safe_path(path: str, name: str) -> str:
    """A path that stays in its own folder, "/" between its parts; "" for that folder. ``name`` is the file sent."""
    # Some programs on Windows write backslashes.
    spelled = path.replace("\\", "/")
    where = f"“{path}” in “{name}”" if path != name else f"“{path}”"
    if _CONTROL.search(spelled):
        raise UploadRefused(f"A file in “{name}” has a name that can't be shown.")
    if len(spelled) > LONGEST_PATH:
        raise UploadRefused(f"“{spelled[:60]}…” in “{name}” has a name of more than {LONGEST_PATH} characters.")
    if spelled.startswith("/") or _DRIVE.match(spelled):
        raise UploadRefused(f"{where} has an absolute path.")
    parts = [part for part in spelled.split("/") if part not in {"", "."}]
    if ".." in parts:
        raise UploadRefused(f"{where} climbs out of its folder.")
    return "/".join(parts)


def _is_guide(path: str) -> bool:
    parts = PurePosixPath(path).parts
    is_hidden = any(part.startswith(".") or part == "__MACOSX" for part in parts)
    return PurePosixPath(path).suffix.lower() in {*SUFFIXES, WORD} and not is_hidden


def _is_word(path: str) -> bool:
    return PurePosixPath(path).suffix.lower() == WORD


def _is_page(path: str) -> bool:
    return PurePosixPath(path).suffix.lower() in PAGES


def _is_inner_zip(path: str) -> bool:
    return PurePosixPath(path).suffix.lower() == ".zip" and "__MACOSX" not in path


def _most(path: str) -> int:
    return MAX_WORD_FILE if _is_word(path) else MAX_HTML if _is_page(path) else MAX_BYTES


def _refuse_too_long(path: str, size: int, most: int = MAX_BYTES) -> None:
    if size > most:
        raise UploadRefused(f"“{path}” has more than {most // 1024:,} KB, too much for a guide.")


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:,.1f} MB".replace(".0 MB", " MB")
