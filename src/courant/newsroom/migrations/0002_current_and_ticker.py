"""Articles of the last seven days are marked, and an article's editor may speak of the ticker.

Teasers are marked here by their date, in one statement; the schedule keeps the mark from then on.
``courant upgrade`` bakes every page again.
"""

from datetime import timedelta

from django.db import migrations, models


def mark_what_is_current(apps, schema_editor):
    from courant.plant import clock

    week_ago = clock.now() - timedelta(days=7)
    teasers = apps.get_model("newsroom", "Teaser").objects
    teasers.filter(published_at__gt=week_ago).update(is_current=True)


class Migration(migrations.Migration):

    dependencies = [
        ('newsroom', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='articlepage',
            name='ticker',
            field=models.CharField(blank=True, choices=[('normal', 'As a normal line'), ('important', 'As an important line'), ('breaking', 'As breaking news'), ('never', 'Not at all')], help_text="Empty: as the ticker's settings say for new articles.", max_length=9, verbose_name='show in ticker'),
        ),
        migrations.AddField(
            model_name='articlepage',
            name='ticker_text',
            field=models.CharField(blank=True, help_text='Plain, one line; empty: the short headline, else the headline.', max_length=140, verbose_name="ticker's text"),
        ),
        migrations.AddField(
            model_name='articlepage',
            name='ticker_until',
            field=models.DateTimeField(blank=True, help_text='Empty: as long as lines of its level stay.', null=True, verbose_name='until'),
        ),
        migrations.AddField(
            model_name='teaser',
            name='is_current',
            field=models.BooleanField(default=False, help_text='Whether it is of the last seven days: a ticker is on its page.'),
        ),
        migrations.AddIndex(
            model_name='teaser',
            index=models.Index(condition=models.Q(('is_current', True)), fields=['published_at'], name='teaser_current'),
        ),
        migrations.RunPython(mark_what_is_current, migrations.RunPython.noop),
    ]
