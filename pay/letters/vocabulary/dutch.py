"""Dutch words of pay."""

NOUNS = {
    "base": """
        salaris | basissalaris | brutosalaris | jaarsalaris | maandsalaris | bruto jaarsalaris | bruto maandsalaris
        | brutojaarsalaris | brutomaandsalaris | vast salaris | loon | brutoloon | bruto salaris | maandloon |
        uurloon | vaste salaris | basisloon | bruto basissalaris | brutomaandloon | jaarinkomen
    """,
    "base_month": """
        maandsalaris | bruto maandsalaris | brutomaandsalaris | maandloon | brutomaandloon
    """,
    "base_year": "jaarsalaris | bruto jaarsalaris | brutojaarsalaris",
    "base_hour": "uurloon",
    "fte_base": "fulltime salaris | voltijdsalaris | fulltime maandsalaris",
    "total": "totale beloning | totaal pakket | totale jaarinkomen",
    "bonus": """
        bonus | jaarbonus | variabele beloning | prestatiebonus | targetbonus | variabel salaris | doelbonus |
        jaarlijkse bonus | variabele bonus
    """,
    "signing": """
        tekenbonus | welkomstbonus | tekengeld | startbonus | aanbrengbonus-nieuw
    """,
    "equity": "aandelen | restricted stock units",
    "options": "opties | aandelenopties",
    "phantom": "certificaten | stak certificaten",
    "strike": "uitoefenprijs",
    "commission": "provisie | commissie",
    "pension": """
        pensioen | pensioenbijdrage | pensioenpremie | pensioenregeling | werkgeversbijdrage
    """,
    "relocation": "verhuiskosten | verhuiskostenvergoeding | verhuisvergoeding",
    "onetime": "eenmalige uitkering | eenmalige bonus | eenmalige betaling | uitkering",
    "guaranteed": "gegarandeerde bonus",
    "car": "leaseauto | auto van de zaak | leasebudget | mobiliteitsbudget",
    "allowance": """
        vergoeding | thuiswerkvergoeding | reiskostenvergoeding | onkostenvergoeding | toelage | toeslag |
        telefoonvergoeding | internetvergoeding
    """,
    "holiday_allowance": """
        vakantiegeld | vakantietoeslag | vakantiebijslag | dertiende maand | eindejaarsuitkering | 13e maand
    """,
    "severance": "ontslagvergoeding | transitievergoeding",
    "other": """
        verzekering | kosten | omzet | boete | budget | studiekosten | opleidingsbudget | eigen bijdrage |
        minimumloon | verhoging | belasting | franchise
    """,
}

MODIFIERS = {
    "": """
        uw je jouw het een de bruto jaarlijks jaarlijkse vast vaste basis variabele discretionaire onze
    """,
    "month": "maandelijks maandelijkse",
    "onetime": "eenmalige eenmalig",
    "other": "huidige huidig vorige vorig maximale maximaal gemiddelde gemiddeld",
}

# What may stand between a noun and its amount.
LINKS = """
    van bedraagt is zal zijn bedragen een het de uw je bruto per jaar ter waarde hoogte met target doel euro op
    gelijk aan circa ongeveer u ontvangt jaarlijks maandelijks totaal basis fulltime voor deze functie vastgesteld
"""

# Where a noun's phrase ends, and another begins.
STOPS = """
    u uw je jouw wij we en of plus bruto per op van in het de een is zal zijn bedraagt ontvangt krijgt met voor
    exclusief inclusief als indien die dat te uitbetaald betaald jaarlijks maandelijks bij na aan om netto onder
    over gedurende welke ook uitgekeerd basis excl incl vermeerderd
"""

PREPOSITIONS = """
    exclusief inclusief excl incl zonder onder na voor tegen plus naast met op bij
"""

VERBS = "is bedraagt zal bedragen zijn wordt"

PERIODS = {
    "year": """
        per jaar | jaarlijks | bruto per jaar | p.j | op jaarbasis | jaarlijkse | per annum
    """,
    "month": "per maand | maandelijks | bruto per maand | p.m | maandelijkse | per mnd",
    "hour": "per uur",
    "day": "per dag",
    "week": "per week",
}
