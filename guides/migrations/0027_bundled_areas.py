from django.db import migrations

from guides.data.reference import load_areas
from guides.document.naming import place_key


def load(apps, schema_editor):
    """The bundled areas, and those of regions such as "Seattle / Kirkland" that imports made before."""
    location_model = apps.get_model("guides", "Location")
    load_areas(location_model)
    aliases = apps.get_model("guides", "LocationAlias").objects.select_related("location__merged_into")
    places = {alias.key: alias.location.merged_into or alias.location for alias in aliases}
    for region in location_model.objects.filter(needs_review=True, merged_into=None, area=None, name__contains="/"):
        parts = [places.get(place_key(part)) for part in region.name.split("/")]
        areas = {part and (part.area_id or part.pk) for part in parts}
        if len(areas) == 1 and None not in areas and region.pk not in areas:
            region.area_id = areas.pop()
            region.save(update_fields=["area"])


class Migration(migrations.Migration):
    dependencies = [("guides", "0026_areas")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
