import uuid

from django.db import migrations, models


def begin(apps, schema_editor):
    apps.get_model("guides", "Epoch").objects.get_or_create(pk=1, defaults={"stamp": uuid.uuid4()})


class Migration(migrations.Migration):
    dependencies = [("guides", "0010_desk_indexes")]

    operations = [
        migrations.CreateModel(
            name="Epoch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveBigIntegerField(default=0)),
                ("stamp", models.UUIDField()),
            ],
        ),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
