from django.urls import include, path

app_name = "guides"

urlpatterns = [path("", include(f"guides.{part}.urls")) for part in ("pages", "market", "rights", "reports")]
