"""Accounts: allauth's pages, and ours before them."""

from allauth.account.views import confirm_email
from django.contrib.auth.decorators import login_required
from django.urls import include, path, re_path

from signin.views import addresses, set_up_app, sign_out_browsers, your_account

urlpatterns = [
    path("", your_account, name="account"),
    path("sign-out-browsers/", sign_out_browsers, name="sign_out_browsers"),
    # Whoever only has the letter isn't the account's holder.
    re_path(r"^confirm-email/(?P<key>[-:\w]+)/$", login_required(confirm_email), name="account_confirm_email"),
    path("email/", addresses, name="account_email"),
    path("", include("allauth.account.urls")),
    path("second-factor/totp/activate/", set_up_app, name="mfa_activate_totp"),
    path("second-factor/", include("allauth.mfa.urls")),
]
