"""Records that public pages show: a change at the desk is one of what visitors see."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from guides.admin.typed import AdminMixin
from guides.library import epoch


class VisibleRecordMixin(AdminMixin):
    """For admins of such records: what was kept is made again once a change is saved."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        with epoch.change():
            super().save_related(request, form, formsets, change)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        with epoch.change():
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        with epoch.change():
            super().delete_queryset(request, queryset)
