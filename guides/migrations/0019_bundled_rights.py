from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.utils import timezone

from guides.data.reference import load_groups, load_place_tree, load_rights


def load(apps, schema_editor):
    location = apps.get_model("guides", "Location")
    load_place_tree(location, apps.get_model("guides", "LocationAlias"))
    load_rights(apps.get_model("guides", "Right"), apps.get_model("guides", "RightRevision"), location, timezone.now())
    # Permissions are made after all migrations have run, and the groups of them.
    create_permissions(installed.get_app_config("guides"), verbosity=0, apps=apps, using=schema_editor.connection.alias)
    load_groups(apps.get_model("auth", "Group"), apps.get_model("auth", "Permission"))


class Migration(migrations.Migration):
    dependencies = [
        ("guides", "0018_rights"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
