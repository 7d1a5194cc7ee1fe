from __future__ import annotations

from typing import Any

from django.db import migrations, models

from guides.document.document import GuideDocument, LevelEquivalent, LevelMapping, Lever, Part, QuotedOffer, Section
from guides.parsing.speech.sentences import with_voices

BATCH = 100


def read_voices(apps: Any, schema_editor: Any) -> None:
    """Give each stored sentence the voice that its words have."""
    stored = apps.get_model("guides", "Lever")
    revisions = apps.get_model("guides", "Revision").objects.select_related("guide__company", "guide__role")
    rows = ("levers__quoted_offers", "sections", "levelmappings")
    for revision in revisions.prefetch_related(*rows).iterator(chunk_size=BATCH):
        levers = list(revision.levers.all())
        document = with_voices(
            GuideDocument(
                title=revision.title,
                company=revision.guide.company.name,
                role=revision.guide.role.name,
                tagline=revision.tagline or None,
                level_mappings=tuple(
                    LevelMapping(mapping.own, tuple(LevelEquivalent(**equal) for equal in mapping.equivalents))
                    for mapping in revision.levelmappings.all()
                ),
                sections=tuple(
                    Section(section.heading, section.depth, section.body) for section in revision.sections.all()
                ),
                levers=tuple(
                    Lever(
                        lever.title or None,
                        tuple(Part(**part) for part in lever.parts),
                        quoted_offers=tuple(
                            QuotedOffer(quoted.company or None) for quoted in lever.quoted_offers.all()
                        ),
                    )
                    for lever in levers
                ),
            )
        )
        for lever, read in zip(levers, document.levers, strict=True):
            lever.sentences = [{"voice": sentence.voice, "text": sentence.text} for sentence in read.sentences]
        stored.objects.bulk_update(levers, ["sentences"])


class Migration(migrations.Migration):
    dependencies = [("guides", "0011_epoch")]

    operations = [
        migrations.AddField("lever", "sentences", models.JSONField(blank=True, default=list)),
        migrations.RunPython(read_voices, migrations.RunPython.noop),
        migrations.RemoveField("lever", "claims"),
    ]
