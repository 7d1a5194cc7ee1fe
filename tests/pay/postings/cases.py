"""Postings after the structure of real ones, in our own words, each with the right reading.

Written before the reader. ``ranges``: lowest, highest, currency (what the sign may be, where it is several:
"$"), period, whole; ``settled``: the one to fill in, ``None`` where the candidate has to choose; ``rest``: figures
that have to be listed, as printed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from textwrap import dedent

Stated = tuple[str | None, str | None, str, str, str]


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    ranges: tuple[Stated, ...]
    settled: int | None = 0
    contradicts: bool = False
    rest: tuple[str, ...] = field(default=())


def posting(
    name: str,
    text: str,
    *ranges: Stated,
    settled: int | None = 0,
    contradicts: bool = False,
    rest: tuple[str, ...] = (),
) -> Case:
    return Case(name, dedent(text).strip(), ranges, settled if ranges else None, contradicts, rest)


def ld(job: str) -> str:
    return f'<html><head><script type="application/ld+json">{job}</script></head><body><h1>The job</h1></body></html>'


CASES = (
    posting(
        "an applicant system of a US company",
        """
        <div class="job__description"><h1>Staff Engineer, Storage</h1>
        <p>We run the stores that 4,000 shops rely on, and closed a $60M round in spring.</p>
        <div class="pay-range"><p class="title">Annual Salary:</p>
        <div class="pay-range"><span>$187,000</span><span class="divider">&mdash;</span><span>$254,000 USD</span></div>
        </div><p>Benefits: 401(k) with a match, $1,500 for learning a year.</p></div>
        """,
        ("187000", "254000", "USD", "year", "base"),
        rest=("$60M", "$1,500"),
    ),
    posting(
        "the law's sentence of Colorado",
        """
        Data Analyst II - Denver, CO

        The base salary range for this role is $98,400 to $131,200 per year. You may also get a bonus of up to 10% of
        your salary and a one-time signing bonus of $5,000. Applications close on 14 August 2026.
        """,
        ("98400", "131200", "$", "year", "base"),
        rest=("10%", "$5,000"),
    ),
    posting(
        "an hourly job of a board",
        """
        Warehouse lead
        Job type: Full-time
        Pay: $24.50 - $29.00 per hour
        Expected hours: 40 per week
        """,
        ("24.50", "29.00", "$", "hour", ""),
    ),
    posting(
        "a network's own line",
        """
        Brightwater · Product Manager
        $150,000.00/yr - $190,000.00/yr
        About the job
        Base pay is only one part of what we offer.
        """,
        ("150000", "190000", "$", "year", ""),
    ),
    posting(
        "short, in thousands, the sign once",
        "Senior Backend Engineer (remote, US). Comp: $160-195k base + equity. Series B, $45M raised.",
        ("160000", "195000", "$", "", "base"),
        rest=("$45M",),
    ),
    posting(
        "base and on-target earnings",
        """
        Account Executive, Mid-Market
        Base salary: $80,000 - $95,000 a year
        On-target earnings (OTE): $160,000 - $190,000 a year, uncapped
        Quota: $1.1M
        """,
        ("80000", "95000", "$", "year", "base"),
        ("160000", "190000", "$", "year", "total"),
        rest=("$1.1M",),
    ),
    posting(
        "two zones of one company",
        """
        Pay depends on where you are.
        Zone A (San Francisco, New York): annual base salary $210,000 - $260,000
        Zone B (all other US places): annual base salary $180,000 - $222,000
        """,
        ("210000", "260000", "$", "year", "base"),
        ("180000", "222000", "$", "year", "base"),
        settled=None,
    ),
    posting(
        "a British advert",
        "Finance Manager, Leeds. £52,000 to £58,000 per annum depending on experience, plus 8% pension and "
        "a £4,200 car allowance.",
        ("52000", "58000", "GBP", "year", ""),
        rest=("8%", "£4,200"),
    ),
    posting(
        "only a top",
        "Paralegal - Bristol\nSalary: up to £34k per annum\nHoliday: 25 days",
        (None, "34000", "GBP", "year", "base"),
    ),
    posting(
        "a contractor's day rate",
        "Interim programme manager. Day rate: £550 - £625 per day, outside IR35. Budget of the programme: £12m.",
        ("550", "625", "GBP", "day", ""),
        rest=("£12m",),
    ),
    posting(
        "a German advert",
        """
        Softwareentwickler (m/w/d) in Leipzig
        Wir bieten ein Jahresgehalt von 58.000 € bis 72.000 € brutto pro Jahr, 30 Tage Urlaub und 500 € im Jahr für
        Weiterbildung.
        """,
        ("58000", "72000", "EUR", "year", "base"),
        rest=("500 €",),
    ),
    posting(
        "the Austrian minimum",
        """
        Projektleitung Tiefbau, Graz
        Das Mindestgehalt beträgt 3.850 € brutto pro Monat (14 mal), mit Bereitschaft zur Überzahlung.
        """,
        ("3850", None, "EUR", "month", "base"),
    ),
    posting(
        "a French advert",
        "Ingénieur qualité (H/F), Lyon. Salaire : 42 000 € à 50 000 € brut par an, selon expérience. "
        "Tickets restaurant de 9 €.",
        ("42000", "50000", "EUR", "year", "base"),
        rest=("9 €",),
    ),
    posting(
        "a Dutch advert",
        "Beleidsmedewerker in Utrecht. Salaris: € 3.900 - € 5.400 bruto per maand bij 36 uur per week. "
        "Reisbudget € 2.000.",
        ("3900", "5400", "EUR", "month", "base"),
        rest=("€ 2.000",),
    ),
    posting(
        "Ontario with its currency",
        "Toronto, ON. The expected annual base salary for this position is CAD 105,000 - CAD 150,000. "
        "This posting is for an existing vacancy.",
        ("105000", "150000", "CAD", "year", "base"),
    ),
    posting(
        "Singapore by the month",
        "Senior executive, payments (Singapore)\nMonthly salary: S$6,500 to S$9,000\nAnnual wage supplement",
        ("6500", "9000", "SGD", "month", "base"),
    ),
    posting(
        "India in lakhs",
        "SDE 3, Bengaluru. CTC: ₹38,00,000 - ₹52,00,000 per annum. Joining bonus ₹2,00,000.",
        ("3800000", "5200000", "INR", "year", "total"),
        rest=("₹2,00,000",),
    ),
    posting(
        "data as it should be",
        ld(
            '{"@context": "https://schema.org/", "@type": "JobPosting", "title": "Site Reliability Engineer", '
            '"datePosted": "2026-07-02", "hiringOrganization": {"@type": "Organization", "name": "Tarn"}, '
            '"baseSalary": {"@type": "MonetaryAmount", "currency": "USD", "value": {"@type": "QuantitativeValue", '
            '"minValue": 142000, "maxValue": 176000, "unitText": "YEAR"}}}'
        ),
        ("142000", "176000", "USD", "year", "base"),
    ),
    posting(
        "data in a graph, numbers as text, and the words agree",
        """
        <script type="application/ld+json">
        {"@context": "https://schema.org", "@graph": [{"@type": "WebPage", "name": "Jobs"},
         {"@type": ["JobPosting"], "title": "Nurse", "baseSalary": {"@type": "MonetaryAmount", "currency": "USD",
          "value": {"@type": "QuantitativeValue", "minValue": "41.50", "maxValue": "56.25", "unitText": "hourly"}}}]}
        </script>
        <main><h1>Nurse, nights</h1><p>Pay range: $41.50 - $56.25 an hour. Sign-on bonus: $7,500.</p></main>
        """,
        ("41.50", "56.25", "USD", "hour", "base"),
        rest=("$7,500",),
    ),
    posting(
        "data and words contradict each other",
        """
        <script type="application/ld+json">{"@type": "JobPosting", "baseSalary": {"currency": "USD",
        "value": {"minValue": 90000, "maxValue": 210000, "unitText": "YEAR"}}}</script>
        <p>The salary range for this job is $120K - $150K a year.</p>
        """,
        ("90000", "210000", "USD", "year", "base"),
        ("120000", "150000", "$", "year", "base"),
        settled=None,
        contradicts=True,
    ),
    posting(
        "data of wrong types: a string",
        ld('[{"@type": "JobPosting", "salaryCurrency": "EUR", "baseSalary": "55,000 - 68,000 per year"}]'),
        ("55000", "68000", "EUR", "year", "base"),
    ),
    posting(
        "data of wrong types: a plain number",
        ld('{"@type": "http://schema.org/JobPosting", "salaryCurrency": "GBP", "baseSalary": 48500}'),
        ("48500", "48500", "GBP", "", "base"),
    ),
    posting(
        "an estimate of somebody else is no posted range",
        ld(
            '{"@type": "JobPosting", "estimatedSalary": [{"@type": "MonetaryAmountDistribution", "currency": "USD", '
            '"duration": "P1Y", "percentile10": 88000, "percentile90": 131000, "median": 104000}]}'
        ),
        ("88000", "131000", "USD", "year", ""),
        settled=None,
    ),
    posting(
        "no pay at all",
        """
        Head of Growth. We raised $120M to $140M over two rounds, reach 3 million people and save our clients
        $10,000 - $50,000 a year. Competitive salary and equity.
        """,
        rest=("$120M", "$140M", "$10,000", "$50,000"),
    ),
    posting(
        "microdata, and another job's range below",
        """
        <article itemscope itemtype="https://schema.org/JobPosting"><h1 itemprop="title">Carpenter</h1>
        <p>Pay: <span itemprop="baseSalary" itemscope itemtype="https://schema.org/MonetaryAmount">
        <meta itemprop="currency" content="NZD"><span itemprop="value" itemscope
        itemtype="https://schema.org/QuantitativeValue">$<span itemprop="minValue" content="34">34</span> to
        $<span itemprop="maxValue" content="42">42</span> per <span itemprop="unitText" content="HOUR">hour</span>
        </span></span></p></article>
        <aside><h2>Similar jobs</h2><p>Joiner, salary $70,000 - $85,000 a year</p></aside>
        """,
        ("34", "42", "NZD", "hour", "base"),
        ("70000", "85000", "$", "year", "base"),
        settled=None,
    ),
)
