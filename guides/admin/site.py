"""The desk as a whole: what it is called, and who is let in."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Any, TypeVar, cast

from allauth.account import views as account
from allauth.account.utils import get_next_redirect_url
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import RedirectView

from signin.second_factor import SecondFactor, second_factor

_View = TypeVar("_View", bound=Callable[..., Any])

# Where a member of staff wanted to go when the second factor had to be set up first.
WANTED = "desk_wanted"


class DeskSite(admin.AdminSite):
    """The stock admin behind the site's own sign-in and, where settings say so, a second factor."""

    site_title = "Leverbook"
    site_header = "Leverbook editors' desk"
    index_title = "What needs you"
    site_url = "/"

    def has_permission(self, request: HttpRequest) -> bool:
        return self.is_staff(request) and self.lacks(request) is None

    def is_staff(self, request: HttpRequest) -> bool:
        return super().has_permission(request)

    def lacks(self, request: HttpRequest) -> SecondFactor | None:
        """What keeps a member of staff from the desk."""
        if not settings.STAFF_MFA_REQUIRED:
            return None
        found = second_factor(request)
        return None if found is SecondFactor.SHOWN else found

    def admin_view(self, view: _View, cacheable: bool = False) -> _View:  # noqa: FBT001, FBT002
        guarded = super().admin_view(view, cacheable)

        def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            # A form that is sent when twelve hours have just passed waits in the session, instead of being lost.
            # What a script sends is told at once that it can't be taken.
            is_form = request.method == "POST" and request.accepts("text/html")
            if is_form and self.is_staff(request) and self.lacks(request) is SecondFactor.NOT_SHOWN:
                raise ReauthenticationRequired
            answer: HttpResponse = guarded(request, *args, **kwargs)
            return answer

        return cast("_View", update_wrapper(kept, guarded))

    def get_urls(self) -> list[URLPattern | URLResolver]:
        return [
            # Open to those, too, who can't show their second factor.
            path("logout/", account.logout, name="logout"),
            path("letters/", self.admin_view(self.letters), name="letters"),
            path("password_change/", RedirectView.as_view(pattern_name="account_change_password")),
            *super().get_urls(),
        ]

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        # Imported here, since it asks for models that aren't there yet when the site is made.
        from guides.admin.attention import attention
        from guides.admin.letters import letters_for

        found = {
            "attention": attention(request.user, today=timezone.localdate()),
            "letters": letters_for(request.user),
        }
        return super().index(request, (extra_context or {}) | found)

    def letters(self, request: HttpRequest) -> HttpResponse:
        from guides.admin.letters import choose_view

        return choose_view(request)

    @method_decorator(never_cache)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Leads to whatever step is still missing, and from there to where the visitor wanted to go."""
        wanted = get_next_redirect_url(request) or reverse("admin:index")
        if not request.user.is_authenticated:
            return redirect_to_login(wanted)
        if not self.is_staff(request):
            raise PermissionDenied("This account isn't an editor's, so the editors' desk doesn't open for it.")
        match self.lacks(request):
            case SecondFactor.NOT_SET_UP:
                request.session[WANTED] = wanted
                return redirect("mfa_activate_totp")
            case SecondFactor.NOT_SHOWN:
                return redirect_to_login(wanted, reverse("mfa_reauthenticate"))
        # Not ``redirect``: what somebody typed as an address isn't the name of a view.
        return HttpResponseRedirect(wanted)
