from django.db import migrations, models


def free(apps, schema_editor):
    """A record that points at itself stands for itself."""
    for name in ("Company", "Role", "Location", "Source"):
        apps.get_model("guides", name).objects.filter(merged_into=models.F("pk")).update(merged_into=None)


class Migration(migrations.Migration):
    # On its own: PostgreSQL alters no table whose rows were changed in the same transaction.

    dependencies = [("guides", "0028_working_copies")]

    operations = [migrations.RunPython(free, migrations.RunPython.noop)]
