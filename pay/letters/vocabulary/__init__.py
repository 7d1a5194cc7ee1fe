"""The words of pay, a module a language: which part of pay a noun names, and which words tie an amount to it.

What stands in none of the tables ties nothing: default deny.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from pay.letters.vocabulary import dutch, english, french, german, portuguese, spanish

_MODULES = {
    "en": english,
    "de": german,
    "fr": french,
    "es": spanish,
    "nl": dutch,
    "pt": portuguese,
}
# Small words and words of pay that tell a language; those of languages that aren't read are there to be told apart.
_MARKS = {
    "en": "the of and to you your will be is with for this we our",
    "de": (
        "der die das und sie ihr ihre ist mit für wir ein eine wird erhalten beträgt brutto jahr monat jährlich bitte"
    ),
    "fr": "le la les des et vous votre est avec pour une nous du sera salaire brut mensuel annuel mois",
    "es": "el los las y usted su es con para una por del será le salario brutos anual mensual año",
    "nl": "het een van en u uw is met voor wij de bedraagt ontvangt je salaris bruto jaar maand",
    "pt": "o os as e você sua seu é com para uma da será ao em salário mensal anual ano mês",
    "it": "il lo gli che di con una della sarà è nella la",
    "sv": "och att du din är med för som en ett på kommer lön",
    "da": "og at du din er med for som en et på løn vil",
    "nb": "og at du din er med for som en et på lønn vil",
    "pl": "w na z jest oraz dla że pani pan wynagrodzenie",
    "fi": "ja että sinun kuukausipalkka sekä työ palkka",
    "cs": "v na je že se pro mzda vám bude",
    "tr": "ve bir bu için ile olarak maaş size",
    "ro": "și în la cu pe este pentru salariul brut veți",
    "hu": "és az hogy egy ön bruttó bér lesz",
}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """``nouns``: words → part. ``periods``: words beside an amount → period.

    ``links``: what may stand between a noun and its amount. ``modifiers``: what may stand in front of a noun; with a
    value, what it makes of it. ``stops``: words that end a noun's phrase and begin another.
    """

    nouns: dict[tuple[str, ...], str] = field(default_factory=dict)
    links: frozenset[str] = frozenset()
    modifiers: dict[str, str] = field(default_factory=dict)
    periods: dict[tuple[str, ...], str] = field(default_factory=dict)
    stops: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    verbs: frozenset[str] = frozenset()


@cache
def vocabulary(language: str) -> Vocabulary:
    """The words of a language, English among them: letters mix it in everywhere."""
    modules = [_MODULES[language]] if language == "en" else [english, _MODULES[language]]
    nouns, modifiers, periods = {}, {}, {}
    links, stops, prepositions, verbs = set(), set(), set(), set()
    for module in modules:
        for part, phrases in module.NOUNS.items():
            for phrase in _phrases(phrases):
                nouns[tuple(phrase.split())] = part
        for meaning, words in module.MODIFIERS.items():
            for word in words.split():
                modifiers[word] = meaning
        for period, phrases in module.PERIODS.items():
            for phrase in _phrases(phrases):
                periods[tuple(phrase.split())] = period
        links |= set(module.LINKS.split())
        stops |= set(module.STOPS.split())
        prepositions |= set(module.PREPOSITIONS.split())
        verbs |= set(module.VERBS.split())
    return Vocabulary(
        nouns,
        frozenset(links),
        modifiers,
        periods,
        frozenset(stops | prepositions | verbs),
        frozenset(prepositions),
        frozenset(verbs),
    )


def _phrases(text: str) -> list[str]:
    return [" ".join(phrase.split()) for phrase in text.split("|") if phrase.strip()]


def language_of(words: list[str]) -> str:
    """The language that most of a text's small words are of; English where there are too few to tell."""
    counts = {
        language: sum(words.count(mark) for mark in marks.split()) if len(words) < 400 else 0
        for language, marks in _MARKS.items()
    }
    if len(words) >= 400:
        marks = {language: frozenset(text.split()) for language, text in _MARKS.items()}
        counts = {language: sum(word in known for word in words) for language, known in marks.items()}
    best = max(counts, key=lambda language: (counts[language], language == "en"))
    least = 2 if best in _MODULES else 4
    return best if counts[best] >= least and counts[best] > counts["en"] else "en"


READ = frozenset(_MODULES)
