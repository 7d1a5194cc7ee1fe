"""Grants become rows: what stood in a round's own columns is one of them, a refresher another."""

from decimal import Decimal

from django.db import migrations, models

# Columns of a round, and what they are called in a row.
MOVED = {
    'equity_kind': 'kind',
    'equity': 'value',
    'vesting_years': 'years',
    'vesting_percents': 'percents',
    'cliff_months': 'cliff_months',
    'vesting_every': 'every_months',
    'shares': 'shares',
    'strike': 'strike',
    'fair_value': 'fair_value',
    'preferred': 'preferred',
    'fully_diluted': 'fully_diluted',
}
REFRESHER = ('refresher', 'refresher_from', 'refresher_years')
AT_ONCE = 500


def plain(value):
    return f'{value.normalize():f}' if isinstance(value, Decimal) else value


def rows(round):
    """The grants of a round, from what its old columns say."""
    said = {name: plain(getattr(round, column)) for column, name in MOVED.items()}
    grant = {name: value for name, value in said.items() if value not in (None, '', [])}
    kind = grant['kind']
    found = [] if grant == {'kind': 'unspecified'} else [grant]
    if round.refresher:
        found.append(
            {
                'kind': kind,
                'value': plain(round.refresher),
                'years': str(round.refresher_years or 4),
                'recurs_from': round.refresher_from or 2,
            }
        )
    return found


def to_rows(apps, schema_editor):
    Round = apps.get_model('offers', 'Round')
    changed = []
    for round in Round.objects.only(*MOVED, *REFRESHER).iterator(chunk_size=AT_ONCE):
        round.grants = rows(round)
        changed.append(round)
        if len(changed) == AT_ONCE:
            Round.objects.bulk_update(changed, ['grants'])
            changed = []
    Round.objects.bulk_update(changed, ['grants'])


def to_columns(apps, schema_editor):
    """The way back: the first grant and the first refresher, which is all that the columns hold."""
    Round = apps.get_model('offers', 'Round')
    for round in Round.objects.exclude(grants=[]).iterator(chunk_size=AT_ONCE):
        first = next((row for row in round.grants if 'recurs_from' not in row), {})
        yearly = next((row for row in round.grants if 'recurs_from' in row), None)
        for column, name in MOVED.items():
            if name in first:
                setattr(round, column, first[name])
        if yearly:
            round.refresher, round.refresher_from = yearly.get('value'), yearly['recurs_from']
            round.refresher_years = int(Decimal(yearly.get('years', '4')))
        round.save(update_fields=[*MOVED, *REFRESHER])


class Migration(migrations.Migration):

    dependencies = [
        ('offers', '0009_hidden_place'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='round',
            name='bonus_stated_one_way',
        ),
        migrations.AddField(
            model_name='round',
            name='base_is_full_time',
            field=models.BooleanField(default=False, help_text='Whether base is what full time would be paid.'),
        ),
        migrations.AddField(
            model_name='round',
            name='base_parts',
            field=models.JSONField(blank=True, default=tuple, help_text='Parts of base, by the same pay basis.'),
        ),
        migrations.AddField(
            model_name='round',
            name='base_per',
            field=models.CharField(choices=[('year', 'a year'), ('month', 'a month'), ('week', 'a week'), ('day', 'a day'), ('hour', 'an hour')], default='year', max_length=5),
        ),
        migrations.AddField(
            model_name='round',
            name='bonus_guaranteed',
            field=models.DecimalField(blank=True, decimal_places=2, help_text='What year 1 pays in its place.', max_digits=15, null=True),
        ),
        migrations.AddField(
            model_name='round',
            name='bonus_months',
            field=models.DecimalField(blank=True, decimal_places=2, help_text='The bonus, in months of pay.', max_digits=5, null=True),
        ),
        migrations.AddField(
            model_name='round',
            name='bonus_of',
            field=models.JSONField(blank=True, default=list, help_text='Parts of base that it is of; none: all of it.'),
        ),
        migrations.AddField(
            model_name='round',
            name='days_a_week',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=3, null=True),
        ),
        migrations.AddField(
            model_name='round',
            name='grants',
            field=models.JSONField(blank=True, default=tuple),
        ),
        migrations.AddField(
            model_name='round',
            name='hours_a_week',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True),
        ),
        migrations.AddField(
            model_name='round',
            name='in_words',
            field=models.JSONField(blank=True, default=tuple),
        ),
        migrations.AddField(
            model_name='round',
            name='joins_on',
            field=models.DateField(blank=True, help_text='When the job begins.', null=True),
        ),
        migrations.AddField(
            model_name='round',
            name='on_top',
            field=models.JSONField(blank=True, default=tuple, help_text='By contract, law or custom; in the base, or on top of it.'),
        ),
        migrations.AddField(
            model_name='round',
            name='salaries',
            field=models.DecimalField(blank=True, decimal_places=2, help_text='A year, where pay is by the month.', max_digits=5, null=True),
        ),
        migrations.AddField(
            model_name='round',
            name='weeks_a_year',
            field=models.DecimalField(blank=True, decimal_places=2, help_text='That are paid.', max_digits=4, null=True),
        ),
        migrations.AddField(
            model_name='round',
            name='working_share',
            field=models.DecimalField(blank=True, decimal_places=5, help_text='Of full time: 1 is all of it.', max_digits=6, null=True),
        ),
        migrations.AlterField(
            model_name='round',
            name='base',
            field=models.DecimalField(blank=True, decimal_places=2, help_text='As the letter states it, by the pay basis.', max_digits=15, null=True),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('bonus_amount', None), ('bonus_percent', None)), models.Q(('bonus_months', None), ('bonus_percent', None)), models.Q(('bonus_amount', None), ('bonus_months', None)), _connector='OR'), name='bonus_stated_one_way'),
        ),
        migrations.RunPython(to_rows, to_columns),
        migrations.RemoveField(
            model_name='round',
            name='cliff_months',
        ),
        migrations.RemoveField(
            model_name='round',
            name='equity',
        ),
        migrations.RemoveField(
            model_name='round',
            name='equity_kind',
        ),
        migrations.RemoveField(
            model_name='round',
            name='fair_value',
        ),
        migrations.RemoveField(
            model_name='round',
            name='fully_diluted',
        ),
        migrations.RemoveField(
            model_name='round',
            name='preferred',
        ),
        migrations.RemoveField(
            model_name='round',
            name='refresher',
        ),
        migrations.RemoveField(
            model_name='round',
            name='refresher_from',
        ),
        migrations.RemoveField(
            model_name='round',
            name='refresher_years',
        ),
        migrations.RemoveField(
            model_name='round',
            name='shares',
        ),
        migrations.RemoveField(
            model_name='round',
            name='strike',
        ),
        migrations.RemoveField(
            model_name='round',
            name='vesting_every',
        ),
        migrations.RemoveField(
            model_name='round',
            name='vesting_percents',
        ),
        migrations.RemoveField(
            model_name='round',
            name='vesting_years',
        ),
    ]
