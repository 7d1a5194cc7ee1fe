"""What a level corresponds to at other companies."""

from __future__ import annotations

from guides.admin.fields import LevelEquivalentsField, PairsField
from guides.admin.rows.forms import OWN_SOURCE_LABEL, RowForm
from guides.models import LevelMapping


class LevelMappingForm(RowForm):
    equivalents = LevelEquivalentsField()
    extra = PairsField(label="Also in the table", rows=2)

    class Meta:
        model = LevelMapping
        fields = ["own", "equivalents", "extra", "source"]
        labels = OWN_SOURCE_LABEL | {"own": "Own level"}
        help_texts = {"source": ""}
