"""What a guide's prose can refer to."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from guides.document.document import AskComponent
from guides.parsing.text.figures import Figure
from guides.parsing.text.mentions import Names

# An ask may go so far over the top of a range.
_BEYOND = Decimal("1.1")


@dataclass(frozen=True, slots=True)
class Context:
    """What "$" means in a guide, its regions and levels, what its company is called.

    ``sizes``: component, currency, minimum and maximum of the guide's ranges of base and of total pay.
    """

    currency: str | None = "USD"
    regions: Names = field(default_factory=Names)
    levels: Names = field(default_factory=Names)
    own: tuple[str, ...] = ()
    sizes: tuple[tuple[AskComponent, str, Decimal, Decimal], ...] = ()

    def component_of(self, figure: Figure) -> AskComponent | None:
        """What an amount is of that names nothing: base or total, where the ranges of but one of them have it."""
        currency = figure.currency(self.currency) or self.currency
        within = {
            component
            for component, code, low, high in self.sizes
            if code == currency and low <= figure.minimum <= figure.maximum <= high * _BEYOND
        }
        return within.pop() if len(within) == 1 else None
