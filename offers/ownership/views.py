"""What concerns all that an owner has."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from guides.models import Report
from offers.kept_pages import forget
from offers.models import Offer
from offers.ownership.floods import hold_back
from offers.ownership.owners import COOKIE, owner_of
from signin import devices
from signin.addresses import own_addresses_of
from signin.asking_again import asks_again


@asks_again
@require_http_methods(["GET", "HEAD", "POST"])
def delete_everything(request: HttpRequest) -> HttpResponse:
    """All offers and the account, at once and for good."""
    owner = owner_of(request)
    if request.method != "POST":
        context = {"offers": Offer.objects.of(owner).count()}
        return TemplateResponse(request, "offers/delete_everything.html", context)
    hold_back(request, owner)
    user = request.user if request.user.is_authenticated else None
    with transaction.atomic():
        if owner:
            key = owner.pk
            owner.delete()
            transaction.on_commit(lambda: forget(key))
        if user and not user.is_staff:
            Report.objects.forget(own_addresses_of(user))
            logout(request)
            user.delete()  # and with it the sessions of other browsers
    messages.success(request, "Everything that was recorded is deleted.")
    response = redirect("offers:list")
    response.delete_cookie(COOKIE)
    response.delete_cookie(devices.COOKIE)
    return response
