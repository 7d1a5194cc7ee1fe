"""Whether and for how long a signing bonus has to be paid back."""

from __future__ import annotations

import re

from pay.letters.figures import Figure
from pay.letters.passages import Draft, Passage

GIVES_BACK = re.compile(
    r"\brepa(?:y|id)\w*|\breimburse (?:the|us)|\breimbursed (?:to|by you)|\bclaw|\bpay(?:ing)? back|\bpaid back|"
    r"\brefund|\brecoup|\breturn (?:the|it|a|all|any|this|your|100)|\brecover|"
    r"zurückzu?(?:zahlen|erstatten)|zurückzahl|rückzahl|rückerstat|rembours|reembols|devolver|terugbeta|devolv|restitu"
)
_BONUS = re.compile(
    r"sign(?:ing|[- ]on|on)\b|joining (?:bonus|payment|amount)|welcome bonus|start(?:ing|er)? bonus|bonus de "
    r"bienvenida|antrittsbonus|antrittsprämie|startbonus|einstiegsbonus|eintrittsbonus|"
    r"prime de (?:bienvenue|signature)|prime d'embauche|tekenbonus|welkomstbonus|willkommensbonus|bónus de "
    r"assinatura|bônus de contratação|bonus de entrada"
)
_OTHER = re.compile(
    r"visa|relocat|training|tuition|moving|course|study|studie|education|property|equipment|laptop|loan|advance|"
    r"overpay|expens|cost|fees|retention|commission|draw|immigration|fortbildung|"
    r"umzug|déménag|mudanza|verhui|retained|ausbildung|bildung|permit|leave taken|holiday|vacation|car\b|annual "
    r"bonus|performance bonus|shares|stock|sponsor"
)
_LEAVES = re.compile(
    r"leav|resign|terminat|quit|depart|employment ends|cease|kündig|verlass|ausscheid|départ|quitt|démission|"
    r"renunci|baja|vertrek|opzeg|sair|rescind|end your employment|employed|cause|notice|dejar|desvincul|stay|endet|"
    r"beend"
)
_PRORATED = re.compile(
    r"pro[- ]?rat|proportion|reduced by|anteilig|prorrat|au prorata|naar rato|pro rata|less 1/|1/(?:12|24|18|"
    r"36)(?:th)? (?:for|of|per)|zeitanteilig|declin"
)
_FIRST_YEAR = re.compile(
    r"(?:within|during|in|before) (?:the |your )?(?:first|1st) (?:year|anniversary)|before (?:completing )?(?:one|"
    r"1) year|before (?:the |your )?(?:one-year|first) anniversary|prior to (?:the |your )?(?:first|one[- ]year|"
    r"1st) anniversary|ersten jahr|less than (?:a|one) year"
)
_SECOND_YEAR = re.compile(r"(?:before|prior to) (?:the |your )?second anniversary|first two years")


def read_repayment(passage: Passage, draft: Draft, *, follows_signing: bool) -> bool:
    """Read a sentence that has a signing bonus paid back; whether it speaks of paying anything back."""
    if not GIVES_BACK.search(passage.low):
        return False
    about = _BONUS.search(passage.low) is not None
    other = _OTHER.search(_without_terms(passage.low)) is not None
    meant = (about and not other) or (follows_signing and not other)
    if not meant:
        return True
    percents = passage.of_kind("percent")
    lengths = [figure for figure in passage.of_kind("length") if figure.months and not _is_notice(passage, figure)]
    months: int | None = None
    figures: list[Figure] = []
    if len({figure.months for figure in lengths}) == 1:
        months, figures = int(lengths[0].months or 0), lengths
    elif not lengths and _SECOND_YEAR.search(passage.low):
        months = 24
    elif not lengths and _FIRST_YEAR.search(passage.low):
        months = 12
    partial = len({figure.value for figure in percents}) > 1 or any(figure.value not in (100,) for figure in percents)
    certain = (
        months is not None
        and bool(_LEAVES.search(passage.low))
        and not partial
        and not passage.says("waive", "not be required", "no repayment", "not have to", "need not")
    )
    if months is None or not 1 <= months <= 60:
        return True
    draft.add("clawback_months", months, passage, [*figures, *percents], is_certain=certain)
    kind = "prorated" if _PRORATED.search(passage.low) else "whole"
    draft.add("clawback", kind, passage, [*figures, *percents], is_certain=certain)
    return True


def _without_terms(low: str) -> str:
    """Without what only names the trigger: "in the notice period", "at your own cost"."""
    return re.sub(r"termination of employment|good leaver|net of tax|car park|your shares?\b", " ", low)


def _is_notice(passage: Passage, figure: Figure) -> bool:
    near = passage.between(figure.start - 14, figure.end + 22)
    days = bool(
        re.search(r"within (?:\w+ )?\Z", passage.before(figure, 16))
        and re.match(
            r"\W*(?:of|after|from|following) (?:the |your )?(?:termination|leaving|departure|last|request|demand|"
            r"such|your)",
            passage.between(figure.end, figure.end + 40),
        )
        and GIVES_BACK.search(passage.before(figure, 80))
    )
    return (
        "notice" in near
        or days
        or bool(re.search(r"(?:instal+ments?|payable) (?:over|within) \Z", passage.before(figure, 24)))
    )
