"""How many gave each reaction is kept with the course from now on."""

from __future__ import annotations

from collections import defaultdict

from django.db import migrations
from django.db.models import Count, F, Q

LASTING = ("useful", "learned", "not_useful")
PORTION = 300


def count(apps, schema_editor):
    Course, Reaction = apps.get_model("courses", "Course"), apps.get_model("feedback", "Reaction")
    given = Reaction.objects.filter(
        Q(kind__in=LASTING) | Q(release=F("course__current")), block_id=""
    )
    people = given.order_by().values("course", "kind").annotate(n=Count("person", distinct=True))
    counts = defaultdict(dict)
    for course_id, kind, n in people.values_list("course", "kind", "n"):
        counts[course_id][kind] = n
    courses = [Course(pk=pk, reaction_counts=found) for pk, found in counts.items()]
    Course.objects.bulk_update(courses, ["reaction_counts"], batch_size=PORTION)


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0004_kept_counts_of_reactions"),
        ("feedback", "0002_count_reactions_along_an_index"),
    ]
    operations = [migrations.RunPython(count, migrations.RunPython.noop)]
