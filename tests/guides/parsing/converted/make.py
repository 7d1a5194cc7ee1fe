"""Our own example guides through real converters: makes the folders beside this file anew.

``make converted`` installs the converters in a folder of its own and runs this. Each folder is a row of the table that
``test_converted`` prints: the guides as they come out, and ``TOOL`` with what made them and in which version.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[3] / "guides" / "examples"
GUIDES = (
    "adobe-data-engineer",
    "airwallex-product-manager",
    "klarna-software-engineer",
    "monzo-senior-software-engineer",
    "proofpoint-senior-software-engineer",
    "runway-ml-ai-engineer",
    "valve-senior-software-engineer",
)
PRETTIER, REMARK, MARKED = "prettier 3.10.1", "remark-stringify 11.0.0 with remark-gfm 4.0.1", "marked 18.2.1"
TURNDOWN, TURNDOWN_GFM = "turndown 7.2.5", "turndown 7.2.5 with turndown-plugin-gfm 1.0.2"
MDFORMAT, MARKITDOWN = "mdformat 0.7.22 with mdformat-tables 1.0.0", "markitdown 0.1.9"
PANDOC, HTML2TEXT, MARKDOWNIFY = "pandoc 3.9 (pypandoc-binary 1.17)", "html2text 2025.4.15", "markdownify 1.2.3"
MAMMOTH, OFFICE = "mammoth 1.13.0", "LibreOffice 7.4.7.2"
WORD = f"{PANDOC}: .docx"

Convert = Callable[[Path], bytes]


class Tools:
    """The converters, as ``make converted`` lays them in ``place``: ``conv`` (Python) and ``node``."""

    def __init__(self, place: Path, scratch: Path) -> None:
        self.place, self.scratch = place, scratch
        self.python = str(place / "conv/bin/python")
        self.kept: dict[tuple[Path, str], Path] = {}

    def run(self, *command: str, input: bytes | None = None, cwd: Path | None = None) -> bytes:
        return subprocess.run(command, input=input, cwd=cwd, check=True, stdout=subprocess.PIPE).stdout

    def node(self, tool: str, text: bytes) -> bytes:
        return self.run("node", str(HERE / "convert.mjs"), tool, input=text, cwd=self.place / "node")

    def prettier(self, text: bytes, wrap: str) -> bytes:
        command = ("npx", "prettier", "--parser=markdown", f"--prose-wrap={wrap}")
        return self.run(*command, input=text, cwd=self.place / "node")

    def pandoc(self, source: Path, *options: str) -> bytes:
        script = (
            "import pypandoc, sys, subprocess; subprocess.run([pypandoc.get_pandoc_path(), *sys.argv[1:]], check=True)"
        )
        return self.run(self.python, "-c", script, *options, str(source))

    def module(self, script: str, text: bytes) -> bytes:
        return self.run(self.python, "-c", f"import sys; text = sys.stdin.read(); {script}", input=text)

    def office(self, source: Path, form: str) -> Path:
        """A file saved by LibreOffice in another form."""
        if (source, form) not in self.kept:
            folder = self.scratch / f"office-{form}"
            profile = f"-env:UserInstallation=file://{self.scratch}/profile"
            suffix = form.split(":")[0]
            self.run("soffice", profile, "--headless", "--convert-to", form, "--outdir", str(folder), str(source))
            self.kept[source, form] = folder / f"{source.stem}.{suffix}"
        return self.kept[source, form]

    def docx(self, source: Path, reader: str = "gfm-tex_math_dollars") -> Path:
        folder = self.scratch / reader
        folder.mkdir(exist_ok=True)
        made = folder / f"{source.stem}.docx"
        if not made.exists():
            self.pandoc(source, "-f", reader, "-o", str(made))
        return made

    def markitdown(self, source: Path) -> bytes:
        script = "import sys; from markitdown import MarkItDown; print(MarkItDown().convert(sys.argv[1]).markdown)"
        return self.run(self.python, "-c", script, str(source))


def rows(tools: Tools) -> dict[str, tuple[str, Convert]]:
    """Name → what made it, and how."""
    html2text = "import html2text; print(html2text.HTML2Text({}).handle(text))"
    unwrapped = "import html2text; made = html2text.HTML2Text(); made.body_width = 0; print(made.handle(text))"
    markdownify = "import markdownify; print(markdownify.markdownify(text))"
    mdformat = "import mdformat; sys.stdout.write(mdformat.text(text, extensions={'tables'}))"

    def html(guide: Path) -> bytes:
        return tools.node("html", guide.read_bytes())

    def office_html(guide: Path) -> bytes:
        return tools.office(tools.docx(guide), "html").read_bytes()

    def of_word(*options: str, reader: str = "gfm-tex_math_dollars") -> Convert:
        return lambda guide: tools.pandoc(tools.docx(guide, reader), "-f", "docx", *options)

    def odt(guide: Path) -> bytes:
        return tools.pandoc(tools.office(tools.docx(guide), "odt"), "-t", "gfm", "--wrap=none")

    simple = "markdown-pipe_tables-grid_tables-multiline_tables"
    multiline = "markdown-pipe_tables-grid_tables-simple_tables"
    grid = "markdown-pipe_tables-simple_tables-multiline_tables"
    return {
        "mdformat": (MDFORMAT, lambda guide: tools.module(mdformat, guide.read_bytes())),
        **{
            f"prettier-{wrap}": (
                f"{PRETTIER}, proseWrap {wrap}",
                lambda guide, wrap=wrap: tools.prettier(guide.read_bytes(), wrap),
            )
            for wrap in ("preserve", "never", "always")
        },
        "remark": (REMARK, lambda guide: tools.node("remark", guide.read_bytes())),
        "markitdown-docx": (f"{WORD}; {MARKITDOWN}", lambda guide: tools.markitdown(tools.docx(guide))),
        "pandoc-docx-gfm": (f"{WORD} → gfm, --wrap=none", of_word("-t", "gfm", "--wrap=none")),
        "pandoc-docx-gfm-72": (f"{WORD} → gfm, wrapped at 72", of_word("-t", "gfm", "--columns=72")),
        "pandoc-docx-simple": (f"{WORD} → markdown, simple tables", of_word("-t", simple)),
        "pandoc-docx-multiline": (f"{WORD} → markdown, multiline tables", of_word("-t", multiline)),
        "pandoc-docx-grid": (f"{WORD} → markdown, grid tables", of_word("-t", grid)),
        "pandoc-docx-markdown": (f"{WORD} → markdown", of_word("-t", "markdown")),
        "pandoc-gfm-docx-gfm": (
            f"{PANDOC}: gfm → .docx → gfm, “$” taken as mathematics",
            of_word("-t", "gfm", reader="gfm"),
        ),
        "pandoc-odt-gfm": (f"{WORD}; {OFFICE}: .odt; {PANDOC} → gfm", odt),
        "html2text": (f"{MARKED}; {HTML2TEXT}", lambda guide: tools.module(html2text.format(""), html(guide))),
        "html2text-unwrapped": (
            f"{MARKED}; {HTML2TEXT}, body_width 0",
            lambda guide: tools.module(unwrapped, html(guide)),
        ),
        "markdownify": (f"{MARKED}; {MARKDOWNIFY}", lambda guide: tools.module(markdownify, html(guide))),
        "turndown": (f"{MARKED}; {TURNDOWN}", lambda guide: tools.node("turndown", html(guide))),
        "turndown-gfm": (f"{MARKED}; {TURNDOWN_GFM}", lambda guide: tools.node("turndown-gfm", html(guide))),
        "office-turndown-gfm": (
            f"{WORD}; {OFFICE}: HTML; {TURNDOWN_GFM}",
            lambda guide: tools.node("turndown-gfm", office_html(guide)),
        ),
        "office-markdownify": (
            f"{WORD}; {OFFICE}: HTML; {MARKDOWNIFY}",
            lambda guide: tools.module(markdownify, office_html(guide)),
        ),
        "office-markitdown": (
            f"{WORD}; {OFFICE}: HTML; {MARKITDOWN}",
            lambda guide: tools.markitdown(tools.office(tools.docx(guide), "html")),
        ),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("place", type=Path, help="the folder with conv/ and node/")
    parser.add_argument("rows", nargs="*", help="only these rows")
    options = parser.parse_args()
    with TemporaryDirectory() as scratch:
        tools = Tools(options.place.resolve(), Path(scratch))
        for name, (made_by, convert) in rows(tools).items():
            if options.rows and name not in options.rows:
                continue
            folder = HERE / name
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            (folder / "TOOL").write_text(made_by + "\n", encoding="utf-8")
            for guide in GUIDES:
                (folder / f"{guide}.md").write_bytes(convert(EXAMPLES / f"{guide}.md"))
            print(name)


if __name__ == "__main__":
    main()
