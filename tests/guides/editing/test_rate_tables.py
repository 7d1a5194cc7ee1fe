"""Exchange rates read out of CSV tables: the central banks' forms, and what is none."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guides.data.reference import DATA
from guides.editing.rate_tables import reading
from guides.editing.rate_tables.cells import FIRST_DAY
from guides.editing.rate_tables.quotes import RateRow, RateTable
from guides.editing.rate_tables.reading import read_rates, text_of_rates
from pay.currencies import KNOWN_CODES

D = Decimal
TODAY = date(2026, 11, 26)


def read(text: str, **changes) -> RateTable:
    return read_rates(text, **{"today": TODAY, "currencies": KNOWN_CODES} | changes)


def told(text: str, **changes) -> list[tuple[str, Decimal, date]]:
    table = read(text, **changes)
    assert table.problems == ()
    return [(row.currency, row.per_euro, row.on) for row in table.rows]


def problem_lines(text: str, **changes) -> list[tuple[int, str]]:
    return [(problem.line, problem.sentence) for problem in read(text, **changes).problems]


# Forms


def test_the_bundled_rates_are_read_with_their_own_sources():
    table = read((DATA / "exchange-rates.csv").read_text("utf-8"))
    assert table.problems == ()
    assert len(table.rows) == 31
    assert (
        RateRow(
            "USD",
            D("1.1172"),
            date(2026, 10, 30),
            29,
            "European Central Bank, euro foreign exchange reference rates",
        )
        in table.rows
    )


def test_the_history_of_the_ecb_is_read_without_its_gaps():
    text = "Date,USD,JPY,CYP,\n2026-11-25,1.1234,175.5,N/A,\n1999-01-04,1.1789,133.73,0.58231,\n"
    assert told(text) == [
        ("USD", D("1.1234"), date(2026, 11, 25)),
        ("JPY", D("175.5"), date(2026, 11, 25)),
        ("USD", D("1.1789"), date(1999, 1, 4)),
        ("JPY", D("133.73"), date(1999, 1, 4)),
        ("CYP", D("0.58231"), date(1999, 1, 4)),
    ]


def test_the_one_line_of_the_ecbs_day_is_read():
    text = "Date, USD, JPY, BGN, \n26 November 2026, 1.0820, 161.55, 1.9558, \n"
    assert told(text) == [
        ("USD", D("1.0820"), TODAY),
        ("JPY", D("161.55"), TODAY),
        ("BGN", D("1.9558"), TODAY),
    ]


def test_the_long_form_of_the_ecbs_data_portal_is_read():
    text = (
        "KEY,FREQ,CURRENCY,CURRENCY_DENOM,EXR_TYPE,EXR_SUFFIX,TIME_PERIOD,OBS_VALUE,OBS_STATUS,TITLE\n"
        'EXR.D.USD.EUR.SP00.A,D,USD,EUR,SP00,A,2026-11-25,1.1234,A,"US dollar/Euro, 2:15 pm (C.E.T.)"\n'
        'EXR.D.SEK.EUR.SP00.A,D,SEK,EUR,SP00,A,2026-11-25,,H,"Swedish krona/Euro"\n'
    )
    assert told(text) == [("USD", D("1.1234"), date(2026, 11, 25))]


@pytest.mark.parametrize("form", ["date,currency,rate\n2026-11-25,USD,1.1\n", "Rate;Date;Currency\n1,1;25.11.2026;usd"])
def test_columns_of_a_long_form_are_found_by_their_names(form):
    assert told(form) == [("USD", D("1.1"), date(2026, 11, 25))]


@pytest.mark.parametrize(
    "day", ["2026-11-05", "2026/11/05", "20261105", "05.11.2026", "5.11.2026", "5 Nov 2026", "5. november 2026"]
)
def test_days_are_read_as_banks_write_them(day):
    assert told(f"date,currency,rate\n{day},USD,1.1\n") == [("USD", D("1.1"), date(2026, 11, 5))]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize(
    ("delimiter", "rate"), [(",", "1.1"), (",", '"1.1"'), (";", "1,1"), (";", "1.1"), ("\t", "1,1")]
)
def test_marks_line_ends_and_delimiters_of_any_kind(end, mark, delimiter, rate):
    lines = [("currency", "rate", "date"), ("USD", rate, "2026-11-25"), (), ("SEK", "11", "2026-11-25")]
    text = mark + end.join(delimiter.join(cells) for cells in lines)
    assert told(text) == [("USD", D("1.1"), date(2026, 11, 25)), ("SEK", D(11), date(2026, 11, 25))]


# Another base


def test_rates_against_the_dollar_become_rates_against_the_euro():
    text = "date,EUR,GBP,JPY\n2026-11-25,0.8,0.7,160\n"
    assert told(text, base="USD") == [
        ("USD", D("1.25"), date(2026, 11, 25)),  # 1 ÷ 0.8
        ("GBP", D("0.875"), date(2026, 11, 25)),  # 0.7 ÷ 0.8
        ("JPY", D(200), date(2026, 11, 25)),  # 160 ÷ 0.8
    ]


def test_a_day_without_the_euro_gives_nothing_and_says_so():
    text = "date,EUR,GBP\n2026-11-25,,0.7\n2026-11-24,0.8,0.7\n"
    table = read(text, base="USD")
    assert [(row.currency, row.on.day) for row in table.rows] == [("USD", 24), ("GBP", 24)]
    ((line, sentence),) = problem_lines(text, base="USD")
    assert line == 2
    assert "EUR isn't quoted on 2026-11-25" in sentence


def test_the_base_that_a_file_names_goes_before_the_one_that_was_typed():
    text = "date,base,quote,rate\n2026-11-25,USD,EUR,0.8\n2026-11-25,USD,GBP,0.7\n2026-11-25,EUR,SEK,11\n"
    assert told(text, base="CHF") == [
        ("USD", D("1.25"), date(2026, 11, 25)),
        ("GBP", D("0.875"), date(2026, 11, 25)),
        ("SEK", D(11), date(2026, 11, 25)),
    ]


def test_six_decimals_are_kept():
    text = "date,EUR,GBP\n2026-11-25,3,1\n"
    assert [row.per_euro for row in read(text, base="USD").rows] == [D("0.3333333333"), D("0.3333333333")]
    assert told("date,GBP\n2026-11-25,0.83333333335\n")[0][1] == D("0.8333333334")


@pytest.mark.parametrize(
    "text",
    [
        "Date,EUR,USD,GBP\n2026-11-25,0.0653,0.0748,0.0564\n2026-11-24,1,1.1,0.8\n",
        "currency,rate,date\nEUR,0.0653,2026-11-25\nUSD,0.0748,2026-11-25\nUSD,1.1,2026-11-24\nGBP,0.8,2026-11-24\n",
    ],
    ids=["wide", "long"],
)
def test_a_day_that_proves_the_base_wrong_gives_none_of_its_rates(text):
    table = read(text)
    assert [(row.currency, row.per_euro, row.on.day) for row in table.rows] == [
        ("USD", D("1.1"), 24),
        ("GBP", D("0.8"), 24),
    ]
    ((line, sentence),) = problem_lines(text)
    assert line == 2
    assert "One EUR is said to cost 0.0653 EUR" in sentence
    assert "None of 2026-11-25 is taken" in sentence


# Prices: what so many of a currency cost


@pytest.mark.parametrize(
    "text",
    [
        "currency,amount,rate,date\nEUR,1,24.2,2026-11-25\nHUF,100,6.2,2026-11-25\n",
        "date;code;unit;value\n25.11.2026;EUR;1;24,2\n25.11.2026;HUF;100;6,2\n",
        "Date|1 EUR|100 HUF\n25.11.2026|24,200|6,200\n",
        "data;1EUR;100HUF\n20261125;24,2;6,2\n",
    ],
)
def test_amounts_say_that_a_table_holds_prices(text):
    # 24.2 ÷ (6.2 ÷ 100) = 390.3226 forints for one euro.
    assert told(text, base="CZK") == [
        ("CZK", D("24.2"), date(2026, 11, 25)),
        ("HUF", D("390.3225806452"), date(2026, 11, 25)),
    ]


def test_prices_in_the_euro_are_turned_when_somebody_says_so():
    text = "date,USD,JPY\n2026-11-25,0.8,0.00625\n"
    assert told(text, priced=True) == [("USD", D("1.25"), date(2026, 11, 25)), ("JPY", D(160), date(2026, 11, 25))]


@pytest.mark.parametrize(
    ("row", "says"),
    [("USD,two,0.9", "“two” doesn’t say how many"), ("USD,,0.9", "doesn’t say how many"), ("USD,0,0.9", "“0” doesn’t")],
)
def test_an_amount_that_is_none_is_told(row, says):
    text = f"currency,amount,rate,date\n{row},2026-11-25\n"
    assert read(text).rows == ()
    assert says.replace("’", "'") in problem_lines(text)[0][1].replace("’", "'")


@pytest.mark.parametrize(("power", "expected"), [("0", "1.1"), ("2", "110"), ("-2", "0.011"), ("", "1.1")])
def test_a_multiplier_of_the_statistics_format_multiplies(power, expected):
    text = f"CURRENCY,CURRENCY_DENOM,UNIT_MULT,TIME_PERIOD,OBS_VALUE\nUSD,EUR,{power},2026-11-25,1.1\n"
    assert told(text) == [("USD", D(expected), date(2026, 11, 25))]


# The direction

KNOWN = {"USD": (D("1.12"), TODAY), "JPY": (D(170), TODAY), "GBP": (D("0.86"), TODAY), "CHF": (D("0.93"), TODAY)}


@pytest.mark.parametrize(
    "text",
    [
        "date,USD,JPY\n2026-11-25,0.89,0.0059\n",
        "date,USD\n2026-11-25,0.89\n",
        "date,JPY\n2001-11-26,0.0091\n",
        "currency,amount,rate,date\nUSD,1,1.12,2026-11-25\nJPY,1,170,2026-11-25\n",
    ],
    ids=["both", "near-one", "long-ago", "amounts"],
)
def test_a_table_that_is_quoted_the_other_way_round_is_refused(text):
    table = read(text, known=KNOWN)
    assert table.rows == ()
    assert "the other way round" in table.problems[-1].sentence


@pytest.mark.parametrize(
    "text",
    [
        "date,USD,JPY\n2026-11-25,1.05,180\n",
        "date,USD\n2000-10-26,0.8252\n",  # the euro's lowest: the same side of one as today's reciprocal
        "date,CHF\n2026-11-25,0.95\n",
        "date,USD,JPY,GBP,CHF\n2026-11-25,1.3,140,0.7,1.1\n",
        "date,SEK\n2026-11-25,0.09\n",  # nothing is known of it
    ],
)
def test_a_table_that_only_moved_is_taken(text):
    assert read(text, known=KNOWN).rows


# Banks' own forms; the figures are made up


def rates_of(table: RateTable) -> dict[str, Decimal]:
    assert table.problems == ()
    return {row.currency: row.per_euro for row in table.rows}


def test_the_czech_national_banks_day_is_read_with_its_amounts():
    text = (
        "25 Nov 2026 #229\nCountry|Currency|Amount|Code|Rate\nEMU|euro|1|EUR|24.2\n"
        "Hungary|forint|100|HUF|6.2\nUSA|dollar|1|USD|22\n"
    )
    table = read(text)
    assert rates_of(table) == {"CZK": D("24.2"), "HUF": D("390.3225806452"), "USD": D("1.1")}
    assert {row.on for row in table.rows} == {date(2026, 11, 25)}
    assert table.publisher == "Czech National Bank"
    in_czech = "25.11.2026 #229\nzemě|měna|množství|kód|kurz\nEMU|euro|1|EUR|24,2\nUSA|dolar|1|USD|22,0\n"
    assert rates_of(read(in_czech)) == {"CZK": D("24.2"), "USD": D("1.1")}


def test_narodowy_bank_polskis_archive_is_read_with_its_amounts():
    text = (
        "data;1THB;1USD;1EUR;100HUF;nr tabeli;pełny numer tabeli;\n;bat (Tajlandia);dolar amerykański;euro;forint;;;\n"
        "20261125;0,11;4;4,4;1,1;229;229/A/NBP/2026;\n\nkod ISO;THB;USD;EUR;HUF;;;\nliczba jednostek;1;1;1;100;;;\n"
    )
    table = read(text)
    assert rates_of(table) == {"THB": D(40), "USD": D("1.1"), "PLN": D("4.4"), "HUF": D(400)}
    assert table.publisher == "Narodowy Bank Polski"


@pytest.mark.parametrize(
    "text",
    [
        "<tabela_kursow typ='A'><numer_tabeli>229</numer_tabeli><data_publikacji>2026-11-25</data_publikacji>"
        "<pozycja><przelicznik>1</przelicznik><kod_waluty>EUR</kod_waluty><kurs_sredni>4,4</kurs_sredni></pozycja>"
        "<pozycja><przelicznik>100</przelicznik><kod_waluty>HUF</kod_waluty><kurs_sredni>1,1</kurs_sredni></pozycja>"
        "</tabela_kursow>",
        "<?xml version='1.0'?><ArrayOfExchangeRatesTable><ExchangeRatesTable><EffectiveDate>2026-11-25</EffectiveDate>"
        "<Rates><Rate><Code>EUR</Code><Mid>4.4</Mid></Rate><Rate><Code>HUF</Code><Mid>0.011</Mid></Rate></Rates>"
        "</ExchangeRatesTable></ArrayOfExchangeRatesTable>",
    ],
    ids=["file", "service"],
)
def test_narodowy_bank_polskis_xml_is_read(text):
    assert rates_of(read(text)) == {"PLN": D("4.4"), "HUF": D(400)}


def test_the_ecbs_xml_is_read():
    text = (
        '<?xml version="1.0" encoding="UTF-8"?><gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" '
        'xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref"><Cube>'
        "<Cube time='2026-11-25'><Cube currency='USD' rate='1.1'/><Cube currency='JPY' rate='170.5'/></Cube>"
        "<Cube time='2026-11-24'><Cube currency='USD' rate='1.2'/></Cube></Cube></gesmes:Envelope>"
    )
    assert told(text) == [
        ("USD", D("1.1"), date(2026, 11, 25)),
        ("JPY", D("170.5"), date(2026, 11, 25)),
        ("USD", D("1.2"), date(2026, 11, 24)),
    ]


def test_the_columns_of_the_ecbs_data_portal_name_their_series():
    text = (
        '"DATE","TIME PERIOD","US dollar/Euro (EXR.D.USD.EUR.SP00.A)","Swedish krona/Euro (EXR.D.SEK.EUR.SP00.A)"\n'
        '"2026-11-25","25 Nov 2026","1.1","11.2"\n"2026-11-24","24 Nov 2026","1.2",""\n'
    )
    table = read(text)
    assert [(row.currency, row.per_euro, row.on.day) for row in table.rows] == [
        ("USD", D("1.1"), 25),
        ("SEK", D("11.2"), 25),
        ("USD", D("1.2"), 24),
    ]


def test_norges_bank_prices_units_of_the_base_in_the_quoted_currency():
    text = (
        "FREQ;Frequency;BASE_CUR;Base Currency;QUOTE_CUR;Quote Currency;TENOR;UNIT_MULT;Unit Multiplier;TIME_PERIOD;"
        "OBS_VALUE\n"
        "B;Business;EUR;Euro;NOK;Norwegian krone;SP;0;Units;2026-11-25;11.5\n"
        "B;Business;JPY;Yen;NOK;Norwegian krone;SP;2;Hundreds;2026-11-25;6.9\n"
    )
    # 11.5 ÷ 0.069 = 166.6666666667 yen for one euro.
    assert rates_of(read(text)) == {"NOK": D("11.5"), "JPY": D("166.6666666667")}


def test_the_bank_of_canadas_series_are_prices_in_its_dollar():
    text = (
        '"TERMS AND CONDITIONS"\n"https://example.org/terms/"\n\n"SERIES"\n"id","label","description"\n'
        '"FXEURCAD","EUR/CAD","European euro to Canadian dollar daily exchange rate"\n\n"OBSERVATIONS"\n'
        '"date","FXEURCAD","FXUSDCAD"\n"2026-11-25","1.6","1.4"\n'
    )
    # 1.6 ÷ 1.4 = 1.1428571429 US dollars for one euro.
    assert rates_of(read(text)) == {"CAD": D("1.6"), "USD": D("1.1428571429")}


def test_the_reserve_bank_of_australias_columns_are_what_its_dollar_buys():
    text = (
        "F11.1  EXCHANGE RATES,,,\nTitle,A$1=USD,Trade-weighted Index,A$1=EUR\n"
        "Description,AUD/USD Exchange Rate,Index,AUD/EUR Exchange Rate\nFrequency,Daily,Daily,Daily\n"
        "Units,USD,Index,EUR\n,,,\nSource,WM/Reuters,RBA,RBA\nPublication date,26-Nov-2026,26-Nov-2026,26-Nov-2026\n"
        "Series ID,FXRUSD,FXRTWI,FXREUR\n25-Nov-2026,0.66,61.5,0.6\n"
    )
    table = read(text)
    assert {row.currency: row.per_euro for row in table.rows} == {"AUD": D("1.6666666667"), "USD": D("1.1")}
    assert [problem.sentence for problem in table.problems] == [
        "“Trade-weighted Index” is no currency code. Its column is left out."
    ]


def test_freds_series_are_read_by_way_of_the_dollar():
    text = "observation_date,DEXUSEU,DEXJPUS,DEXUSUK\n2026-11-25,1.1,150,1.25\n2026-11-24,.,151,\n"
    table = read(text)
    # 1.1 × 150 = 165 yen, 1.1 ÷ 1.25 = 0.88 pounds for one euro; without the euro nothing.
    assert {row.currency: row.per_euro for row in table.rows} == {"USD": D("1.1"), "JPY": D(165), "GBP": D("0.88")}
    assert [problem.line for problem in table.problems] == [3]


def test_banca_d_italias_day_is_read_by_the_convention_that_it_names():
    text = (
        "Country,Currency,ISO Code,UIC Code,Rate,Rate convention,Reference date(CET)\n"
        "ALBANIA,Lek,ALL,047,97.5,Foreign currency amount for 1 Euro,2026-11-25\n"
        "ALGERIA,Dinar,DZD,106,150,Euro for 1 foreign currency unit,2026-11-25\n"
    )
    table = read(text)
    assert [(row.currency, row.per_euro) for row in table.rows] == [("ALL", D("97.5"))]
    assert "How this is quoted isn" in table.problems[0].sentence
    assert table.publisher == "Banca d'Italia"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "document type"),
        ("<Envelope><Cube time='2026-11-25'>", "whole XML"),
        ("<html><body>Rates</body></html>", "no rates of a form that is known"),
    ],
)
def test_xml_that_is_no_table_is_refused(text, says):
    assert says in read(text).problems[0].sentence


@pytest.mark.parametrize("encoding", ["ISO-8859-2", "utf-16", "utf-7", "undefined", "hex", "nonsense", "big5"])
def test_what_xml_says_of_its_encoding_changes_nothing(encoding):
    text = (
        f"<?xml version='1.0' encoding='{encoding}'?>"
        "<E><Cube time='2026-11-25'><Cube currency='SEK' rate='11'/></Cube></E>"
    )
    assert told(text) == [("SEK", D("11"), date(2026, 11, 25))]


# What is no rate


@pytest.mark.parametrize(
    "text",
    [
        f"date,currency,amount,rate\n2026-11-25,USD,1{'0' * 5000},3\n",
        f"CURRENCY,TIME_PERIOD,OBS_VALUE,UNIT_MULT\nUSD,2026-11-25,1.1,{'0' * 5000}9\n",
        "<E><data_publikacji>2026-11-25</data_publikacji>"
        f"<przelicznik>1{'0' * 5000}</przelicznik><kod_waluty>USD</kod_waluty><kurs_sredni>3,1</kurs_sredni></E>",
    ],
    ids=["amount", "power", "xml"],
)
def test_counts_of_thousands_of_digits_are_told(text):
    ((_, sentence),) = problem_lines(text)
    assert "0000…”" in sentence


@pytest.mark.parametrize("rate", ["9" * 30, f"0.{'0' * 28}1"], ids=["huge", "tiny"])
def test_chains_of_quotes_that_multiply_beyond_any_number_are_told(rate):
    chain = ["EUR", *sorted(KNOWN_CODES - {"EUR"})]
    rows = "".join(f"2026-11-25,{code},{base},{rate}\n" for base, code in pairwise(chain))
    # Two values for the first currency: their sentence prints such figures, too.
    table = read(f"date,currency,currency_denom,rate\n{rows}2026-11-25,{chain[-1]},{chain[-2]},1\n")
    assert table.rows == ()
    assert any("beyond what can be kept" in problem.sentence for problem in table.problems)


@pytest.mark.parametrize(
    "text", ["date," + "USD," * 200_000, f"date,USD\n2026-11-25,{',' * 200_000}", "date," * 200_000]
)
def test_lines_of_endless_columns_are_refused_at_once(text):
    began = process_time()
    table = read(text)
    assert process_time() - began < 1
    assert table.rows == ()
    assert "more than 1,000 columns" in table.problems[-1].sentence


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("ZZZ,1.1,2026-11-25", "“ZZZ” is no currency code"),
        ("USD,0,2026-11-25", "more than nothing"),
        ("USD,-1.1,2026-11-25", "more than nothing"),
        ("USD,0.00000000001,2026-11-25", "beyond what can be kept"),
        ("USD,1000000000,2026-11-25", "beyond what can be kept"),
        ("USD,999999999.9999999,2026-11-25", "beyond what can be kept"),
        ("USD,one,2026-11-25", "“one” is no rate"),
        ("USD,1e5,2026-11-25", "“1e5” is no rate"),
        ("USD,١.١,2026-11-25", "is no rate"),
        ('USD,"1,085",2026-11-25', "read in two ways"),
        ("USD,1.1,1989-12-31", "too long ago"),
        ("USD,1.1,2026-11-27", "still to come"),
        ("USD,1.1,2026-02-30", "There is no day"),
        ("USD,1.1,30 Brumaire 2026", "no day"),
        ("USD,1.1,11/25/2026", "no day such as"),
        ("USD,1.1,2026-11", "no day such as"),
        ("USD,1.1,", "no day such as"),
    ],
)
def test_a_row_that_is_no_rate_is_told_with_its_line_and_the_others_are_taken(row, says):
    text = f"currency,rate,date\nSEK,11,2026-11-25\n{row}\nNOK,12,2026-11-25\n"
    table = read(text)
    assert [line.currency for line in table.rows] == ["SEK", "NOK"]
    ((line, sentence),) = problem_lines(text)
    assert line == 3
    assert says in sentence


def test_unknown_columns_and_days_of_a_wide_form_are_told_once():
    text = "Date,USD,FOO\n2026-11-25,1.1,2\nyesterday,1.2,3\n2026-11-23,x,4\n"
    table = read(text)
    assert [(row.currency, row.on.day) for row in table.rows] == [("USD", 25)]
    assert [(line, sentence.split(".")[0]) for line, sentence in problem_lines(text)] == [
        (1, "“FOO” is no currency code"),
        (3, "“yesterday” is no day such as 2026-11-26"),
        (4, "USD: “x” is no rate"),
    ]


def test_two_values_for_one_day_give_none_and_the_same_twice_gives_one():
    text = (
        "currency,rate,date\nUSD,1.1,2026-11-25\nSEK,11,2026-11-25\nUSD,1.2,2026-11-25\nSEK,11.0,2026-11-25\n"
        "USD,1.1,2026-11-24\n"
    )
    table = read(text)
    assert [(row.currency, row.on.day) for row in table.rows] == [("SEK", 25), ("USD", 24)]
    ((line, sentence),) = problem_lines(text)
    assert line == 4
    assert "1.2 here and 1.1 in line 2" in sentence


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", 1, "nothing in it"),
        ("\ufeff\n \n", 1, "nothing in it"),
        ("Hello,\nworld,", 1, "has to name the columns"),
        ("date,rate\n2026-11-25,1\n", 1, "has to name the columns"),
        ('currency,rate,date\nUSD,1.1,"2026-11-25\n', 2, "isn't CSV"),
        ("currency,rate,date\n" + "x" * 140_000, 2, "isn't CSV"),
    ],
    ids=["empty", "blank", "words", "no-currency", "open-quote", "huge-cell"],
)
def test_what_cannot_be_read_is_refused_whole(text, line, says):
    table = read(text)
    assert table.rows == ()
    assert table.problems[-1].line == line
    assert says in table.problems[-1].sentence


def test_a_file_with_too_many_problems_or_rates_is_refused_whole(monkeypatch):
    rows = "".join(f"USD,{number},2026-11-25x\n" for number in range(1, 1003))
    table = read(f"currency,rate,date\nSEK,11,2026-11-25\n{rows}")
    assert table.rows == ()
    assert "More than 1,000 problems" in table.problems[-1].sentence
    monkeypatch.setattr(reading, "MOST_RATES", 2)
    table = read("Date,USD,SEK,NOK\n2026-11-25,1,11,12\n")
    assert table.rows == ()
    assert "Start from a later day" in table.problems[-1].sentence


def test_days_before_the_one_that_was_asked_for_are_passed_over():
    wide = "Date,USD\n2026-11-25,1.1\n2026-11-24,x\n"
    long = "currency,rate,date\nUSD,1.1,2026-11-25\nUSD,x,2026-11-24\n"
    for text in (wide, long):
        assert told(text, since=date(2026, 11, 25)) == [("USD", D("1.1"), date(2026, 11, 25))]


# Properties

rates = st.decimals(min_value=D("0.000001"), max_value=D("999999999.999999"), places=6)
days = st.dates(min_value=FIRST_DAY, max_value=TODAY)
codes = st.sampled_from(sorted(KNOWN_CODES - {"EUR"}))
held = st.dictionaries(st.tuples(days, codes), rates, min_size=1, max_size=30)


@given(held, st.sampled_from(",;\t"), st.sampled_from(["\n", "\r\n"]))
def test_what_is_written_long_comes_back(held, delimiter, end):
    lines = [("date", "currency", "rate"), *((on.isoformat(), code, f"{rate:f}") for (on, code), rate in held.items())]
    table = read(end.join(delimiter.join(cells) for cells in lines))
    assert table.problems == ()
    assert {(row.on, row.currency): row.per_euro for row in table.rows} == held
    assert [row.line for row in table.rows] == list(range(2, len(held) + 2))


@given(held, st.sampled_from([(",", "."), (";", ","), ("\t", ",")]), st.sampled_from(["N/A", ""]))
def test_what_is_written_wide_comes_back(held, signs, gap):
    delimiter, point = signs
    columns = sorted({code for _, code in held})
    lines = [["Date", *columns, ""]]
    for on in sorted({on for on, _ in held}):
        cells = [f"{held[on, code]:f}".replace(".", point) if (on, code) in held else gap for code in columns]
        lines.append([on.isoformat(), *cells, ""])
    table = read("\n".join(delimiter.join(cells) for cells in lines))
    assert table.problems == ()
    assert {(row.on, row.currency): row.per_euro for row in table.rows} == held


@given(held, st.sampled_from(["", 'A bank, of "somewhere"']))
def test_what_is_carried_along_reads_as_the_same_rates(held, source):
    rows = [RateRow(code, rate, on, 1, source) for (on, code), rate in held.items()]
    table = read(text_of_rates(rows), base="USD", priced=True)
    assert table.problems == ()
    assert {(row.on, row.currency, row.source): row.per_euro for row in table.rows} == {
        (row.on, row.currency, source): row.per_euro for row in rows
    }


@given(st.text(alphabet=st.sampled_from("date,USDrate\n\r;\t\"'1.9-0\x00é"), max_size=120))
def test_any_text_is_answered_with_rates_or_reasons(text):
    table = read("Date,USD\n" + text)
    assert all(row.per_euro > 0 and FIRST_DAY <= row.on <= TODAY for row in table.rows)
    assert all(problem.sentence for problem in table.problems)


def test_a_quarter_of_a_century_is_within_the_limits():
    codes = sorted(KNOWN_CODES - {"EUR"})[:41]
    lines = ["Date," + ",".join(codes)]
    lines += [f"{TODAY - timedelta(days=number)}," + ",".join("1.2345" for _ in codes) for number in range(4_800)]
    table = read("\n".join(lines))
    assert len(table.rows) == 4_800 * 41
