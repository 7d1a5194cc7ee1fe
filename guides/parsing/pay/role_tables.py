"""Which tables say what to ask for, rather than what is paid."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from guides.document.document import AskRole
from guides.parsing.pay.captions import Caption

_DIGIT = re.compile(r"\d")
_IN_PARENTHESES = re.compile(r"\([^()]*\)")


def is_ask_table(captions: Sequence[Caption], names: Sequence[Caption]) -> bool:
    """Whether its columns, or else its rows, are roles: "Target", "Accept-At", "Walk-Away".

    "Target Bonus" and "Target Total" alone are parts of pay.
    """
    return are_roles(captions[1:]) or (are_roles(names) and 2 * len(list(_roles(names))) > len(names))


def outside_parentheses(text: str) -> str:
    """A name without what it has in parentheses."""
    return " ".join(_IN_PARENTHESES.sub(" ", text).split())


def are_roles(captions: Sequence[Caption]) -> bool:
    """Whether they name several roles of an ask; "target" alone is a part of pay, too."""
    roles = list(_roles(captions))
    return len(roles) > 1 and set(roles) != {"target"}


def _roles(captions: Sequence[Caption]) -> Iterator[AskRole]:
    return (
        caption.role for caption in captions if caption.role and not _DIGIT.search(outside_parentheses(caption.text))
    )
