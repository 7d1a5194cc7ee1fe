"""Bringing texts in: the form, the page of a batch with its progress and choices, and what each text would change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from guides.admin.finding_counts import findings_label
from guides.admin.import_texts import ImportTextsMixin, kind_asked_for
from guides.admin.moves import Move, MovesMixin, Question, change_address, editor, gone
from guides.admin.pasting import BRING_IN, PastedTextarea, PastingMixin
from guides.admin.typed import Deleted, ImportBatchModelAdmin
from guides.document.checks import CODES
from guides.editing import batches
from guides.editing.batch_walks import of_kind
from guides.editing.batches import Tally, guides
from guides.editing.states import MoveRefusedError
from guides.editing.uploads import MAX_GUIDES, MAX_UPLOAD, UploadRefused, read_uploads, takes_uploads
from guides.models import ImportBatch, ImportItem
from guides.models.imports import ImportBatchQuerySet

SHOWN_AT_ONCE = 100
LISTED_AT_MOST = 20

State = ImportBatch.State
Outcome = ImportItem.Outcome


class SeveralFilesInput(forms.FileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Any number of files, as a list."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [super(SeveralFilesField, self).clean(one, initial) for one in data or []]


@dataclass(frozen=True, slots=True)
class Pasted:
    """Pasted text as a file that was sent."""

    data: bytes
    name: str = "pasted.md"

    @property
    def size(self) -> int:
        return len(self.data)

    def read(self) -> bytes:
        return self.data


class BringInForm(forms.Form):
    """What is brought in; ``uploaded`` holds the texts once it is valid."""

    text = forms.CharField(
        label="Paste a guide",
        required=False,
        strip=False,
        widget=PastedTextarea(attrs={"rows": 12, "class": "vLargeTextField", "spellcheck": "false"}),
        help_text="One guide: Markdown, or copied from a document or a page in your browser.",
    )
    files = SeveralFilesField(  # type: ignore[assignment]  # declared, it is no attribute: ``Form.files`` stays
        label="Or pick files",
        required=False,
        allow_empty_file=True,
        widget=SeveralFilesInput(attrs={"accept": ".md,.txt,.docx,.html,.htm,.zip"}),
        help_text="Any number of .md, .txt, .docx and .html files, or a .zip of texts and documents: "
        f"{MAX_UPLOAD // 1024 // 1024} MB and {MAX_GUIDES:,} guides at most.",
    )

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        if self.errors:
            return cleaned
        text, files = cleaned["text"].strip(), cleaned["files"]
        sent = [*([Pasted(cleaned["text"].encode())] if text else []), *files]
        if not sent:
            self.add_error("text", "Paste a guide or pick files.")
            return cleaned
        try:
            self.uploaded = read_uploads(sent)
        except UploadRefused as refusal:
            self.add_error("files" if files else "text", f"{refusal.reason} Nothing was taken.")
            return cleaned
        if not self.uploaded.texts:
            left_out = ", ".join(self.uploaded.left_out[:5])
            self.add_error(
                "files", f"There is no .md, .txt, .docx or .html file in it{f', only {left_out}' if left_out else ''}."
            )
        return cleaned

    @property
    def batch_name(self) -> str:
        """ "guides.zip", "12 files", "pasted text"; once it is valid."""
        files = self.cleaned_data["files"]
        parts = ["pasted text"] if self.cleaned_data["text"].strip() else []
        if files:
            parts.append(files[0].name if len(files) == 1 else f"{len(files)} files")
        return " and ".join(parts)


def ask_import(batch: ImportBatch, user: User) -> Question:
    batches.refuse_unready(batch)
    to_store = batch.items.to_store()
    consequences = []
    for outcome, what in (
        (Outcome.NEW, "with a first draft, new to the library"),
        (Outcome.CHANGED, "with a new draft, beside what the library says now"),
    ):
        names = list(to_store.filter(outcome=outcome).values_list("company", "role"))
        if names:
            consequences.append(f"{guides(len(names))} {what}: {_listed(names)}.")
    count = to_store.count()
    consequences.append("Nothing goes on the site. A guide that somebody has begun to change meanwhile is refused.")
    return Question(f"Import {guides(count)} as {'a draft' if count == 1 else 'drafts'}?", consequences)


def _listed(names: Sequence[tuple[str, str]]) -> str:
    more = len(names) - LISTED_AT_MOST
    listed = ", ".join(f"{company} · {role}" for company, role in names[:LISTED_AT_MOST])
    return f"{listed} and {more:,} more" if more > 0 else listed


def act_import(model_admin: ImportBatchAdmin, request: HttpRequest, batch: ImportBatch, note: str) -> HttpResponse:
    count = batch.items.to_store().count()
    with transaction.atomic():
        batch = batches.begin_storing(batch)
        model_admin.log_change(request, batch, f"Began to import {guides(count)} as drafts.")
    batches.store_some(batch, by=editor(request))
    return redirect(change_address(batch))


def ask_read_again(batch: ImportBatch, user: User) -> Question:
    count = batches.readable(batch).count()
    if not count:
        raise MoveRefusedError("There is no refused text to read again.")
    return Question(
        f"Read {'the refused text' if count == 1 else f'{count:,} refused texts'} again?",
        ["Each is compared with the library as it stands now. Nothing is imported by that."],
    )


def act_read_again(model_admin: ImportBatchAdmin, request: HttpRequest, batch: ImportBatch, note: str) -> HttpResponse:
    batches.read_some(batches.read_again(batch))
    return redirect(change_address(batch))


class ImportChangeList(ChangeList):
    """A page of imports with what is in them, in one query more."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list = list(self.result_list)
        tallies = batches.tallies(self.result_list)
        for batch in self.result_list:
            batch.tally = tallies.get(batch.pk, Tally())


