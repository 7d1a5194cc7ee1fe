"""Where the name of a company ends and a title or level begins."""

from __future__ import annotations

import re

from guides.parsing.text.words import employers, employers_begun, is_ordinary

_NOT_COMPANY = re.compile(
    r"[A-Z]{1,5}-?\d.*|SDE-I+|FDE|\(.*|\d.*|.*[a-z]/.*|"
    r"(?:Senior|Sr\.?|Staff|Principal|Lead|Junior|Mid|Distinguished|Associate|Entry|Level|Band|Grade|Engineer(?:ing)?|Engineers?|"
    r"ML|ML/AI|AI/ML|AIML|SWE|SDE|SRE|MTS|SDM|PM|TPM|PMT|EM|UX|DS|DE|SA|MLE|PE|SE|VP|SVP|ED|MD|Research|Product|Software|Data|Security|"
    r"DevOps|Platform|Infrastructure|Applied|Solutions|Solution|Technical|Program|Manager|Scientist|Designer|Design|Analyst|"
    r"Machine|Backend|Frontend|Production|Site|Cloud|Customer|Systems|Network|Member|Director|Quant|Quantitative|Architect|"
    r"Group|Field|Developer|Creative|Video|Full|Consultant|Equivalent|Computer|Deep|Generative|PD|Eng|SecEng|SSE|DevSecOps|"
    r"[ADPLS]MTS|PMM|Mid-\w+|Partner|Expert|Specialist|Executive|Vice)"
)
_JOINED = re.compile(r"[–/]")
# Names of two words whose second one could also begin a title.
_TWO_WORDS = frozenset({"Stability AI", "Scale AI", "Mistral AI", "Shield AI", "Character AI", "Goldman Sachs"})


def company_and_rest(text: str, titles: frozenset[str] = frozenset()) -> tuple[str, str]:
    """Company and level or title of "Google L4-L5 ML Engineer", "Stability AI ML Engineer", "OpenAI".

    ``titles``: words that are titles here, such as "PD" where the own level is one.
    """
    words = text.split()
    taken = 2 if " ".join(words[:2]) in _TWO_WORDS else 1
    while (
        taken < len(words) and words[taken][:1].isupper() and words[taken] not in titles and not is_title(words[taken])
    ):
        taken += 1
    if words[taken:] in (["Cloud"], ["Research"]):  # a part of the company, where no title follows
        taken += 1
    return " ".join(words[:taken]), " ".join(words[taken:])


def is_title(word: str) -> bool:
    """Whether a word begins a title or level: "PM", "Senior–Staff", "SRE/DevOps", "L5"."""
    return bool(_NOT_COMPANY.fullmatch(word) or _NOT_COMPANY.fullmatch(_JOINED.split(word, maxsplit=1)[0]))


# A word of a name: with a capital, "eBay", "3M", "monday.com".
WORD_OF_NAME = (
    r"(?<![\w'’.$€£-])(?:\d*[A-Z]|[a-z]{1,2}[A-Z]|[a-z]{3,12}(?=\.(?:com|ai|io|org)\b))[\w.&+'’/*-]*(?<![.'’/])"
)
# "eBay" and its like, which may open a sentence.
SMALL_INITIAL = re.compile(r"[a-z]{1,2}[A-Z]|[a-z]{3,12}\.(?:com|ai|io|org)\b")


def own_names(company: str) -> tuple[str, ...]:
    """What a company is called in its own guide: "Elastic (Security)", "Elastic"; "Capital One"; "DB", "Aurora"."""
    bare = " ".join(re.sub(r"\([^()]*\)", " ", company).split())
    words = bare.split()
    short = "".join(word[0] for word in words if word[0].isupper())
    first = words[0] if words and not is_ordinary(words[0].casefold()) and len(words[0]) > 2 else bare
    names = [company, bare, first, short if len(short) > 1 else ""]
    return tuple(dict.fromkeys(name for name in names if name))


def is_known(name: str) -> bool:
    """Whether it is the name of a known employer, or the first words of one: "Palo Alto"."""
    words = tuple(name.casefold().split())
    return words in employers() or (len(words) > 1 and words in employers_begun())
