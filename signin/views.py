"""The page of one's own account."""

from __future__ import annotations

from typing import Any

from allauth.account.views import EmailView
from allauth.core.internal.httpkit import authenticated_user
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from signin.asking_again import asks_again
from signin.sessions import end_session, end_sessions, signed_in_browsers


@never_cache
@login_required
@require_safe
def your_account(request: HttpRequest) -> HttpResponse:
    """Where the account is signed in."""
    return TemplateResponse(
        request,
        "account/account.html",
        {"browsers": signed_in_browsers(authenticated_user(request), request.session.session_key)},
    )


@login_required
@require_POST
@asks_again
def sign_out_browsers(request: HttpRequest) -> HttpResponse:
    """Sign out one browser, or all others: whoever finds an open browser can't shut the account's holder out."""
    if handle := request.POST.get("browser"):
        end_session(authenticated_user(request), handle)
        messages.success(request, "That browser is signed out.")
    else:
        end_sessions(authenticated_user(request), but=request.session.session_key)
        messages.success(request, "All other browsers are signed out.")
    return redirect("account")


class YourAddresses(EmailView):  # type: ignore[misc]  # allauth has no types
    """The account's addresses. Only a confirmed one becomes its name: another may be somebody else's."""

    def _action_primary(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse | None:
        address = self._get_email_address(request)
        if address and not address.verified:
            messages.error(request, "Confirm this address first, by the link in the letter that was sent to it.")
            return redirect("account_email")
        answer: HttpResponse | None = super()._action_primary(request, *args, **kwargs)
        return answer


addresses = YourAddresses.as_view()


class SetUpApp(ActivateTOTPView):  # type: ignore[misc]  # allauth has no types
    """Whoever sets up an app has shown a code of it, and isn't asked for another at once."""

    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        app = Authenticator.objects.get(user=self.request.user, type=Authenticator.Type.TOTP)
        post_authentication(self.request, app, reauthenticated=True)
        return answer


set_up_app = SetUpApp.as_view()