def tally_of(batch: ImportBatch) -> Tally:
    """What is in a batch of ``ImportChangeList``."""
    tally: Tally = vars(batch)["tally"]
    return tally


class RefusedFilter(admin.SimpleListFilter):
    title = "refused texts"
    parameter_name = "refused"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]) -> list[tuple[str, str]]:
        return [("open", "to see to")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[ImportBatch]) -> QuerySet[ImportBatch]:
        return cast("ImportBatchQuerySet", queryset).with_refusals() if self.value() == "open" else queryset


@admin.register(ImportBatch)
class ImportBatchAdmin(ImportTextsMixin, PastingMixin, MovesMixin, ImportBatchModelAdmin):
    list_display = ["name", "what", "unsettled", "drafts", "state", "created_by", "created_at"]
    list_filter = ["state", RefusedFilter]
    list_select_related = ["created_by"]
    search_fields = ["name", "items__path"]
    show_full_result_count = False
    view_on_site = False

    moves = {
        "import": Move(BRING_IN, "Import as drafts", ask_import, act_import),
        "read-again": Move(BRING_IN, "Read refused again", ask_read_again, act_read_again),
    }

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("<path:object_id>/step/", view(require_POST(self.step_view)), name="guides_importbatch_step"),
            *super().get_urls(),
        ]

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return ImportChangeList

    @admin.display(description="what is in it")
    def what(self, batch: ImportBatch) -> str:
        return tally_of(batch).sentence

    @admin.display(description="drafts made")
    def drafts(self, batch: ImportBatch) -> int:
        return tally_of(batch).stored

    @admin.display(description="to see to")
    def unsettled(self, batch: ImportBatch) -> int:
        return tally_of(batch).unsettled

    def get_deleted_objects(self, objs: Iterable[ImportBatch], request: HttpRequest) -> Deleted:
        # The drafts that were made stay, so that there is nothing to be told of thousands of texts but how many.
        objs = list(objs)
        counts = {"imports": len(objs), "texts": ImportItem.objects.filter(batch__in=objs).count()}
        return [f"{batch}" for batch in objs], counts, set(), []

    @takes_uploads
    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = BringInForm(request.POST, request.FILES) if request.method == "POST" else BringInForm()
        if form.is_valid():
            with transaction.atomic():
                uploaded = form.uploaded
                batch = batches.start(form.batch_name, uploaded.texts, left_out=uploaded.left_out, by=editor(request))
                self.log_addition(request, batch, f"Brought in {guides(len(uploaded.texts))}.")
            for path, what in uploaded.dropped:
                self.message_user(request, f"Left out of “{path}”: {', '.join(what)}.", messages.WARNING)
            batches.read_some(batch)
            return redirect(change_address(batch))
        context = self.admin_site.each_context(request) | {
            "title": "Bring guides in",
            "opts": self.opts,
            "form": form,
        }
        status = 422 if form.is_bound else 200
        return TemplateResponse(request, "admin/guides/import/add.html", context, status=status)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        batch = self.batch_at(request, object_id)
        if isinstance(batch, HttpResponse):
            return batch
        if request.method == "POST":
            return self._choose(request, batch)
        context = self.admin_site.each_context(request) | batch_context(self, request, batch)
        return TemplateResponse(request, "admin/guides/import/batch.html", context)

    def step_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """One step of reading or storing: as JSON for the script, and back to the page without it."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        batch = self.batch_at(request, object_id)
        if isinstance(batch, HttpResponse):
            return batch
        batch = batches.read_some(batch) if batch.state == State.READING else batch
        batch = batches.store_some(batch, by=editor(request)) if batch.state == State.STORING else batch
        if not request.accepts("text/html"):
            return JsonResponse(progress(batch, batches.tally(batch)))
        return redirect(change_address(batch))

    def batch_at(self, request: HttpRequest, object_id: str) -> ImportBatch | HttpResponse:
        """The batch at an address, or the answer where there is none. Raises where the user may not see it."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        batch: ImportBatch | None = self.get_object(request, unquote(object_id))
        if batch is None:
            return gone(self, request, object_id)
        return batch

    def _choose(self, request: HttpRequest, batch: ImportBatch) -> HttpResponse:
        """Keep the choices of the page that was shown, then do what the button said."""
        if not self.has_change_permission(request, batch):
            raise PermissionDenied
        back = request.get_full_path()
        try:
            batches.choose(batch, **{name: _keys(request.POST, name) for name in ("shown", "chosen", "settled")})
            match request.POST.get("do", "").split(":"):
                case ["all" | "none" as which, (Outcome.NEW | Outcome.CHANGED) as outcome]:
                    batches.choose_all(batch, outcome, chosen=which == "all")
                case ["settle"]:
                    batches.settle_all(batch)
                case ["page", number] if number.isdecimal():
                    query = request.GET.copy()
                    query["page"] = number
                    return redirect(f"{request.path}?{query.urlencode()}")
                case ["import"]:
                    return redirect(reverse(f"admin:{self.move_name('import')}", args=[batch.pk]))
        except MoveRefusedError as refusal:
            self.message_user(request, f"{refusal}", messages.ERROR)
            return redirect(back)
        self.message_user(request, "Your choices are kept.", messages.SUCCESS)
        return redirect(back)


