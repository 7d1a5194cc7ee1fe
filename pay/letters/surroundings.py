"""What stands around an amount in its sentence: a condition, a range, a negation, a part of it, a share's price."""

from __future__ import annotations

from pay.letters.atoms import Atom
from pay.letters.ties import CONDITIONS, EXAMPLES, NEGATIONS, PARTIAL, PER_SHARE


def condition_of(atoms: list[Atom], index: int) -> tuple[bool, bool]:
    """Whether an amount stands in a condition, and whether it depends on one."""
    words = [atom.key for atom in atoms]
    mark = next((at for at, atom in enumerate(atoms) if atom.kind == "word" and atom.key in CONDITIONS), None)
    if any(word in EXAMPLES for word in words[:index]):
        return True, True
    if mark is None:
        return False, False
    if mark > index:
        between = words[index + 1 : mark]
        repays = any(word.startswith(("repa", "reimb", "forfeit", "claw", "return", "subject")) for word in between)
        return False, not repays and "," not in between and len(between) < 8
    comma = next((at for at in range(mark, len(words)) if words[at] in (",", ";") and atoms[at].kind == "sign"), None)
    if comma is None or index < comma:
        return True, True
    accepts = {"accept", "accepts", "accepted", "decide", "choose", "join", "annehmen", "acepta"}
    return False, not accepts & set(words[mark:comma])


def is_per_share(atoms: list[Atom], index: int) -> bool:
    near = atoms[index + 1 : index + 5]
    for place, atom in enumerate(near):
        if (
            atom.kind == "word"
            and atom.key in ("per", "each", "a", "pro", "je", "par", "por")
            and place + 1 < len(near)
        ):
            following = near[place + 1]
            if following.kind == "noun" and following.key in ("shares", "equity", "options"):
                return True
            if following.kind == "word" and (following.key in PER_SHARE or following.key in ("ordinary", "common")):
                return True
    return False


def is_range(atoms: list[Atom], index: int) -> bool:
    """Whether another amount stands beside it, of which one is meant."""
    dashes = frozenset({"-", "/", "to", "bis", "à", "a", "até", "tot", "or", "oder", "ou", "o", "of", "hasta"})
    for at, other in ((index + 1, index + 2), (index - 1, index - 2)):
        if not (0 <= other < len(atoms)):
            continue
        neighbour = atoms[other]
        if (
            neighbour.figure
            and neighbour.figure.kind in ("money", "percent", "number", "count")
            and atoms[at].key in dashes
        ):
            return True
    return False


def is_partial(atoms: list[Atom], index: int) -> bool:
    following = atoms[index + 1 : index + 5]
    return any(
        atom.kind == "word"
        and atom.key in PARTIAL
        and (place == 0 or following[place - 1].key == "of" or atom.key in ("davon", "dont"))
        and (place > 0 or atom.key in ("davon", "dont", "waarvan", "thereof", "whereof"))
        for place, atom in enumerate(following)
    )


def is_split_in_percent(atoms: list[Atom], index: int) -> bool:
    following = next((atom.figure for atom in atoms[index + 1 :] if atom.figure), None)
    return following is not None and following.kind == "percent"


def is_negated(atoms: list[Atom], index: int) -> bool:
    for at in range(index - 1, -1, -1):
        atom = atoms[at]
        if atom.kind == "figure" or (atom.kind == "sign" and atom.key in (",", ";", ":")):
            return False
        if atom.kind == "word" and atom.key in NEGATIONS:
            return True
    return False
