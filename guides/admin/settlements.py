"""What was decided about tables that can be read in two ways: to be looked at, and to be taken back."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from guides.admin.moves import CHANGE_DRAFTS
from guides.admin.typed import SettlementModelAdmin
from guides.models import Settlement


@admin.register(Settlement)
class SettlementAdmin(SettlementModelAdmin):
    """Deciding is done beside a draft. One that is deleted no longer holds for texts that are read from then on."""

    list_display = ["company", "shape", "choice", "by", "at"]
    list_filter = ["choice"]
    list_select_related = ["company", "by"]
    search_fields = ["company__name", "shape"]
    show_full_result_count = False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("guides.view_revision") or request.user.has_perm(CHANGE_DRAFTS)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm(CHANGE_DRAFTS)
