"""A candidate's own pages: a file of addresses for each package that has several."""

from django.urls import include, path

from offers.equity.views import equity, exits
from offers.leaving.views import leaving
from offers.lineup.views import offers
from offers.on_top.views import on_top, survey
from offers.ownership.views import delete_everything

app_name = "offers"

urlpatterns = [
    path("", offers, name="list"),
    path("delete-everything/", delete_everything, name="delete-everything"),
    path("<uuid:offer_id>/equity/", equity, name="equity"),
    path("<uuid:offer_id>/exit/", exits, name="exit"),
    path("<uuid:offer_id>/leaving/", leaving, name="leaving"),
    path("<uuid:offer_id>/on-top/", on_top, name="on-top"),
    path("<uuid:offer_id>/survey/", survey, name="survey"),
    *(
        path("", include(f"offers.{page}.urls"))
        for page in ("entry", "comparison", "counter", "posting", "rounds", "taking_along")
    ),
]
