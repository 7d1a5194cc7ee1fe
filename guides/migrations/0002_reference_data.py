from django.db import migrations

from guides.data.reference import load_locations, load_rates


def load(apps, schema_editor):
    load_locations(apps.get_model("guides", "Location"), apps.get_model("guides", "LocationAlias"))
    load_rates(apps.get_model("guides", "ExchangeRate"))


class Migration(migrations.Migration):
    dependencies = [("guides", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
