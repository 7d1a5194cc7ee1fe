"""Postings made to mislead a reader: what isn't this job's pay, what could be two things, data that say nonsense."""

from __future__ import annotations

from tests.pay.postings.cases import Case, ld, posting

HARD_CASES: tuple[Case, ...] = (
    posting(
        "a signing bonus with a range of its own",
        "Base pay: $142,000 - $168,000 per year. Signing bonus: $10,000 - $25,000, relocation up to $8,000.",
        ("142000", "168000", "$", "year", "base"),
        rest=("$10,000", "$25,000", "$8,000"),
    ),
    posting(
        "the median of the trade is nobody's offer",
        "The median salary in our industry is $90,000 - $110,000 a year; we talk about ours in the first call.",
        ("90000", "110000", "$", "year", "base"),
        settled=None,
    ),
    posting(
        "zeros are no pay",
        ld('{"@type": "JobPosting", "baseSalary": {"currency": "USD", "value": {"minValue": 0, "maxValue": 0}}}'),
    ),
    posting(
        "a yearly sum said to be by the hour",
        ld(
            '{"@type": "JobPosting", "baseSalary": {"@type": "MonetaryAmount", "currency": "USD", "value": '
            '{"minValue": 95000, "maxValue": 120000, "unitText": "HOUR"}}}'
        ),
        ("95000", "120000", "USD", "hour", "base"),
        settled=None,
    ),
    posting(
        "ends the wrong way round",
        ld(
            '{"@type": "JobPosting", "baseSalary": {"currency": "EUR", "value": {"minValue": 80000, '
            '"maxValue": 60000, "unitText": "YEAR"}}}'
        ),
        ("80000", "60000", "EUR", "year", "base"),
        settled=None,
    ),
    posting(
        "data that are no JSON",
        '<script type="application/ld+json">{"@type": "JobPosting", "baseSalary": {"value": }}</script>'
        "<p>Salary: £40,000 - £46,000 per annum</p>",
        ("40000", "46000", "GBP", "year", "base"),
        settled=None,
    ),
    posting(
        "one job in two places with two ranges",
        ld(
            '{"@graph": [{"@type": "JobPosting", "jobLocation": {"address": {"addressLocality": "Austin"}}, '
            '"baseSalary": {"currency": "USD", "value": {"minValue": 120000, "maxValue": 150000}}}, '
            '{"@type": "JobPosting", "jobLocation": {"address": {"addressLocality": "New York"}}, '
            '"baseSalary": {"currency": "USD", "value": {"minValue": 140000, "maxValue": 175000}}}]}'
        ),
        ("120000", "150000", "USD", "", "base"),
        ("140000", "175000", "USD", "", "base"),
        settled=None,
    ),
    posting(
        "the currency inside, the ends a step higher, numbers with signs",
        ld(
            '{"@type": "JobPosting", "baseSalary": {"@type": "MonetaryAmount", "currency": "usd", '
            '"minValue": "$101,000", "maxValue": "$125,500", "unitText": "per year"}}'
        ),
        ("101000", "125500", "USD", "year", "base"),
    ),
    posting(
        "an amount a value holds as text with its ends",
        ld(
            '{"@type": "JobPosting", "baseSalary": [{"currency": "CAD", "value": {"value": "88,000 - 104,000", '
            '"unitText": "ANNUAL"}}]}'
        ),
        ("88000", "104000", "CAD", "year", "base"),
    ),
    posting(
        "the posting in the data alone, its words within them",
        ld(
            '{"@type": "JobPosting", "title": "Planner", "description": "<p>You plan.</p><p>Salary range: '
            '$71,000 - $83,000 per year</p>"}'
        ),
        ("71000", "83000", "$", "year", "base"),
    ),
    posting(
        "a table of least and most",
        "<table><tr><th>Minimum salary</th><td>$66,560</td></tr><tr><th>Maximum</th><td>$81,000</td></tr>"
        "<tr><th>Holiday</th><td>20 days</td></tr></table>",
        ("66560", "81000", "$", "", "base"),
    ),
    posting(
        "two currencies in one line",
        "Salary: £70,000 - €85,000 a year",
    ),
    posting(
        "what clients spend",
        "You look after accounts of $250,000 - $400,000 a year. Pay is competitive.",
        settled=None,
    ),
    posting(
        "a total, not a base",
        "Total compensation: $310,000 - $390,000 per year, of which equity is about a third.",
        ("310000", "390000", "$", "year", "total"),
    ),
    posting(
        "a thousand times too wide",
        "Salary: $60 - $90,000 a year",
        ("60", "90000", "$", "year", "base"),
        settled=None,
    ),
    posting(
        "a raise, and a percentage",
        "Salary reviews of 3% to 5%. Bonus of $4,000 to $6,000 a year. 3-5 years of experience, teams of 8 to 12.",
        rest=("3%", "5%", "$4,000", "$6,000"),
    ),
    posting(
        "hours and a rate",
        "Hourly rate: £14.20. 37.5 hours a week. Overtime at 1.5.",
        ("14.20", "14.20", "GBP", "hour", ""),
    ),
    posting(
        "what was paid before",
        "Previously advertised at £38,000 to £41,000 per annum, the salary is now £43,000 to £47,500 per annum.",
        ("38000", "41000", "GBP", "year", ""),
        ("43000", "47500", "GBP", "year", "base"),
        settled=None,
    ),
    posting(
        "base with a premium of a city behind it",
        "Base salary $128,000-$150,000 (San Francisco: $148,000-$172,000)",
        ("128000", "150000", "$", "", "base"),
        ("148000", "172000", "$", "", ""),
        settled=None,
    ),
    posting(
        "a total is no salary that isn't sure",
        "Salary: £30,000 (OTE £45,000 - £50,000)",
        ("30000", "30000", "GBP", "", "base"),
        ("45000", "50000", "GBP", "", "total"),
        settled=None,
    ),
    posting(
        "Spanish",
        "Analista de datos, Madrid. Salario: 36.000 € - 42.000 € brutos anuales. Ayuda de 600 € para teletrabajo.",
        ("36000", "42000", "EUR", "year", "base"),
        rest=("600 €",),
    ),
)

