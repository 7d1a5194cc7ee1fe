"""What converters and editors' programs do to a text, kind by kind, and the numbers of its lines."""

from __future__ import annotations

import pytest

from guides.parsing import GuideRefused, parse_guide
from guides.parsing.losses import lost_words
from guides.parsing.normalising.document import normalised
from tests.growth import grows_in_step
from tests.hostile_units import filled

TITLE = "# Data Engineer | Acme Negotiation Guide\n\n"


def lines(text: str) -> list[str]:
    return [line for line in normalised(text).text.split("\n") if line.strip()]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("I have an offer from\nHooli at $180K base.", ["I have an offer from Hooli at $180K base."]),
        ("I worked on [diffusion /\nVideo].", ["I worked on [diffusion / Video]."]),
        ("**Edge\nGrowth:** more", ["**Edge Growth:** more"]),
        ("> “A total of\n> $200K, please.”", ["> “A total of $200K, please.”"]),
        ("- Levels.fyi — pay at\n  Acme (2025)", ["- Levels.fyi — pay at Acme (2025)"]),
        ("**Level Mapping:** PD = Hooli\nPD = Google L4", ["**Level Mapping:** PD = Hooli", "PD = Google L4"]),
        ("**Level Mapping:** PD = Hooli PD =\nGoogle L4", ["**Level Mapping:** PD = Hooli PD = Google L4"]),
        # What its writer has broken stays.
        ("L4 = Google L4\nL5 = Google L5", ["L4 = Google L4", "L5 = Google L5"]),
        ("**1. Base**\nThe band is wide.", ["**1. Base**", "The band is wide."]),
        ("[1] Levels.fyi 2025\n[2] Glassdoor", ["[1] Levels.fyi 2025", "[2] Glassdoor"]),
        ("Target: $200K\nFloor: $180K", ["Target: $200K", "Floor: $180K"]),
        ("One sentence ends.\nAnother begins.", ["One sentence ends.", "Another begins."]),
        ("Base of the\\\nWhole", ["Base of the", "Whole"]),
        ("- one\n- two", ["- one", "- two"]),
    ],
)  # fmt: skip
def test_a_soft_break_is_joined_and_no_other(text, right):
    assert lines(text) == right


@pytest.mark.parametrize(
    ("table", "right"),
    [
        ("Region   Base\n-------- ----------\nLondon   £80K-£90K\n", ["| Region | Base |", "| London | £80K-£90K |"]),
        ("  ------ --------\n  Berlin €60K\n  Paris  €55K\n  ------ --------\n",
         ["| Berlin | €60K |", "| Paris | €55K |"]),
        ("-----------------\nRegion  Base\n        salary\n------- ---------\n"
         "New     $80K -\nYork    $90K\n\nParis   €55K\n-----------------\n",
         ["| Region | Base salary |", "| New York | $80K - $90K |", "| Paris | €55K |"]),
        ("+-----+------+\n| A   | Base |\n+=====+======+\n| New | $80K |\n| Y.  |      |\n+-----+------+\n",
         ["| A | Base |", "| New Y. | $80K |"]),
        ("Region\tBase\nLondon\t£80K\n", ["| Region | Base |", "| London | £80K |"]),
        ("\tLondon\tParis\nBase\t£80K\t€70K\n", ["|  | London | Paris |", "| Base | £80K | €70K |"]),
        ("<table><tr><th>Region</th><th>Base</th></tr>\n<tr><td rowspan=2>London</td><td>£80K<br>£90K</td></tr>"
         "<tr><td><b>£95K</b></td></tr></table>",
         ["| Region | Base |", "| London | £80K £90K |", "| London | **£95K** |"]),
        ("<table><tr><td colspan=2>Pay</td></tr><tr><td>L4</td><td>$1 | $2</td></tr></table>",
         ["| Pay | Pay |", "| L4 | $1 \\| $2 |"]),
        ("<table><tr><td>L4<sup>1</sup></td><td>$150,000<sup><a href='#n'>[2]</a></sup></td></tr></table>",
         ["| L4¹ | $150,000² |"]),
        ("| L4 | $150,000<sup>1</sup> |\n", ["| L4 | $150,000¹ |"]),
        ("10<sup>6</sup> shares, the 1<sup>st</sup> year\n", ["10⁶ shares, the 1st year"]),
        ("| |\n", ["| |"]),
        ("Berlin – Paris\n--------------\n", ["Berlin – Paris", "--------------"]),
    ],
)  # fmt: skip
def test_a_table_of_another_kind_is_one_of_pipes(table, right):
    assert [line for line in lines(table) if "|---|" not in line] == right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("\\[1\\] Levels.fyi \\~ 5 \\$", "[1] Levels.fyi ~ 5 $"),
        ("a \\*star\\*", "a \\*star\\*"),
        ("[text]{.mark} and [words]{.underline}", "text and words"),
        ("==marked== words", "marked words"),
        ("a __bold__ and snake__case__name", "a **bold** and snake__case__name"),
        ("_A note of the table._", "*A note of the table.*"),
        ("# Title \\| Acme {#title .wide}", "# Title | Acme"),
        ('## <a name="pay"></a>Pay [¶](#pay "Permalink")', "## Pay"),
        ("« Je prends »", "“Je prends”"),
        ("„Ich nehme“", "“Ich nehme”"),
        ("»Ich nehme«", "“Ich nehme”"),
        ("<span class='x'>words</span> <u>under</u> <b>bold</b>", "words under **bold**"),
        ('<a href="https://a.com/b">Acme</a>', "[Acme](https://a.com/b)"),
        ("less than <$50K and <number> of <competitor>", "less than <$50K and <number> of <competitor>"),
        ("$`195K -`$<!-- -->275K", "$195K -$275K"),
        ("A$`188,000basewithA`$<!-- -->130,000", "A$188,000 base with A$130,000"),
        ("Levels.fyi --- pay", "Levels.fyi — pay"),
        ("a\u200bb\u00adc\ufeff d", "abc d"),
        ("3\u202f000 €", "3\u202f000 €"),
    ],
)
def test_marks_that_say_the_same(text, right):
    assert lines(text) == [right]


