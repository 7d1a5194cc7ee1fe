"""Names of companies that don't exist, for a library that is many times the sample."""

from __future__ import annotations

from itertools import product

_FIRST = (
    "Amber Aspen Atlas Aurora Beacon Birch Blue Bright Canyon Cedar Cinder Clear Cobalt Copper Coral Crimson Delta"
    " Echo Ember Falcon Fern Flint Frost Gale Garnet Golden Granite Harbor Hazel Indigo Iron Ivory Jade Juniper Kestrel"
    " Lark Linden Lunar Maple Marble Meadow Mesa Misty North Oak Onyx Opal Orchid Pearl Pine Quartz Raven River Ruby"
    " Saffron Silver Slate Solar Summit Violet"
).split()
_SECOND = (
    "Anchor Arch Basin Bay Bend Bridge Brook Canal Castle Cliff Coast Compass Cove Crest Crossing Dale Dock Dune Edge"
    " Field Fjord Forest Forge Gate Glen Grove Haven Heights Hill Hollow Island Isle Key Lagoon Lake Lane Lantern Ledge"
    " Lodge Loop Market Mill Mirror Moor Oar Orbit Park Pass Path Peak Pier Plain Point Port Prairie Quarry Quay Range"
    " Reef Ridge Road Rock Sail Shore Spire Spring Square Station Stone Stream Terrace Tide Tower Trail Vale Valley"
    " View Village Wharf Wood"
).split()
_THIRD = (
    "Analytics Bank Bio Capital Cloud Commerce Data Energy Foods Games Health Insurance Labs Logistics Media Mobility"
    " Networks Payments Robotics Security Software Studios Systems Travel"
).split()


def company_names() -> list[str]:
    """115,200 names, always in the same order; neighbours differ in each word."""
    names = [" ".join(words) for words in product(_FIRST, _SECOND, _THIRD)]
    # A step without a common divisor visits each name once.
    return [names[place * 47_533 % len(names)] for place in range(len(names))]