# One line of a posting each: where the reader went wrong, or could.
_LINES: tuple[tuple[str, str | None, str | None, str, str, str, bool], ...] = (
    ("USD 150,000 - 190,000 per year (Remote - United States)", "150000", "190000", "USD", "year", "", True),
    ("USA base pay range: USD $119,800 - $234,700 per year", "119800", "234700", "USD", "year", "base", True),
    # The top of it stands too far off.
    ("Base pay ranges from $129,300/year in our lowest market up to $223,600/year in our highest",
     "129300", None, "$", "year", "base", False),
    ("Salary Range: Min: $62,400 Mid: $78,000 Max: $93,600", "62400", "62400", "$", "", "base", False),
    ("Base salary: a minimum of $85,000, a maximum of $102,000 a year", "85000", "102000", "$", "year", "base", True),
    ("Salary: £35,000 pro rata (£21,000 actual for 22.5 hours)", "35000", "35000", "GBP", "", "base", False),
    ("From £12.71 an hour", "12.71", None, "GBP", "hour", "", True),
    ("Up to $70,000 a year", None, "70000", "$", "year", "", True),
    ("KV-Mindestgehalt: EUR 2.800,- brutto/Monat (14x)", "2800", None, "EUR", "month", "base", True),
    ("Salario bruto anual: 28.000€ - 32.000€", "28000", "32000", "EUR", "year", "base", True),
    ("Rémunération : 45-55K€ selon profil + variable de 5K€", "45000", "55000", "EUR", "", "", True),
    ("This role pays between $90,000 and $105,000 per year, with up to $15,000 in annual bonus",
     "90000", "105000", "$", "year", "", True),
    ("INR 25-32 LPA. Notice period: 30 days", "2500000", "3200000", "INR", "year", "", True),
    ("Salary (per annum): £41,732 to £49,794. Grade 7. Pension 21.6%", "41732", "49794", "GBP", "year", "base", True),
    ("We raised $30 - $40 million a year ago. Salary is 5,000 - 7,000 EUR gross per month",
     "5000", "7000", "EUR", "month", "base", True),
    ("Annual compensation $200k to $250k. Revenue $50M-$60M annually", "200000", "250000", "$", "year", "", True),
    ("Salaries of $80,000 - $120,000 are common among our clients", "80000", "120000", "$", "", "base", False),
    ("Remuneration: $90,000 + super", "90000", "90000", "$", "", "", True),
    ("Salary: $90,000+", "90000", None, "$", "", "base", True),
    ("$28.00-$32.00/hour DOE. Medical from $50 a month", "28.00", "32.00", "$", "hour", "", True),
    ("Salary: $85,000 - $95,000 - $105,000", "85000", "95000", "$", "", "base", False),
)  # fmt: skip
LINE_CASES = tuple(
    Case(line[:60], line, ((lowest, highest, *others),), 0 if is_settled else None)
    for line, lowest, highest, *others, is_settled in _LINES
)