def test_words_that_a_formula_has_glued_are_refused_where_they_cannot_be_told():
    with pytest.raises(GuideRefused, match=r"dollar signs.*“188,000forplatformworkandA”") as refusal:
        parse_guide(TITLE + "Ask for A$`188,000forplatformworkandA`$130,000.\n")
    assert refusal.value.line == 3


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("**1\\. Base pay** The band is wide.", ["**1. Base pay**", "The band is wide."]),
        ("**What it is worth** Base is high.", ["**What it is worth**", "Base is high."]),
        ("**2. Grant**<br>Ask for more.", ["**2. Grant**", "Ask for more."]),
        # None of these is a heading.
        ("**Never** accept at once.", ["**Never** accept at once."]),
        ("**This is the most important part.** It says all.", ["**This is the most important part.** It says all."]),
        ("**Level Mapping:** PD = Hooli PD", ["**Level Mapping:** PD = Hooli PD"]),
        ("- **Ask for more** Then wait.", ["- **Ask for more** Then wait."]),
    ],
)
def test_a_heading_that_runs_into_its_paragraph(text, right):
    assert lines(text) == right


def test_stairs_of_items_are_a_list():
    text = "1. **A:** one\n   goes on\n\n   - **B:** two\n\n     - **C:** three\n\nAfter"
    assert lines(text) == ["1. **A:** one goes on", "1. **B:** two", "1. **C:** three", "After"]
    kept = "- Pay\n  - base\n  - bonus\n- Terms"
    assert lines(kept) == kept.split("\n")


def test_lines_keep_the_numbers_they_have_in_the_text_as_it_was_sent():
    text = TITLE + (
        "Owner: Pat\nStatus: Draft\n\nA sentence that goes\non in the\nnext lines.\n\n"
        "<table>\n<tr><th>Region</th><th>Base Salary</th></tr>\n"
        "<tr>\n<td>London</td>\n<td>£80K–£90K</td>\n</tr>\n</table>\n\n"
        "## Sources\n\n- Levels.fyi — pay\n  in 2025\n- Glassdoor\n"
    )
    document = parse_guide(text)
    assert [label.line for label in document.labels if label.text.startswith(("Owner", "Status"))] == [3, 4]
    assert [band.line for band in document.bands] == [12]
    assert [source.line for source in document.sources] == [20, 22]
    assert document.sections[0].body == "A sentence that goes on in the next lines."


@pytest.mark.parametrize(
    "unit",
    [
        "+--+\n",
        "| \na\n",
        "|\n",
        "\n    |\n",
        "A = b\n",
        "<table>",
        "<!--",
        "$`",
        "{a:",
        "a\n",
        "a  b\n-- --\n",
        "<td>",
    ],
)
def test_a_text_is_normalised_in_time(unit):
    def normal(text: str) -> None:
        try:
            normalised(text)
        except GuideRefused:
            return

    assert grows_in_step(normal, lambda size: filled(TITLE, unit, size), 12_000)


def test_what_is_struck_out_is_neither_said_nor_lost():
    text = TITLE + '## Levers\n\n1. **Base:** "I\'d like ~~$170K base~~ $180K base."\n'
    document = parse_guide(text)
    assert [part.text for part in document.levers[0].parts] == ["I'd like $180K base."]
    assert [int(ask.min) for ask in document.levers[0].asks] == [180_000]
    assert [(label.line, label.text) for label in document.labels if "170K" in label.text] == [(5, "$170K base")]
    assert lost_words(text, document) == []


HEADER = "| Region | Level | Base Salary | Total Comp |\n|---|---|---|---|\n| London | L4 | £80K–£90K | £95K–£110K |\n"


@pytest.mark.parametrize(
    "row",
    [
        "| L5 | £95K–£110K | £120K–£140K |",
        "| London | L5 | £95K | £110K | £120K–£140K |",
        "| £95K–£110K | £120K–£140K |",
    ],
)
def test_a_row_that_does_not_fit_its_header_gives_no_band_and_a_finding(row):
    document = parse_guide(f"{TITLE}{HEADER}{row}\n")
    assert [(band.region, band.level) for band in document.bands] == [("London", "L4")]
    [finding] = [finding for finding in document.findings if finding.code == "row-uneven"]
    assert finding.line == 6
    assert lost_words(row, document) == []


def test_a_short_row_of_an_html_table_is_no_full_one():
    table = (
        "<table><tr><th>Region</th><th>Level</th><th>Base Salary</th></tr>\n"
        "<tr><td>London</td><td>L4</td><td>£80K</td></tr>\n<tr><td>L5</td><td>£95K</td></tr></table>\n"
    )
    document = parse_guide(TITLE + table)
    assert [(band.region, band.level) for band in document.bands] == [("London", "L4")]
    assert [finding.line for finding in document.findings if finding.code == "row-uneven"] == [5]


@pytest.mark.parametrize("cell", ["195K base30K bonus", "$195K base$30K bonus", "£80K fixed£10K variable"])
def test_two_amounts_glued_are_not_one(cell):
    document = parse_guide(
        f"{TITLE}| Region | Base Salary | Total Comp |\n|---|---|---|\n| London | {cell} | £120K |\n"
    )
    assert document.bands[0].base is None
    assert [finding.line for finding in document.findings if finding.code == "cell-ambiguous"] == [5]
