"""The forms of the second factor, where allauth's keep or count less than we want."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY

from signin.pace import begin_try


class ActivateForm(forms.ActivateTOTPForm):  # type: ignore[misc]  # allauth has no types
    """Setting up an app. Its secret waits in the session encrypted, and the code that is shown works no second time."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        session, adapter = context.request.session, get_adapter()
        waiting = session.get(SECRET_SESSION_KEY)
        super().__init__(*args, **kwargs)
        if self.is_bound and waiting:
            self.secret = adapter.decrypt(waiting)
        session[SECRET_SESSION_KEY] = adapter.encrypt(self.secret)

    def clean_code(self) -> str:
        code: str = super().clean_code()
        app = Authenticator(
            user=self.user, type=Authenticator.Type.TOTP, data={"secret": get_adapter().encrypt(self.secret)}
        )
        if not app.wrap().validate_code(code):  # which also notes that it was used
            raise get_adapter().validation_error("incorrect_code")
        return code


class _Paced(base.BaseAuthenticateForm):  # type: ignore[misc]
    """Codes are tried no quicker than passwords."""

    def clean_code(self) -> str:
        tried = begin_try(context.request, f"code of {self.user.pk}", [self.user])
        if tried is None:
            raise get_account_adapter().validation_error("too_many_login_attempts")
        code: str = super().clean_code()
        tried.rollback()
        return code


class AuthenticateForm(_Paced, base.AuthenticateForm):  # type: ignore[misc]
    pass


class ReauthenticateForm(_Paced, base.ReauthenticateForm):  # type: ignore[misc]
    pass
