"""Feeds of other outlets, and the headlines that came of them.

Two new tables; old code does not know them and does nothing with them.
"""

import courant.plant.clock
import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ticker', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Wire',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outlet', models.CharField(help_text='Whose news it is, as readers shall see it.', max_length=80)),
                ('url', models.CharField(help_text='Its address: RSS, Atom or JSON Feed, on http or https.', max_length=1000, verbose_name='feed')),
                ('is_on', models.BooleanField(default=True, verbose_name='on')),
                ('every_minutes', models.PositiveSmallIntegerField(default=10, help_text='5 to 1,440.', validators=[django.core.validators.MinValueValidator(5), django.core.validators.MaxValueValidator(1440)], verbose_name='every, in minutes')),
                ('next_at', models.DateTimeField(default=courant.plant.clock.now, editable=False)),
                ('last_tried_at', models.DateTimeField(editable=False, null=True)),
                ('last_fetched_at', models.DateTimeField(editable=False, null=True)),
                ('etag', models.CharField(blank=True, editable=False, max_length=200)),
                ('last_modified', models.CharField(blank=True, editable=False, max_length=200)),
                ('note', models.CharField(blank=True, editable=False, help_text='Empty when all is well.', max_length=500)),
                ('failures', models.PositiveSmallIntegerField(default=0, editable=False, help_text='In a row.')),
                ('ticker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='wires', to='ticker.ticker')),
            ],
            options={
                'ordering': ['outlet', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Suggestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('guid', models.CharField(help_text='As the feed calls it.', max_length=200)),
                ('headline', models.CharField(max_length=140)),
                ('href', models.CharField(blank=True, help_text='http or https.', max_length=1000)),
                ('published_at', models.DateTimeField(help_text='As the feed says; never in the future.')),
                ('seen_at', models.DateTimeField(help_text='When we first saw it.')),
                ('named_at', models.DateTimeField(help_text='When the feed last named it.')),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('used', 'Used'), ('dismissed', 'Dismissed')], default='waiting', max_length=9)),
                ('line', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='ticker.tickerline')),
                ('wire', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='suggestions', to='ticker.wire')),
            ],
        ),
        migrations.AddIndex(
            model_name='wire',
            index=models.Index(fields=['is_on', 'next_at'], name='wire_due'),
        ),
        migrations.AddConstraint(
            model_name='wire',
            constraint=models.UniqueConstraint(fields=('ticker', 'url'), name='wire_once', violation_error_message='This ticker has this feed already.'),
        ),
        migrations.AddIndex(
            model_name='suggestion',
            index=models.Index(fields=['wire', 'state', 'seen_at'], name='suggestion_waiting'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.UniqueConstraint(fields=('wire', 'guid'), name='suggestion_once'),
        ),
        migrations.AddConstraint(
            model_name='suggestion',
            constraint=models.CheckConstraint(condition=models.Q(('headline', ''), _negated=True), name='suggestion_says_something'),
        ),
    ]
