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
        "Spanish",
        "Analista de datos, Madrid. Salario: 36.000 € - 42.000 € brutos anuales. Ayuda de 600 € para teletrabajo.",
        ("36000", "42000", "EUR", "year", "base"),
        rest=("600 €",),
    ),
)
