"""Sentences that a candidate can say, made from recorded facts: none names a figure that isn't an argument."""

from __future__ import annotations

from collections.abc import Sequence

from display.formatting import listed, money, percent, points, years
from pay.asks import Ask
from pay.packages import Package
from pay.parts import NAMES


def package_parts(package: Package) -> list[str]:
    """The known parts of a package that are more than nothing, as one says them."""
    parts = []
    if package.base:
        parts.append(f"{money(package.base, package.currency)} base")
    if package.equity:
        over = f" over {years(package.vesting_years)}" if package.vesting_years else ""
        parts.append(f"{money(package.equity, package.currency)} in equity{over}")
    if package.bonus_percent:
        parts.append(f"a {percent(package.bonus_percent / 100)} bonus")
    elif package.bonus_amount:
        parts.append(f"a {money(package.bonus_amount, package.currency)} bonus a year")
    if package.signing:
        parts.append(f"a {money(package.signing, package.currency)} signing bonus")
    return parts


def offers_sentence(offers: Sequence[tuple[str, bool, Package]]) -> str:
    """One sentence that claims the recorded competing offers and nothing else; "" without any.

    ``offers``: employer, whether it is in writing, package.
    """
    claims: list[str] = []
    for employer, is_written, package in offers:
        parts = package_parts(package)
        figures = f" at {listed(parts)}" if parts else ""
        article = "one" if claims else "offer"
        claims.append(f"a {'written' if is_written else 'verbal'} {article} from {employer}{figures}")
    return f"I have {', and '.join(claims)}." if claims else ""


def thanks_sentence(package: Package) -> str:
    parts = package_parts(package)
    return f"Thank you for the offer of {listed(parts)}." if parts else ""


def ask_words(ask: Ask) -> str:
    """ "$410,000 in equity over 4 years", "$40,000 more in equity", as one asks for it."""
    if ask.is_addition:
        return more_words(ask)
    if ask.unit == "percent":
        return f"a {percent(ask.minimum / 100)} {NAMES.get(ask.component, ask.component)}"
    if ask.unit == "shares":
        return f"{ask.minimum:,.0f} shares"
    amount = money(ask.minimum, ask.currency)
    match ask.component:
        case "equity":
            return f"{amount} in equity{' a year' if ask.period == 'year' else ''}"
        case "signing":
            return f"a {amount} signing bonus"
        case "bonus":
            return f"a {amount} bonus"
        case "total":
            return f"{amount} in total a year"
        case _:
            return f"{amount} {NAMES.get(ask.component, '')}".strip()


# What comes on top of a part, behind "$20,000 more" or "8% more".
_MORE = {
    "base": "base",
    "equity": "in equity",
    "signing": "at signing",
    "bonus": "bonus",
    "total": "in all",
}


def more_words(ask: Ask, equity: str = "equity") -> str:
    """An addition as one asks for it, the least of it: "$40,000 more in RSUs", "8% more base", "5 points more bonus".

    ``equity`` is what the grant is called.
    """
    if ask.component == "other":
        amount = f"{percent(ask.minimum / 100)} of base" if ask.unit == "percent" else money(ask.minimum, ask.currency)
        return f"{amount}{' a year' if ask.period == 'year' else ''} on top, as other pay"
    if ask.unit == "shares":
        return f"{ask.minimum:,.0f} more shares"
    part = _MORE.get(ask.component, ask.component).replace("equity", equity)
    if ask.unit == "percent":
        return f"{points(ask.minimum) if ask.component == 'bonus' else percent(ask.minimum / 100)} more {part}"
    is_yearly = ask.period == "year" and ask.component != "base"
    return f"{money(ask.minimum, ask.currency)} more {part}{' a year' if is_yearly else ''}"


def ask_sentence(asks: Sequence[Ask]) -> str:
    return f"I'm looking for {listed([ask_words(ask) for ask in asks])}."
