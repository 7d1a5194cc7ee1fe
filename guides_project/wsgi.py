import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guides_project.settings")

django_application = get_wsgi_application()

# Only now are there models.
from guides.editing.uploads import LARGEST_BODY  # noqa: E402
from guides.pages.warming import warm_up_beside  # noqa: E402
from guides_project.bodies import ReadAhead, Utf8Alone  # noqa: E402

application = Utf8Alone(ReadAhead(django_application, largest=LARGEST_BODY))

warm_up_beside()
