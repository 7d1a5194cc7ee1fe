"""A candidate's own pages: a file of addresses for each package that has several."""

from django.urls import include, path

from offers.equity.views import equity, exits
from offers.lineup.views import offers
from offers.ownership.views import delete_everything

app_name = "offers"

urlpatterns = [
    path("", offers, name="list"),
    path("delete-everything/", delete_everything, name="delete-everything"),
    path("<uuid:offer_id>/equity/", equity, name="equity"),
    path("<uuid:offer_id>/exit/", exits, name="exit"),
    *(
        path("", include(f"offers.{page}.urls"))
        for page in ("entry", "comparison", "counter", "rounds", "taking_along")
    ),
]
