import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guides_project.settings")

application = get_wsgi_application()

# Only now are there models.
from guides.pages.warming import warm_up_beside  # noqa: E402

warm_up_beside()
