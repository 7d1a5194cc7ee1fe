from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("guides", "0014_proposals_seen")]

    operations = [
        migrations.AddField(
            model_name="ask",
            name="basis",
            field=models.CharField(
                choices=[("whole", "in all"), ("addition", "on top of the offer")], default="whole", max_length=8
            ),
        ),
    ]
