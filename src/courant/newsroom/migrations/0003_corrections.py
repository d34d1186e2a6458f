"""Changes of live articles are rows of a kind, with words; an article knows when it was updated.

Until here every publication was shown as an update, so that is what an article's date begins
with, in one statement.  ``courant upgrade`` bakes every page again.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def begin_with_the_last_publication(apps, schema_editor):
    pages = apps.get_model("wagtailcore", "Page").objects
    last = pages.filter(
        pk=models.OuterRef("pk"), last_published_at__gt=models.F("first_published_at")
    )
    articles = apps.get_model("newsroom", "ArticlePage").objects
    articles.update(updated_at=models.Subquery(last.values("last_published_at")[:1]))


class Migration(migrations.Migration):

    dependencies = [
        ('newsroom', '0002_current_and_ticker'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('lang', models.CharField(help_text='Of the article.', max_length=20)),
                ('kind', models.CharField(choices=[('typo', 'Typo'), ('update', 'Update'), ('clarification', 'Clarification'), ('correction', 'Correction')], max_length=13)),
                ('words', models.TextField(blank=True, help_text='As readers see them; a typo has none.')),
                ('wording', models.JSONField(help_text='Where the text differs: [place, as it was, as it is], in reading order.')),
                ('revision_id', models.BigIntegerField(help_text="Wagtail's, which made it.")),
                ('made_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['made_at', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='articlepage',
            name='change_kind',
            field=models.CharField(blank=True, choices=[('typo', 'Typo'), ('update', 'Update'), ('clarification', 'Clarification'), ('correction', 'Correction')], max_length=13, verbose_name='kind of change'),
        ),
        migrations.AddField(
            model_name='articlepage',
            name='change_words',
            field=models.TextField(blank=True, max_length=1000, verbose_name='what readers will see'),
        ),
        migrations.AddField(
            model_name='articlepage',
            name='updated_at',
            field=models.DateTimeField(editable=False, help_text='When it last changed otherwise than by a typo.', null=True),
        ),
        migrations.AddField(
            model_name='teaser',
            name='corrected_at',
            field=models.DateTimeField(help_text='Of its last correction, as long as its page begins with that.', null=True),
        ),
        migrations.AlterField(
            model_name='teaser',
            name='updated_at',
            field=models.DateTimeField(help_text='When it last changed otherwise than by a typo.'),
        ),
        migrations.AddIndex(
            model_name='teaser',
            index=models.Index(condition=models.Q(('corrected_at__isnull', False)), fields=['corrected_at'], name='teaser_corrected'),
        ),
        migrations.AddField(
            model_name='correction',
            name='article',
            field=models.ForeignKey(help_text='Empty once it was deleted: what was said of it stays with the editors.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='corrections', to='newsroom.articlepage'),
        ),
        migrations.AddField(
            model_name='correction',
            name='made_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='correction',
            index=models.Index(condition=models.Q(('kind', 'typo'), _negated=True), fields=['lang', '-made_at', '-id'], name='correction_told'),
        ),
        migrations.AddConstraint(
            model_name='correction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'typo'), ('words', '')), models.Q(models.Q(('kind', 'typo'), _negated=True), models.Q(('words', ''), _negated=True)), _connector='OR'), name='correction_has_words'),
        ),
        migrations.RunPython(begin_with_the_last_publication, migrations.RunPython.noop),
    ]
