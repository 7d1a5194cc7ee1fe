from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("guides", "0031_mergings")]

    operations = [
        migrations.AddField(
            model_name="band",
            name="percentiles",
            field=models.JSONField(
                blank=True, default=list, help_text="Of base or total a year: component, percent, amount."
            ),
        ),
    ]
