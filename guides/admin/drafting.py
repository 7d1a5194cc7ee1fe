"""The draft's screen: its sections are made when they are opened, and what is typed is kept as it is typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from secrets import token_hex
from typing import Any, cast

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet, Value
from django.forms import Media
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST, require_safe

from guides.admin.inlines import INLINES, RowInline
from guides.admin.moves import CHANGE_DRAFTS, change_address, editor, gone
from guides.admin.pickers import KeyPicker, is_key
from guides.admin.typed import RevisionModelAdmin
from guides.editing import working_copies
from guides.editing.states import MoveRefusedError
from guides.models import Band, Revision, WorkingCopy

SECTIONS = {inline.section: inline for inline in INLINES}
ALL = "all"
# The request's own notes, for what the admin calls while it makes the page.
_OPENED, _COPY, _TYPED = "opened_sections", "working_copy", "typed_before"


class DraftingMixin(RevisionModelAdmin):
    """Makes only the open sections of a revision's screen, and shows what was typed and not saved."""

    def get_urls(self) -> list[URLPattern]:
        guarded = self.admin_site.admin_view
        return [
            path("<path:object_id>/keep/", guarded(self.keep_view), name="guides_revision_keep"),
            path("<path:object_id>/section/<slug:name>/", guarded(self.section_view), name="guides_revision_section"),
            *super().get_urls(),
        ]

    @property
    def media(self) -> Media:
        # What sections need that are opened later.
        needed = super().media + KeyPicker(Band._meta.get_field("location"), self.admin_site).media
        for inline in INLINES:
            needed += inline(self.model, self.admin_site).media
        return needed

    @method_decorator(require_safe)
    def section_view(self, request: HttpRequest, object_id: str, name: str) -> HttpResponse:
        """The rows of a section, for the page's script."""
        revision = self.get_object(request, unquote(object_id))
        if revision is None:
            return gone(self, request, object_id)
        if not self.has_view_permission(request, revision):
            raise PermissionDenied
        if name not in SECTIONS:
            raise Http404
        vars(request)[_OPENED] = frozenset({name})
        stock: Any = self
        formsets, inlines = stock._create_formsets(request, revision, change=True)
        made = self.get_inline_formsets(request, formsets, inlines, revision)
        context = {
            "inline_admin_formset": made[0],
            "original": revision,
            "may_change": request.user.has_perm(CHANGE_DRAFTS),
        }
        return TemplateResponse(request, "admin/guides/revision/section_rows.html", context)

    @method_decorator(require_POST)
    def keep_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Keep a form as it is typed."""
        if not request.user.has_perm(CHANGE_DRAFTS):
            raise PermissionDenied
        revision = self.get_object(request, unquote(object_id))
        if revision is None:
            return JsonResponse({"reason": "This draft was discarded: what you type isn't kept any more."}, status=409)
        try:
            copy = working_copies.keep(revision, request.POST, by=editor(request))
        except MoveRefusedError as refusal:
            return JsonResponse({"reason": str(refusal)}, status=409)
        return JsonResponse({"sentence": f"Kept at {timezone.localtime(copy.kept_at):%H:%M:%S}, not saved yet."})

    def sent_aside(self, request: HttpRequest, object_id: str) -> HttpResponse | None:
        """What a form does that isn't saved: without a script it opens a section, or discards what was kept."""
        if not {"_open", "_forget"} & request.POST.keys() or not request.user.has_perm(CHANGE_DRAFTS):
            return None
        revision = self.get_object(request, unquote(object_id))
        if revision is None or not revision.is_draft:
            return None
        by = editor(request)
        if key := request.POST.get("_forget"):
            working_copies.copies_of(revision, by=by).filter(pk=int(key) if is_key(key) else 0).delete()
            return redirect(opened_address(revision, posted_sections(request.POST)))
        try:
            working_copies.keep(revision, request.POST, by=by)
        except MoveRefusedError:
            return None
        name = request.POST["_open"]
        address = opened_address(revision, [*posted_sections(request.POST), name])
        return HttpResponseRedirect(f"{address}#section-{name}")

    def restore(self, request: HttpRequest, object_id: str) -> None:
        """Choose what was typed before and not saved, if the page is to show it."""
        if request.method != "GET" or not request.user.has_perm(CHANGE_DRAFTS):
            return
        revision = self.get_object(request, unquote(object_id))
        if revision is None or not revision.is_draft:
            return
        copies = list(working_copies.copies_of(revision, by=editor(request)))
        wanted = request.GET.get("copy", "")
        chosen = next((copy for copy in copies if not wanted or str(copy.pk) == wanted), None)
        vars(request)[_COPY] = copies
        if chosen:
            typed = chosen.as_typed()
            # This tab has a copy of its own, and takes the place of what it goes on with.
            typed["tab"], typed["goes_on_from"] = token_hex(8), chosen.state
            vars(request)[_TYPED] = (chosen, typed)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002
        form = super().get_form(request, obj, change, **kwargs)
        typed = typed_before(request)
        return form if typed is None else partial(form, typed)

    def get_inline_instances(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        opened = opened_sections(request)
        inlines = cast("list[RowInline]", super().get_inline_instances(request, obj))
        return [inline for inline in inlines if inline.section in opened]

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_formset_kwargs(request, obj, inline, prefix)
        typed = typed_before(request)
        if typed is not None and is_open_in(typed, prefix):
            kwargs["data"] = typed.copy()
        return kwargs


def typed_before(request: HttpRequest) -> QueryDict | None:
    """The form that a page shows in the place of what is saved."""
    found: tuple[WorkingCopy, QueryDict] | None = vars(request).get(_TYPED)
    return found[1] if found else None


def kept_copies(request: HttpRequest) -> dict[str, Any]:
    """Which copy the page shows, and which others there are."""
    found = vars(request).get(_TYPED)
    shown = found[0] if found else None
    return {"copy": shown, "other_copies": [copy for copy in vars(request).get(_COPY, ()) if copy != shown]}


def is_open_in(typed: QueryDict, section: str) -> bool:
    return f"{section}-TOTAL_FORMS" in typed


def posted_sections(typed: QueryDict) -> list[str]:
    return [name for name in SECTIONS if is_open_in(typed, name)]


def opened_sections(request: HttpRequest) -> frozenset[str]:
    """The sections that a page has: those that a form was sent with, or that were asked for or typed into."""
    if (opened := vars(request).get(_OPENED)) is not None:
        return cast("frozenset[str]", opened)
    if request.method == "POST":
        return frozenset(posted_sections(request.POST))
    asked = request.GET.get("open", "").split(",")
    typed = typed_before(request)
    return frozenset(SECTIONS if ALL in asked else asked) | frozenset(() if typed is None else posted_sections(typed))


def opened_address(revision: Revision, names: Iterable[str]) -> str:
    """The draft's screen with these sections open."""
    opened = set(names)
    is_all = ALL in opened or opened >= SECTIONS.keys()
    value = ALL if is_all else ",".join(name for name in SECTIONS if name in opened)
    address = change_address(revision)
    return f"{address}?open={value}" if value else address


def sections_of(revision: Revision, made: Iterable[Any], findings: Mapping[str, int]) -> list[dict[str, Any]]:
    """Each section of a revision's screen with its rows, or with how many it has where it isn't open."""
    rows = {formset.formset.prefix: formset for formset in made}
    counts = _counts(revision, [name for name in SECTIONS if name not in rows])
    return [
        {
            "name": name,
            "title": inline.verbose_name_plural or inline.model._meta.verbose_name_plural,
            "rows": rows.get(name),
            "count": counts.get(name, 0),
            "findings": findings.get(name, 0),
            "address": f"?open={name}#section-{name}",
        }
        for name, inline in SECTIONS.items()
    ]


def _counts(revision: Revision, names: Iterable[str]) -> dict[str, int]:
    """How many rows each of the named sections has: in one query."""
    counted: list[QuerySet[Any]] = [
        SECTIONS[name].rows_of(revision).order_by().annotate(of=Value(name)).values("of").annotate(number=Count("pk"))
        for name in names
    ]
    return dict(counted[0].union(*counted[1:], all=True).order_by().values_list("of", "number")) if counted else {}
