from django.db import migrations

from guides.data.reference import load_statutory_rates

FURTHER = ("BR", "CH", "HK", "ID", "IN", "IT", "PH", "PT", "QA", "SA", "SG")


def load(apps, schema_editor):
    # What editors have changed or deleted of other countries stays so.
    load_statutory_rates(apps.get_model("guides", "StatutoryRate"), countries=FURTHER)


class Migration(migrations.Migration):

    dependencies = [
        ("guides", "0024_named_levels"),
    ]

    operations = [
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
