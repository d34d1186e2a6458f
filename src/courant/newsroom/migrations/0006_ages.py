"""Teasers know how old their articles are to readers, and when that changes next.

Every article that readers know is due at once after the migration: the schedule looks at 200 at a
time and settles its age.  ``courant upgrade`` bakes every page again.
"""

from django.db import migrations, models


def let_all_be_looked_at(apps, schema_editor):
    apps.get_model("newsroom", "Teaser").objects.update(ages_at=models.F("published_at"))


class Migration(migrations.Migration):

    dependencies = [
        ('newsroom', '0005_embargo'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='teaser',
            name='teaser_current',
        ),
        migrations.AddField(
            model_name='articlepage',
            name='stays_current',
            field=models.BooleanField(default=False, help_text='An explainer that is kept up to date: readers are never told that it is old.'),
        ),
        migrations.AddField(
            model_name='teaser',
            name='ages_at',
            field=models.DateTimeField(help_text='When time alone will change one of the three; never again if empty.', null=True),
        ),
        migrations.AddField(
            model_name='teaser',
            name='is_news',
            field=models.BooleanField(default=False, help_text='Whether it is of the last two days: the news sitemap names it.'),
        ),
        migrations.AddField(
            model_name='teaser',
            name='is_old',
            field=models.BooleanField(default=False, help_text='Whether readers are told before the text how old it is.'),
        ),
        migrations.AddIndex(
            model_name='teaser',
            index=models.Index(condition=models.Q(('ages_at__isnull', False)), fields=['ages_at'], name='teaser_ages'),
        ),
        migrations.AddIndex(
            model_name='teaser',
            index=models.Index(condition=models.Q(('is_news', True)), fields=['lang'], name='teaser_news'),
        ),
        migrations.RunPython(let_all_be_looked_at, migrations.RunPython.noop),
    ]
