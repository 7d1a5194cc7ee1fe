"""Words that tie an amount to its noun, bound it, put a condition to it or say it again."""

from __future__ import annotations

DETERMINERS = frozenset(
    "the a an your our this that these those their its any ihr ihre ihrem ihren ihres ein eine einen einem einer "
    "das die der dem den "
    "votre une un la le su el la un una uw je een het de seu sua o a um uma".split()
)
AND = frozenset("and or & / und oder et ou y sowie".split())
PRICES = frozenset({"strike", "fair_value", "preferred"})
EQUITY = frozenset({"equity", "options", "phantom", "shares"})
PAID_IN_EQUITY = EQUITY | {"bonus", "onetime", "signing", "retention", "buyout", "guaranteed"}
GENERIC = frozenset({"onetime", "pay", "shares"})
OF = frozenset("of worth von an de em aan d'".split())
AS = frozenset("in as als como comme en em".split())
MOST = (
    "up to",
    "maximum",
    "max",
    "at most",
    "not exceed",
    "not to exceed",
    "capped",
    "bis zu",
    "maximal",
    "höchstens",
    "jusqu'à",
    "au plus",
    "plafonné",
    "hasta",
    "máximo",
    "maximaal",
    "até",
    "no more than",
    "limited to",
    "tot",
    "as much as",
    "maximale",
)
LEAST = (
    "at least",
    "minimum",
    "not less than",
    "mindestens",
    "au moins",
    "al menos",
    "minstens",
    "no less than",
    "ab",
    "pelo menos",
)
RANGE = frozenset("between from ranging range zwischen entre tussen".split())
BOUNDS = frozenset(" ".join((*MOST, *LEAST)).split()) | {"of", "a", "to"}
AGAIN = frozenset(
    "or i.e ie equivalent equal equals approximately namely that is currently which being d.h entspricht soit "
    "equates to about ca circa "
    "das sind worth of the a an oder ou o also = ~ ( , [ representing".split()
)
CONDITIONS = frozenset("if unless provided once should wenn falls sofern indien mits si caso whether assuming".split())
EXAMPLES = frozenset(
    "example e.g instance illustration illustrative illustrate hypothetically beispiel exemple ejemplo voorbeeld "
    "exemplo "
    "z.b suppose".split()
)
SKIPPED_AFTER = frozenset(
    "gross brutto brut bruts bruta brutos bruto before tax pretax cash in eur usd gbp currency net-of less".split()
)
NEGATIONS = frozenset(
    "not no neither nor nicht kein keine keinen pas aucun aucune geen niet não nenhum sin without never".split()
)
ISSUERS = frozenset("corporation corp inc plc ltd limited n.v b.v se ag company parent group holdings".split())
PER_SHARE = frozenset("share unit option aktie action acción rsu stock".split())
PARTIAL = frozenset("which whereof thereof davon dont waarvan".split())
