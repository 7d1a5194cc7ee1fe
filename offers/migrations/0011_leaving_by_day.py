"""What leaving a current job loses becomes rows, each with the day until which it is lost."""


from decimal import Decimal

from django.db import migrations, models

# Columns of a current job's round, and the kind of loss that each becomes.
KINDS = {'unvested': 'equity', 'payback': 'payback'}


def to_rows(apps, schema_editor):
    Round = apps.get_model('offers', 'Round')
    for round in Round.objects.exclude(unvested=None, payback=None).only(*KINDS).iterator():
        said = {kind: getattr(round, column) for column, kind in KINDS.items()}
        round.forfeits = [
            {'kind': kind, 'amount': f'{amount.normalize():f}'} for kind, amount in said.items() if amount is not None
        ]
        round.save(update_fields=['forfeits'])


def to_columns(apps, schema_editor):
    """The way back: the sum of each kind, which is all that the columns hold."""
    Round = apps.get_model('offers', 'Round')
    for round in Round.objects.only('forfeits').iterator():
        for column, kind in KINDS.items():
            amounts = [
                Decimal(row['amount']) if 'amount' in row else Decimal(row['shares']) * Decimal(row['price'])
                for row in round.forfeits
                if row['kind'] == kind
            ]
            setattr(round, column, sum(amounts, Decimal(0)) if amounts else None)
        round.save(update_fields=list(KINDS))



class Migration(migrations.Migration):

    dependencies = [
        ('offers', '0010_offers_as_made'),
    ]

    operations = [
        migrations.AddField(
            model_name='round',
            name='forfeits',
            field=models.JSONField(blank=True, default=tuple, help_text='Of a current job: what leaving it loses, and until when.'),
        ),
        migrations.AddField(
            model_name='round',
            name='leaves_on',
            field=models.DateField(blank=True, help_text='Of a current job: the day to leave on.', null=True),
        ),
        migrations.AddField(
            model_name='round',
            name='notice_months',
            field=models.PositiveSmallIntegerField(blank=True, help_text='Of a current job.', null=True),
        ),
        migrations.RunPython(to_rows, to_columns),
        migrations.RemoveField(model_name='round', name='payback'),
        migrations.RemoveField(model_name='round', name='unvested'),
    ]
