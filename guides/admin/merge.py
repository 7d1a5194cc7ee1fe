"""Merging on the desk: choose what stays, see what will happen, then confirm it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.forms.widgets import ChoiceWidget
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods

from guides.admin.moves import PUBLISH, Question, change_address, editor, gone
from guides.admin.pickers import KeyPicker
from guides.admin.typed import AdminMixin
from guides.editing import proposals
from guides.editing.merging import MergeRefusedError, Plan, merge, plan
from guides.editing.states import MoveRefusedError
from guides.editing.unmerging import merging_of, undo, undoing, why_not_undone
from guides.library import epoch
from guides.models.shared import MergeableQuerySet


class MergedFilter(admin.SimpleListFilter):
    """Leaves out what was merged into another, unless it is asked for."""

    title = "merged"
    parameter_name = "merged"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]) -> list[tuple[str, str]]:
        return [("yes", "merged into another"), ("all", "both")]

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        first, *others = super().choices(changelist)
        yield {**first, "display": "not merged"}
        yield from others

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        match self.value():
            case "yes":
                return queryset.exclude(merged_into=None)
            case "all":
                return queryset
        return cast("MergeableQuerySet[Any]", queryset).current()


class MergeForm(forms.Form):
    """Which record stays."""

    into: forms.ModelChoiceField[Model] = forms.ModelChoiceField(queryset=None, label="It is the same as")

    def __init__(self, *args: Any, choices: QuerySet[Any], widget: ChoiceWidget, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[Model]", self.fields["into"])
        field.empty_label = None
        field.queryset, field.widget = choices, widget
        widget.choices = cast("Any", field.choices)
        field.error_messages["invalid_choice"] = "This one is gone. Choose another."


class MergeMixin(AdminMixin):
    """Adds ``<pk>/merge/`` to an admin, keeps what was merged out of its list and pickers, and shows it read-only."""

    change_form_template = "admin/guides/mergeable_change_form.html"
    merge_permissions: tuple[str, ...] = ()  # beside that for changing the records
    merge_fact_names: tuple[str, ...] = ()

    def get_urls(self) -> list[URLPattern]:
        views = {"merge": self.merge_view, "unmerge": self.unmerge_view}
        return [
            path(
                f"<path:object_id>/{name}/",
                self.admin_site.admin_view(require_http_methods(["GET", "POST"])(view)),
                name=self._merge_name(name),
            )
            for name, view in views.items()
        ] + super().get_urls()

    def _merge_name(self, name: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{name}"

    def merge_address(self, obj: Model, name: str = "merge") -> str:
        return reverse(f"admin:{self._merge_name(name)}", args=[obj.pk])

    def may_merge(self, request: HttpRequest) -> bool:
        needed = (*self.merge_permissions, PUBLISH) if proposals.waits() else self.merge_permissions
        return self.has_change_permission(request) and request.user.has_perms(needed)

    def merge_picker(self) -> KeyPicker:
        return KeyPicker(self.opts.get_field("merged_into"), self.admin_site)

    def merge_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        if not self.may_merge(request):
            raise PermissionDenied
        old = self.get_object(request, unquote(object_id))
        if old is None:
            return gone(self, request, object_id)
        if old.merged_into_id:
            self.message_user(request, f"{old} was merged into {old.current} already.", messages.WARNING)
            return redirect(change_address(old.current))
        return self.merge_page(request, [old], self.merge_picker(), self.model.objects.all())

    def merge_page(
        self, request: HttpRequest, chosen: Sequence[Model], widget: ChoiceWidget, choices: QuerySet[Any]
    ) -> HttpResponse:
        """Asks which record stays, shows the plans for the others, and carries them out on POST."""
        given = request.POST if request.method == "POST" else request.GET
        form = MergeForm(given if "into" in given else None, choices=choices, widget=widget)
        plans: list[Plan[Any]] = []
        if form.is_bound and form.is_valid():
            new = form.cleaned_data["into"]
            merged = [old for old in chosen if len(chosen) == 1 or old != new]
            if request.method == "POST":
                try:
                    return self._merge_all(request, merged, new)
                except MergeRefusedError as refusal:
                    self.message_user(request, f"Nothing was merged. {refusal}", messages.ERROR)
            plans = [plan(old, new) for old in merged]
        context = self.admin_site.each_context(request) | {
            "title": f"Merge {chosen[0]}"
            if len(chosen) == 1
            else f"Merge {len(chosen)} {self.opts.verbose_name_plural}",
            "opts": self.opts,
            "original": chosen[0] if len(chosen) == 1 else None,
            "chosen": chosen,
            "form": form,
            "plans": plans,
            "new": plans[0].new if plans else None,
            "is_refused": any(plan.refusals for plan in plans),
            "fact_names": self.merge_fact_names,
            "facts": self._facts(form, chosen, plans),
        }
        return TemplateResponse(request, "admin/guides/merge.html", context)

    def merge_facts(self, records: Sequence[Model]) -> list[list[Any]]:
        """What tells records apart that look alike: for each, a value for each of ``merge_fact_names``."""
        return [[] for _ in records]

    def _facts(
        self, form: MergeForm, chosen: Sequence[Model], plans: Sequence[Plan[Any]]
    ) -> list[tuple[Any, list[tuple[str, Any]]]]:
        marks: list[tuple[str, Any]]
        if len(chosen) > 1:
            marks = [(widget.tag(), widget.data["value"].instance) for widget in form["into"]]
        else:
            marks = [mark for plan in plans for mark in (("goes", plan.old), ("stays", plan.new))]
        facts = self.merge_facts([record for _, record in marks])
        return [
            (mark, list(zip(self.merge_fact_names, values, strict=True)))
            for (mark, _), values in zip(marks, facts, strict=True)
        ]

    def _merge_all(self, request: HttpRequest, merged: Sequence[Any], new: Any) -> HttpResponse:
        seals = request.POST.getlist("seal")
        with epoch.change():
            for number, old in enumerate(merged):
                done = merge(old, new, by=editor(request), seal=seals[number] if number < len(seals) else "")
                self.log_change(request, done.old, f"Merged into {done.new}.")
                self.log_change(request, done.new, f"Merged {done.old} into it.")
                new = done.new
        names = ", ".join(str(old) for old in merged)
        message = format_html(
            '{} {} one with <a href="{}">{}</a> now.', names, "are" if merged[1:] else "is", change_address(new), new
        )
        self.message_user(request, message, messages.SUCCESS)
        return redirect(self.address_after_merging(merged, new))

    def address_after_merging(self, merged: Sequence[Model], new: Model) -> str:
        return change_address(new)

    # What was merged

    def unmerge_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Asks whether the merging of a record shall be undone, and undoes it on POST."""
        if not self.may_merge(request):
            raise PermissionDenied
        old = self.get_object(request, unquote(object_id))
        if old is None:
            return gone(self, request, object_id)
        try:
            if request.method == "POST":
                return self._unmerge(request, old)
            question = Question(f"Undo the merging of {old}?", undoing(old).consequences)
        except MoveRefusedError as refusal:
            self.message_user(request, f"{refusal}", messages.ERROR)
            return redirect(change_address(old))
        context = self.admin_site.each_context(request) | {
            "title": question.title,
            "question": question,
            "move": {"button": "Undo the merging", "is_destructive": True},
            "opts": self.opts,
            "original": old,
            "back": change_address(old),
        }
        return TemplateResponse(request, "admin/guides/confirm.html", context)

    def _unmerge(self, request: HttpRequest, old: Any) -> HttpResponse:
        done = undo(old, by=editor(request))
        self.log_change(request, done.old, f"Undid its merging into {done.new}.")
        self.log_change(request, done.new, f"Undid the merging of {done.old} into it.")
        self.message_user(request, " ".join(done.consequences), messages.SUCCESS)
        return redirect(change_address(done.old))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and not (obj and obj.merged_into_id)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        # Its address, and the texts that name it, lead to what stands for it.
        return super().has_delete_permission(request, obj) and not (obj and obj.merged_into_id)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        is_picker = request.resolver_match and request.resolver_match.url_name == "autocomplete"
        return (cast("MergeableQuerySet[Any]", found).current() if is_picker else found), may_repeat

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        obj = kwargs.get("obj")
        if obj:
            context |= {
                "merge_address": "" if obj.merged_into_id or not self.may_merge(request) else self.merge_address(obj),
                "merged_into_address": change_address(obj.current) if obj.merged_into_id else "",
                **self._undoing(request, obj),
                "merged_from": obj.merged_from.all(),
            }
        return super().render_change_form(request, context, *args, **kwargs)

    def _undoing(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        """Where the merging of a record can be undone and until when, or why it can't."""
        if not obj.merged_into_id or not self.may_merge(request):
            return {}
        if reason := why_not_undone(obj):
            return {"why_not_undone": reason}
        merging = merging_of(obj)
        return {
            "unmerge_address": self.merge_address(obj, "unmerge"),
            "undone_until": merging.last_day if merging else None,
        }
