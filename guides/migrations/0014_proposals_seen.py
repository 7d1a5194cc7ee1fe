from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

from guides.data.reference import load_groups


def load(apps, schema_editor):
    # Both groups see what waits; permissions are made after all migrations have run, and the groups of them.
    create_permissions(installed.get_app_config("guides"), verbosity=0, apps=apps, using=schema_editor.connection.alias)
    load_groups(apps.get_model("auth", "Group"), apps.get_model("auth", "Permission"))


class Migration(migrations.Migration):
    dependencies = [
        ("guides", "0013_proposals"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
