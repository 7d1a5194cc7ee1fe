from importlib import import_module

from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    """The admin with our own site as the default one."""

    default_site = "guides.admin.site.DeskSite"

    def ready(self) -> None:
        # The site's module stands in the package that registers with the site. Were the site asked for first,
        # it would be made while it is being made, and one of the two would lose what is registered.
        import_module("guides.admin")
        import_module("guides_project.checks")
        super().ready()
