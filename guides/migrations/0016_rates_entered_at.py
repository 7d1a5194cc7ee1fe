from django.db import migrations, models
from django.utils import timezone


class Migration(migrations.Migration):
    dependencies = [("guides", "0015_ask_basis")]

    operations = [
        migrations.AddField(
            model_name="exchangerate",
            name="entered_at",
            # Of what is there already nobody knows when it was entered: not later than now.
            field=models.DateTimeField(auto_now_add=True, default=timezone.now),
            preserve_default=False,
        ),
    ]
