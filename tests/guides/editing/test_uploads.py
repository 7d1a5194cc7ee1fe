"""What a browser sends is taken whole or refused whole, and a zip is never trusted."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from contextlib import suppress
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guides.editing.uploads import MAX_ENTRIES, MAX_EXPANSION, MAX_GUIDES, MAX_UPLOAD, UploadRefused, read_uploads
from guides.parsing import MAX_BYTES


@dataclass
class Sent:
    name: str
    data: bytes
    size: int = -1

    def __post_init__(self) -> None:
        if self.size < 0:
            self.size = len(self.data)

    def read(self) -> bytes:
        return self.data


def zipped(*entries: tuple[str | zipfile.ZipInfo, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packing) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return file.getvalue()


def read(data: bytes, name: str = "guides.zip"):
    return read_uploads([Sent(name, data)])


def refusal(*files: Sent) -> str:
    with pytest.raises(UploadRefused) as refused:
        read_uploads(files)
    return refused.value.reason


def refusal_of(data: bytes) -> str:
    return refusal(Sent("guides.zip", data))


def test_files_and_zips_come_together_in_the_order_of_their_paths():
    found = read_uploads(
        [
            Sent("c.md", b"three"),
            Sent("guides.zip", zipped(("acme/b.TXT", b"two"), ("a.md", b"one"))),
        ]
    )
    assert found.texts == (("a.md", b"one"), ("acme/b.TXT", b"two"), ("c.md", b"three"))
    assert found.left_out == ()


def test_what_is_no_guide_is_left_out_by_name():
    found = read_uploads(
        [
            Sent("notes.odt", b"-"),
            Sent(
                "guides.zip",
                zipped(
                    ("a.md", b"one"),
                    ("picture.png", b"-"),
                    ("__MACOSX/._a.md", b"-"),
                    (".git/b.md", b"-"),
                    ("more.zip", zipped(("deep.pdf", b"deep"))),
                    ("folder/", b""),
                ),
            ),
        ]
    )
    assert found.texts == (("a.md", b"one"),)
    assert found.left_out == (".git/b.md", "__MACOSX/._a.md", "deep.pdf", "notes.odt", "picture.png")


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/etc/guide.md", "absolute"),
        ("\\share\\guide.md", "absolute"),
        ("C:\\guides\\guide.md", "absolute"),
        ("c:guide.md", "absolute"),
        ("../guide.md", "climbs"),
        ("a/../../guide.md", "climbs"),
        ("a\\..\\..\\guide.md", "climbs"),
        ("../picture.png", "climbs"),
        ("../", "climbs"),
        ("a\x1bb.md", "can't be shown"),
        ("a/" * 250 + "a.md", "more than 500 characters"),
    ],
)
def test_a_path_that_leaves_its_folder_refuses_the_zip(path, told):
    assert told in refusal_of(zipped(("good.md", b"one"), (path, b"two")))


def test_backslashes_are_folders_of_another_system():
    assert read(zipped(("acme\\engineer.md", b"one"))).texts == (("acme/engineer.md", b"one"),)


def test_the_folder_that_was_zipped_may_be_in_it():
    assert read(zipped(("./", b""), ("./a.md", b"one"))).texts == (("a.md", b"one"),)


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_links_and_devices_are_refused(kind):
    entry = zipfile.ZipInfo("link.md")
    entry.create_system = 3
    entry.external_attr = (kind | 0o777) << 16
    assert "link.md" in refusal_of(zipped((entry, b"/etc/passwd")))


def test_an_encrypted_entry_is_refused():
    data = bytearray(zipped(("secret.md", b"one")))
    for signature, flags_at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(signature) + flags_at
        data[at] |= 1
    assert "“secret.md” in “guides.zip” is encrypted" in refusal_of(bytes(data))


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_unusual_packings_are_refused(packing):
    assert "a.md" in refusal_of(zipped(("a.md", b"one"), packing=packing))


def test_two_entries_with_one_path_are_refused():
    with pytest.warns(UserWarning, match="Duplicate"):
        data = zipped(("a.md", b"one"), ("a.md", b"two"))
    assert "two entries called “a.md”" in refusal_of(data)
    assert "two entries called “a/b.md”" in refusal_of(zipped(("a/b.md", b"one"), ("a\\b.md", b"two")))


def test_two_files_with_one_path_are_refused():
    assert "Two files are called “a.md”" in refusal(Sent("a.md", b"1"), Sent("guides.zip", zipped(("a.md", b"2"))))


def test_a_text_that_unpacks_to_more_than_a_guide_may_have_is_refused():
    assert read(zipped(("long.md", b"a" * MAX_BYTES))).texts == (("long.md", b"a" * MAX_BYTES),)
    assert "“long.md” has more than 128 KB" in refusal_of(zipped(("long.md", b"a" * (MAX_BYTES + 1))))
    assert "“long.md” has more than 128 KB" in refusal(Sent("long.md", b"a" * (MAX_BYTES + 1)))


def test_a_zip_that_unpacks_to_too_much_is_refused_before_it_is_unpacked():
    half = b"\0" * (MAX_EXPANSION // 2)
    data = zipped(("a.bin", half), ("b.bin", half), ("c.bin", half))
    assert len(data) < MAX_EXPANSION / 500
    assert "unpacks to 192 MB; at most 128 MB" in refusal_of(data)


def test_a_directory_that_lies_about_sizes_gives_no_more_than_it_says():
    data = bytearray(zipped(("bomb.md", b"\0" * 50_000_000)))
    for signature, size_at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.index(signature) + size_at
        data[at : at + 4] = struct.pack("<I", 100)
    assert "broken" in refusal_of(bytes(data))


def test_entries_that_share_their_packed_data_are_refused():
    """One local entry, named by many entries of the directory."""
    whole = zipped(("a.md", b"a" * 100_000))
    at = whole.index(b"PK\x01\x02")
    end = whole.index(b"PK\x05\x06")
    entry = whole[at:end]
    directory = b"".join(entry.replace(b"a.md", b"%c.md" % letter) for letter in b"abcdefgh")
    tail = bytearray(whole[end:])
    tail[8:12] = struct.pack("<HH", 8, 8)
    tail[12:16] = struct.pack("<I", len(directory))
    assert "overlaps" in refusal_of(whole[:at] + directory + bytes(tail))


def test_too_many_of_anything_is_refused():
    entries = [(f"{number}.md", b"") for number in range(MAX_GUIDES)]
    assert len(read(zipped(*entries)).texts) == MAX_GUIDES
    assert "more than 5,000 guides" in refusal(Sent("guides.zip", zipped(*entries)), Sent("one-more.md", b""))
    assert "more than 20,000 entries" in refusal_of(b"PK\x01\x02" * (MAX_ENTRIES + 1))


def test_too_much_in_all_is_refused_unread():
    class Unread(Sent):
        def read(self) -> bytes:
            raise AssertionError("It was read.")

    files = [Unread("a.zip", b"", MAX_UPLOAD), Unread("b.md", b"", 1)]
    assert "at most 32 MB" in refusal(*files)


def test_what_is_no_zip_is_refused_by_name():
    for data in (b"", b"not a zip", zipped(("a.md", b"one" * 1000))[:-30]):
        assert "“guides.zip” is no zip that can be read" in refusal_of(data)


GOOD = zipped(("acme/a.md", b"# One\n" * 50), ("b.md", b"two"))


@given(st.data())
def test_a_damaged_zip_is_read_or_refused_and_nothing_else(data):
    damaged = bytearray(GOOD)
    for at in data.draw(st.lists(st.integers(0, len(GOOD) - 1), min_size=1, max_size=6)):
        damaged[at] = data.draw(st.integers(0, 255))
    texts = ()
    with suppress(UploadRefused):
        texts = read(bytes(damaged)).texts
    assert all(len(content) <= MAX_BYTES for _, content in texts)


PART = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"], exclude_characters="/\\:"), min_size=1).filter(
    lambda part: not part.startswith(".") and part != "__MACOSX"
)
PATH = st.lists(PART, min_size=1, max_size=4).map("/".join).filter(lambda path: len(path) < 490)


@given(st.dictionaries(PATH.map(lambda path: f"{path}.md"), st.binary(max_size=300), max_size=8))
def test_safe_names_come_out_as_they_went_in(texts):
    assert dict(read(zipped(*texts.items())).texts) == texts