def _keys(data: QueryDict, name: str) -> list[int]:
    return [int(value) for value in data.getlist(name) if value.isdecimal() and len(value) < 19]


def progress(batch: ImportBatch, tally: Tally) -> dict[str, Any]:
    """How far a batch is: ``done`` of ``total`` texts, in a sentence, and whether it goes on."""
    if batch.state == State.STORING:
        done, total, what = tally.stored, tally.stored + tally.chosen, "stored as drafts"
    else:
        done, total, what = tally.all - tally.waiting, tally.all, "read"
    return {
        "done": done,
        "total": total,
        "sentence": f"{done:,} of {guides(total)} {what}.",
        "goes_on": batch.state in (State.READING, State.STORING),
    }


def batch_context(model_admin: ImportBatchAdmin, request: HttpRequest, batch: ImportBatch) -> dict[str, Any]:
    """The page of a batch: how far it is while it is read or stored, its texts and the choices afterwards."""
    tally = batches.tally(batch)
    context: dict[str, Any] = {
        "title": f"Import: {batch}",
        "opts": model_admin.opts,
        "original": batch,
        "tally": tally,
        "progress": progress(batch, tally),
        "may_bring_in": model_admin.has_add_permission(request),
        "may_choose": model_admin.has_change_permission(request, batch),
        "may_delete": model_admin.has_delete_permission(request, batch),
    }
    if context["progress"]["goes_on"]:
        return context
    kind = kind_asked_for(request)
    outcome = kind["outcome"]
    items = (
        of_kind(batch, **kind)
        .annotate(is_kept=ExpressionWrapper(~Q(text=""), BooleanField()))
        .defer("text", "revision__source_text")
        .select_related("guide__company", "guide__role", "revision")
    )
    kinds = [("", "all", f"{tally.all:,}")]
    kinds += [
        (kind, label, f"{getattr(tally, kind):,}") for kind, label in Outcome.choices if kind and getattr(tally, kind)
    ]
    page = Paginator(items, SHOWN_AT_ONCE).get_page(request.GET.get("page"))
    return context | {
        "verdict": f"{tally.sentence}{drafts_sentence(tally)}",
        "kinds": kinds,
        "outcome": outcome,
        "code": kind["code"],
        "meaning": CODES.get(kind["code"], ""),
        "query": urlencode({name: value for name, value in kind.items() if value}),
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number),
        "rows": [
            {"item": item, "findings_label": findings_label(Counter(one["severity"] for one in item.findings))}
            for item in page
        ],
        "moves": model_admin.open_moves(request, batch, ["read-again"]) if batches.readable(batch).exists() else [],
        "import_address": reverse(f"admin:{model_admin.move_name('import')}", args=[batch.pk]),
    }


def drafts_sentence(tally: Tally) -> str:
    """ " 5 were imported as drafts, 2 are chosen to be imported." """
    parts = []
    if tally.stored:
        imported = "was imported as a draft" if tally.stored == 1 else "were imported as drafts"
        parts.append(f"{tally.stored:,} {imported}")
    if tally.chosen:
        parts.append(f"{tally.chosen:,} {'is' if tally.chosen == 1 else 'are'} chosen to be imported")
    return f" {', '.join(parts)}." if parts else ""
