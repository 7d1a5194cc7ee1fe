"""Changes to shared facts that wait for a second person, and the records that are changed by way of them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, overload

from django.contrib import admin, messages
from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from guides.admin.moves import LISTED_A_PAGE, PUBLISH, Move, MovesMixin, Note, Question, change_address, editor
from guides.admin.typed import AdminMixin, ProposalModelAdmin
from guides.editing import proposals
from guides.editing.states import MoveRefusedError
from guides.library.paging import page_of
from guides.models import Proposal

# The list of proposals shows so many changes of each, and lets agree at once to those alone that it shows whole.
SHOWN_IN_LIST = 5

SEE = "guides.view_proposal"


class ProposedFieldsMixin(AdminMixin):
    """For admins of shared records: under the two-person rule a change of ``proposed_fields`` waits."""

    proposed_fields: tuple[str, ...] = ()

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001
        if change and proposals.waits() and proposals.propose_fields(obj, self.proposed_fields, by=editor(request)):
            # What the log and the message say was changed is the rest.
            form.changed_data = [name for name in form.changed_data if name not in self.proposed_fields]
            tell_that_it_waits(self, request)
        super().save_model(request, obj, form, change)


def tell_that_it_waits(model_admin: ModelAdmin[Any], request: HttpRequest) -> None:
    text = "Another person has to agree: until then the site stays as it is."
    if request.user.has_perm(SEE):
        text = format_html('{} <a href="{}">What waits</a>', text, open_list())
    model_admin.message_user(request, text, messages.WARNING)


def open_list() -> str:
    return f"{reverse('admin:guides_proposal_changelist')}?state__exact={Proposal.State.OPEN}"


def ask_approve(proposal: Proposal, user: User) -> Question:
    if reason := proposals.why_not_approved(proposal, by=user):
        raise MoveRefusedError(reason)
    return Question(
        f"Agree to this change? {proposal}",
        [*summary(proposal), "It is on the site at once."],
        listed=Changes(proposal),
    )


def act_approve(model_admin: ModelAdmin[Proposal], request: HttpRequest, proposal: Proposal, note: str) -> HttpResponse:
    proposals.approve(proposal, by=editor(request))
    model_admin.message_user(request, f"{proposal}: done.", messages.SUCCESS)
    return redirect(open_list())


def ask_decline(proposal: Proposal, user: User) -> Question:
    if not proposal.is_open:
        raise MoveRefusedError(f"This was {proposal.get_state_display()} already.")
    return Question(
        f"Decline this change? {proposal}", [*summary(proposal), "The site stays as it is."], listed=Changes(proposal)
    )


def act_decline(model_admin: ModelAdmin[Proposal], request: HttpRequest, proposal: Proposal, note: str) -> HttpResponse:
    proposals.decline(proposal, by=editor(request), answer=note)
    model_admin.message_user(request, f"{proposal}: declined.", messages.SUCCESS)
    return redirect(open_list())


def ask_take_back(proposal: Proposal, user: User) -> Question:
    if not proposal.is_open or proposal.by_id != user.pk:
        raise MoveRefusedError("Only who proposed it can take it back, while it waits.")
    return Question(f"Take back this change? {proposal}", ["The site stays as it is."])


def act_take_back(
    model_admin: ModelAdmin[Proposal], request: HttpRequest, proposal: Proposal, note: str
) -> HttpResponse:
    proposals.take_back(proposal, by=editor(request))
    model_admin.message_user(request, f"{proposal}: taken back.", messages.SUCCESS)
    return redirect(open_list())


class Changes(Sequence[str]):
    """What a proposal would do, a sentence a change; each is made when it is shown."""

    def __init__(self, proposal: Proposal) -> None:
        is_withdrawal = proposal.kind == Proposal.Kind.WITHDRAWAL
        self._changes: list[dict[str, Any]] = [{"withdrawn": proposal.note}] if is_withdrawal else proposal.changes

    def __len__(self) -> int:
        return len(self._changes)

    @overload
    def __getitem__(self, at: int) -> str: ...

    @overload
    def __getitem__(self, at: slice) -> list[str]: ...

    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return [_sentence(change) for change in self._changes[at]]
        return _sentence(self._changes[at])


def summary(proposal: Proposal) -> list[str]:
    """What many rates come to, a sentence a currency: an odd one among thousands shows there. Else nothing."""
    if proposal.kind != Proposal.Kind.RATES or len(proposal.changes) <= LISTED_A_PAGE:
        return []
    of_currency: dict[str, list[dict[str, Any]]] = {}
    for row in proposal.changes:
        of_currency.setdefault(row["currency"], []).append(row)
    told = []
    for currency, rows in sorted(of_currency.items()):
        days = [row["on"] for row in rows]
        lowest, highest = (at(rows, key=lambda row: Decimal(row["per_euro"]))["per_euro"] for at in (min, max))
        told.append(
            f"{currency}: {len(rows):,} rate{'s' if len(rows) > 1 else ''} from {min(days)} to {max(days)}, "
            f"1 EUR = {lowest} at the lowest and {highest} at the highest."
        )
    return told


def _sentence(change: dict[str, Any]) -> str:
    if "withdrawn" in change:
        return f"The rate counts no more: {change['withdrawn']}"
    if "field" in change:
        name = change["field"].replace("_", " ").capitalize()
        before, after = change.get("named", (change["before"], change["after"]))
        return f"{name}: {_words(before)} → {_words(after)}."
    return f"1 EUR = {change['per_euro']} {change['currency']} on {change['on']} ({change['source']})."


def _words(value: Any) -> str:
    if isinstance(value, list):
        value = ", ".join(map(str, value))
    return f"“{value}”" if value not in {None, ""} else "nothing"


@admin.register(Proposal)
class ProposalAdmin(MovesMixin, ProposalModelAdmin):
    list_display = ["__str__", "what", "state", "by", "at", "decided_by"]
    list_filter = ["state", "kind", "by"]
    list_select_related = ["by", "decided_by"]
    fields = ("about", "kind", "note", "by", "at", "state", "decided_by", "decided_at", "answer")
    readonly_fields = fields
    actions = ["approve_chosen"]
    change_form_template = "admin/guides/proposal/change_form.html"
    moves = {
        "approve": Move(PUBLISH, "Agree", ask_approve, act_approve),
        "decline": Move(
            PUBLISH, "Decline", ask_decline, act_decline, Note("Why", is_required=True), is_destructive=True
        ),
        "take-back": Move(SEE, "Take back", ask_take_back, act_take_back),
    }

    @admin.display(description="what changes")
    def what(self, proposal: Proposal) -> str:
        changes = Changes(proposal)
        told = changes[:SHOWN_IN_LIST]
        if (more := len(changes) - len(told)) > 0:
            told.append(f"And {more:,} more.")
        return format_html_join("", "<p>{}</p>", ((sentence,) for sentence in told))

    @admin.action(description="Agree to the chosen", permissions=["publish"])
    def approve_chosen(self, request: HttpRequest, queryset: QuerySet[Proposal]) -> None:
        done = 0
        for proposal in queryset.order_by("pk"):
            if len(Changes(proposal)) > SHOWN_IN_LIST:
                text = format_html(
                    '<a href="{}">{}</a> has more changes than this list shows: look at them on its page first.',
                    change_address(proposal),
                    proposal,
                )
                self.message_user(request, text, messages.WARNING)
                continue
            try:
                proposals.approve(proposal, by=editor(request))
            except MoveRefusedError as refusal:
                self.message_user(request, f"{proposal}: {refusal}", messages.WARNING)
            else:
                done += 1
        if done:
            self.message_user(request, f"{done:,} done.", messages.SUCCESS)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(PUBLISH)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Proposal | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Proposal | None = None) -> bool:
        return False

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        proposal = kwargs.get("obj")
        if proposal and proposal.is_open:
            own = proposal.by_id == editor(request).pk
            names = ["take-back"] if own else ["approve", "decline"]
            context["moves"] = self.open_moves(request, proposal, names)
        if proposal:
            context["page"] = page_of(request, Changes(proposal), LISTED_A_PAGE)
            context["summary"] = summary(proposal)
        return super().render_change_form(request, context, *args, **kwargs)
