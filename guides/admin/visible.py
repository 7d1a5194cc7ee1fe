"""Records that public pages show: a change at the desk is one of what visitors see."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest

from guides.admin.moves import PUBLISH
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


class PublishersAloneMixin(AdminMixin):
    """For records that count as soon as they are saved and don't wait for a second person.

    Where two people look at what goes on the site, only those who may publish add, change or delete them.
    """

    def has_add_permission(self, request: HttpRequest) -> bool:
        return may_touch(request) and super().has_add_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_touch(request) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_touch(request) and super().has_delete_permission(request, obj)


def may_touch(request: HttpRequest) -> bool:
    return not settings.TWO_PERSON_REVIEW or request.user.has_perm(PUBLISH)
