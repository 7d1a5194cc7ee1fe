"""Accounts and groups: who is let in to the desk, and what they may do there."""

from __future__ import annotations

from typing import Any

# Imported for what they register, which is taken off again below.
import allauth.account.admin
import allauth.mfa.admin  # noqa: F401
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin as StockGroupAdmin
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.db.models import Exists, Model, OuterRef, QuerySet
from django.http import HttpRequest

from guides.admin.typed import AdminMixin, UserChangeModelForm, UserCreationModelForm, UserModelAdmin, UserModelForm
from signin.addresses import is_taken, vouch_for
from signin.sessions import end_sessions

# Second factors are reset by a command that is logged; addresses are kept with the account.
admin.site.unregister([User, Group, EmailAddress, Authenticator])


class KeptBySuperusers(AdminMixin):
    """Others may look, with the permission to: an account or a group that one could change is a way to any right."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.is_superuser

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return request.user.is_superuser

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return request.user.is_superuser


class EmailForm(UserModelForm):
    """An account needs an e-mail of its own, since that is what one signs in with."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Those who may only look get no fields.
        if "email" in self.fields:
            self.fields["email"].required = True
            self.fields["email"].help_text = "For signing in, and for a new password."
        if "username" in self.fields:
            self.fields["username"].help_text = "What histories call this person. Letters, digits and @ . + - _ only."

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        if "email" in self.changed_data and is_taken(email, but_by=self.instance):
            raise ValidationError("Another account has this e-mail already.")
        return email


class AddForm(EmailForm, UserCreationModelForm):
    pass


class ChangeForm(EmailForm, UserChangeModelForm):
    pass


@admin.register(User)
class UserAdmin(KeptBySuperusers, UserModelAdmin):
    form = ChangeForm
    add_form = AddForm
    add_form_template = None
    add_fieldsets = [
        (None, {"fields": ["email", "username", "password1", "password2"]}),
        ("At the desk", {"fields": ["is_staff", "groups"]}),
    ]
    fieldsets = [
        (None, {"fields": ["email", "username", "first_name", "last_name", "password", "is_active"]}),
        ("At the desk", {"fields": ["is_staff", "groups", "second_factor"]}),
        ("Beyond the groups", {"classes": ["collapse"], "fields": ["is_superuser", "user_permissions"]}),
        ("Dates", {"fields": ["last_login", "date_joined"]}),
    ]
    list_display = ["email", "in_groups", "second_factor", "last_login", "is_staff"]
    list_filter = ["is_staff", "is_active", "groups"]
    ordering = ["-is_staff", "email", "username"]
    readonly_fields = ["last_login", "date_joined", "second_factor"]
    show_full_result_count = False
    actions = ["sign_out_everywhere"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        apps = Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP)
        users: QuerySet[User] = super().get_queryset(request)
        return users.annotate(has_second_factor=Exists(apps)).prefetch_related("groups")

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"is_staff": True} | super().get_changeform_initial_data(request)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Histories name their people, and candidates delete their own accounts: an account is switched off."""
        return False

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:  # noqa: FBT001
        super().save_model(request, obj, form, change)
        if obj.is_staff or "email" in form.changed_data:
            vouch_for(obj)

    @admin.action(description="Sign out of all browsers", permissions=["change"])
    def sign_out_everywhere(self, request: HttpRequest, users: QuerySet[User]) -> None:
        """A lost laptop, a colleague who has left: the account stays, its sessions end."""
        for user in users:
            # Whoever chose themselves among others stays at the desk.
            end_sessions(user, but=request.session.session_key)
        messages.success(request, f"Signed out of all browsers but this one: {', '.join(user.email for user in users)}")

    @admin.display(description="groups")
    def in_groups(self, user: User) -> str:
        if user.is_superuser:
            return "superuser: everything"
        return ", ".join(sorted(group.name for group in user.groups.all()))

    @admin.display(description="second factor", ordering="has_second_factor")
    def second_factor(self, user: User) -> str:
        return "set up" if vars(user)["has_second_factor"] else "not yet"


@admin.register(Group)
class GroupAdmin(KeptBySuperusers, StockGroupAdmin):
    pass
