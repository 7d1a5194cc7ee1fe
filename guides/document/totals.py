"""Annual totals of a band, to hold against the stated one."""

from __future__ import annotations

from decimal import Decimal

from guides.document.document import Band, Bonus, EquityRange, Range

Ends = tuple[Decimal, Decimal | None]
# A total that fits within this fraction follows from the parts.
FITS = Decimal("0.02")


def computed_total(band: Band, *, whole_grant: bool = False) -> Ends | None:
    """base + equity ÷ vesting years + bonus + other yearly pay, at both ends.

    ``whole_grant`` counts the grant as if it were one year's. A percentage
    bonus is of base at the same end; a part in words or another currency, a
    missing base, or equity of unknown period makes the total unknown (``None``).
    """
    parts = [_money(band.base), _equity(band.equity, whole_grant=whole_grant), _bonus(band.bonus, band.base)]
    parts += [(other.min, other.max) if other.currency is None else None for other in band.other]
    known = [part for part in parts if part is not None]
    if band.base is None or len(known) < len(parts):
        return None
    maxima = [maximum for _, maximum in known if maximum is not None]
    minimum = sum((minimum for minimum, _ in known), Decimal(0))
    return minimum, sum(maxima, Decimal(0)) if len(maxima) == len(known) else None


def only_fits_whole_grant(band: Band) -> bool:
    """Whether the stated total follows from the parts only if the whole grant counts as one year."""
    equity = band.equity
    if band.total is None or equity is None or equity.period != "grant" or (equity.years or 1) == 1:
        return False
    if band.total.basis or band.total.currency or equity.unit != "money":
        return False
    return not follows(band, computed_total(band)) and follows(band, computed_total(band, whole_grant=True))


def follows(band: Band, computed: Ends | None) -> bool:
    """Whether both ends of the stated total are within 2 % of the computed ones."""
    if computed is None or band.total is None:
        return False
    pairs = [(computed[0], band.total.min), (computed[1], band.total.max)]
    return all(end is not None and stated is not None and abs(end - stated) <= FITS * stated for end, stated in pairs)


def _money(part: Range | None) -> Ends | None:
    if part is None or part.currency is not None:
        return None
    return part.min, part.max


def _equity(equity: EquityRange | None, *, whole_grant: bool) -> Ends | None:
    if equity is None:
        return Decimal(0), Decimal(0)
    if equity.unit != "money" or equity.currency is not None or equity.period == "unknown":
        return None
    years = 1 if whole_grant or equity.period == "year" else equity.years
    if not years:
        return None
    return equity.min / years, None if equity.max is None else equity.max / years


def _bonus(bonus: Bonus | None, base: Range | None) -> Ends | None:
    match bonus:
        case None | Bonus(kind="none"):
            return Decimal(0), Decimal(0)
        case Bonus(kind="amount", currency=None, min=Decimal() as minimum, max=maximum):
            return minimum, maximum
        case Bonus(kind="percent", min=Decimal() as minimum, max=maximum) if base is not None:
            top = None if maximum is None or base.max is None else base.max * maximum / 100
            return base.min * minimum / 100, top
        case _:
            return None
