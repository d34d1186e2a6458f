"""People who are quoted, their offices, and quotations that say who, when and where."""

import courant.newsroom.models.snippets
import django.db.models.deletion
import modelcluster.fields
import modelsearch.index
import wagtail.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('newsroom', '0003_corrections'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.AlterField(
            model_name='articlepage',
            name='body',
            field=wagtail.fields.StreamField([('paragraph', 0), ('heading', 3), ('quotation', 17), ('photo', 22), ('gallery', 24), ('list', 25), ('table', 28), ('factbox', 31), ('document', 34), ('related', 38), ('embed', 41), ('code', 42)], blank=True, block_lookup={0: ('courant.newsroom.blocks.LinkedTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'superscript', 'subscript', 'quotation'], 'icon': 'pilcrow'}), 1: ('wagtail.blocks.CharBlock', (), {'max_length': 200}), 2: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('2', 'Heading'), ('3', 'Lesser heading')]}), 3: ('wagtail.blocks.StructBlock', [[('text', 1), ('level', 2)]], {}), 4: ('courant.newsroom.blocks.LinkedTextBlock', (), {'features': ['bold', 'italic', 'link'], 'label': 'Words'}), 5: ('wagtail.snippets.blocks.SnippetChooserBlock', ('newsroom.Person',), {'label': 'Who said it', 'required': False}), 6: ('wagtail.blocks.CharBlock', (), {'help_text': 'For somebody of whom no record is kept.', 'label': 'Or a name', 'max_length': 200, 'required': False}), 7: ('wagtail.blocks.DateBlock', (), {'required': False}), 8: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('day', 'On this day'), ('month', 'In this month'), ('unknown', 'Not known')], 'label': 'Said', 'required': False}), 9: ('wagtail.blocks.CharBlock', (), {'label': 'Where, or on what occasion', 'max_length': 200, 'required': False}), 10: ('courant.newsroom.blocks.WebAddressBlock', (), {'label': 'Source', 'required': False}), 11: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Or a document', 'required': False}), 12: ('wagtail.blocks.BooleanBlock', (), {'label': 'Told to us', 'required': False}), 13: ('courant.newsroom.blocks.LanguageBlock', (), {'help_text': "Where it is not the article's: fa, en-GB.", 'label': 'Language of the words'}), 14: ('wagtail.blocks.TextBlock', (), {'help_text': 'If these are a translation.', 'label': 'Original words', 'required': False, 'rows': 3}), 15: ('courant.newsroom.blocks.LanguageBlock', (), {'help_text': 'As fa or en-GB.', 'label': 'Their language'}), 16: ('wagtail.blocks.CharBlock', (), {'max_length': 160, 'required': False}), 17: ('wagtail.blocks.StructBlock', [[('text', 4), ('person', 5), ('speaker', 6), ('said_on', 7), ('said_precision', 8), ('place', 9), ('source_url', 10), ('source_document', 11), ('told', 12), ('lang', 13), ('original', 14), ('original_lang', 15), ('translator', 16)]], {}), 18: ('wagtail.images.blocks.ImageChooserBlock', (), {}), 19: ('courant.newsroom.blocks.LinkedTextBlock', (), {'features': ['bold', 'italic', 'link'], 'required': False}), 20: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('described', 'Described for who cannot see it'), ('decorative', 'Decorative')], 'label': 'Alt text is', 'required': False}), 21: ('wagtail.blocks.CharBlock', (), {'label': 'Description', 'max_length': 500, 'required': False}), 22: ('wagtail.blocks.StructBlock', [[('photo', 18), ('caption', 19), ('alt_decision', 20), ('alt', 21)]], {}), 23: ('wagtail.blocks.ListBlock', (22,), {'min_num': 1}), 24: ('wagtail.blocks.StructBlock', [[('title', 16), ('photos', 23)]], {}), 25: ('courant.newsroom.blocks.LinkedTextBlock', (), {'features': ['ul', 'ol', 'bold', 'italic', 'link', 'document-link', 'superscript', 'subscript', 'quotation'], 'icon': 'list-ul'}), 26: ('courant.newsroom.blocks.LinkedTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'superscript', 'subscript'], 'label': 'Text'}), 27: ('wagtail.blocks.CharBlock', (), {'label': 'Name of the row'}), 28: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 26), ('name', 27)]], {}), 29: ('wagtail.blocks.CharBlock', (), {'max_length': 160}), 30: ('courant.newsroom.blocks.LinkedTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'superscript', 'subscript', 'quotation', 'ul', 'ol']}), 31: ('wagtail.blocks.StructBlock', [[('title', 29), ('text', 30)]], {'label': 'Fact box'}), 32: ('wagtail.documents.blocks.DocumentChooserBlock', (), {}), 33: ('wagtail.blocks.CharBlock', (), {'help_text': "What readers see; never the file's name.", 'max_length': 200}), 34: ('wagtail.blocks.StructBlock', [[('document', 32), ('title', 33)]], {}), 35: ('wagtail.blocks.PageChooserBlock', (), {'page_type': ['newsroom.ArticlePage'], 'required': False}), 36: ('courant.newsroom.blocks.WebAddressBlock', (), {'label': 'Or a web address', 'required': False}), 37: ('wagtail.blocks.CharBlock', (), {'help_text': 'Needed for a web address.', 'max_length': 300, 'required': False}), 38: ('wagtail.blocks.StructBlock', [[('page', 35), ('url', 36), ('title', 37)]], {}), 39: ('courant.newsroom.blocks.WebAddressBlock', (), {}), 40: ('wagtail.images.blocks.ImageChooserBlock', (), {'required': False}), 41: ('wagtail.blocks.StructBlock', [[('url', 39), ('title', 1), ('still', 40)]], {}), 42: ('wagtail.blocks.TextBlock', (), {'help_text': 'Verse or code: spaces and lines are kept.', 'icon': 'code'})}),
        ),
        migrations.AlterField(
            model_name='standingpage',
            name='body',
            field=wagtail.fields.StreamField([('paragraph', 0), ('heading', 3), ('quotation', 17), ('photo', 22), ('gallery', 24), ('list', 25), ('table', 28), ('factbox', 31), ('document', 34), ('related', 38), ('embed', 41), ('code', 42)], blank=True, block_lookup={0: ('courant.newsroom.blocks.LinkedTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'superscript', 'subscript', 'quotation'], 'icon': 'pilcrow'}), 1: ('wagtail.blocks.CharBlock', (), {'max_length': 200}), 2: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('2', 'Heading'), ('3', 'Lesser heading')]}), 3: ('wagtail.blocks.StructBlock', [[('text', 1), ('level', 2)]], {}), 4: ('courant.newsroom.blocks.LinkedTextBlock', (), {'features': ['bold', 'italic', 'link'], 'label': 'Words'}), 5: ('wagtail.snippets.blocks.SnippetChooserBlock', ('newsroom.Person',), {'label': 'Who said it', 'required': False}), 6: ('wagtail.blocks.CharBlock', (), {'help_text': 'For somebody of whom no record is kept.', 'label': 'Or a name', 'max_length': 200, 'required': False}), 7: ('wagtail.blocks.DateBlock', (), {'required': False}), 8: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('day', 'On this day'), ('month', 'In this month'), ('unknown', 'Not known')], 'label': 'Said', 'required': False}), 9: ('wagtail.blocks.CharBlock', (), {'label': 'Where, or on what occasion', 'max_length': 200, 'required': False}), 10: ('courant.newsroom.blocks.WebAddressBlock', (), {'label': 'Source', 'required': False}), 11: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Or a document', 'required': False}), 12: ('wagtail.blocks.BooleanBlock', (), {'label': 'Told to us', 'required': False}), 13: ('courant.newsroom.blocks.LanguageBlock', (), {'help_text': "Where it is not the article's: fa, en-GB.", 'label': 'Language of the words'}), 14: ('wagtail.blocks.TextBlock', (), {'help_text': 'If these are a translation.', 'label': 'Original words', 'required': False, 'rows': 3}), 15: ('courant.newsroom.blocks.LanguageBlock', (), {'help_text': 'As fa or en-GB.', 'label': 'Their language'}), 16: ('wagtail.blocks.CharBlock', (), {'max_length': 160, 'required': False}), 17: ('wagtail.blocks.StructBlock', [[('text', 4), ('person', 5), ('speaker', 6), ('said_on', 7), ('said_precision', 8), ('place', 9), ('source_url', 10), ('source_document', 11), ('told', 12), ('lang', 13), ('original', 14), ('original_lang', 15), ('translator', 16)]], {}), 18: ('wagtail.images.blocks.ImageChooserBlock', (), {}), 19: ('courant.newsroom.blocks.LinkedTextBlock', (), {'features': ['bold', 'italic', 'link'], 'required': False}), 20: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('described', 'Described for who cannot see it'), ('decorative', 'Decorative')], 'label': 'Alt text is', 'required': False}), 21: ('wagtail.blocks.CharBlock', (), {'label': 'Description', 'max_length': 500, 'required': False}), 22: ('wagtail.blocks.StructBlock', [[('photo', 18), ('caption', 19), ('alt_decision', 20), ('alt', 21)]], {}), 23: ('wagtail.blocks.ListBlock', (22,), {'min_num': 1}), 24: ('wagtail.blocks.StructBlock', [[('title', 16), ('photos', 23)]], {}), 25: ('courant.newsroom.blocks.LinkedTextBlock', (), {'features': ['ul', 'ol', 'bold', 'italic', 'link', 'document-link', 'superscript', 'subscript', 'quotation'], 'icon': 'list-ul'}), 26: ('courant.newsroom.blocks.LinkedTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'superscript', 'subscript'], 'label': 'Text'}), 27: ('wagtail.blocks.CharBlock', (), {'label': 'Name of the row'}), 28: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 26), ('name', 27)]], {}), 29: ('wagtail.blocks.CharBlock', (), {'max_length': 160}), 30: ('courant.newsroom.blocks.LinkedTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'superscript', 'subscript', 'quotation', 'ul', 'ol']}), 31: ('wagtail.blocks.StructBlock', [[('title', 29), ('text', 30)]], {'label': 'Fact box'}), 32: ('wagtail.documents.blocks.DocumentChooserBlock', (), {}), 33: ('wagtail.blocks.CharBlock', (), {'help_text': "What readers see; never the file's name.", 'max_length': 200}), 34: ('wagtail.blocks.StructBlock', [[('document', 32), ('title', 33)]], {}), 35: ('wagtail.blocks.PageChooserBlock', (), {'page_type': ['newsroom.ArticlePage'], 'required': False}), 36: ('courant.newsroom.blocks.WebAddressBlock', (), {'label': 'Or a web address', 'required': False}), 37: ('wagtail.blocks.CharBlock', (), {'help_text': 'Needed for a web address.', 'max_length': 300, 'required': False}), 38: ('wagtail.blocks.StructBlock', [[('page', 35), ('url', 36), ('title', 37)]], {}), 39: ('courant.newsroom.blocks.WebAddressBlock', (), {}), 40: ('wagtail.images.blocks.ImageChooserBlock', (), {'required': False}), 41: ('wagtail.blocks.StructBlock', [[('url', 39), ('title', 1), ('still', 40)]], {}), 42: ('wagtail.blocks.TextBlock', (), {'help_text': 'Verse or code: spaces and lines are kept.', 'icon': 'code'})}),
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=160)),
                ('slug', models.CharField(blank=True, max_length=80, unique=True, validators=[courant.newsroom.models.snippets._check_slug])),
                ('about', models.TextField(blank=True, help_text='One short paragraph.', max_length=600)),
                ('wikidata', models.CharField(blank=True, help_text='Their number at Wikidata, as Q42; may be left out.', max_length=20)),
                ('latest_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision')),
                ('merged_into', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='merged', to='newsroom.person')),
            ],
            options={
                'verbose_name_plural': 'people',
                'ordering': ['name', 'pk'],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='Office',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('title', models.CharField(help_text='As it follows a name: mayor.', max_length=160)),
                ('organisation', models.CharField(blank=True, max_length=160)),
                ('began', models.DateField(blank=True, help_text='Empty: not known.', null=True)),
                ('began_precision', models.CharField(choices=[('day', 'on this day'), ('month', 'in this month'), ('year', 'in this year')], default='day', max_length=5, verbose_name='known')),
                ('ended', models.DateField(blank=True, help_text='Empty: still, or not known.', null=True)),
                ('ended_precision', models.CharField(choices=[('day', 'on this day'), ('month', 'in this month'), ('year', 'in this year')], default='day', max_length=5, verbose_name='known')),
                ('person', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='offices', to='newsroom.person')),
            ],
            options={
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PersonName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=160)),
                ('about', models.TextField(blank=True, max_length=600)),
                ('locale', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale')),
                ('person', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='newsroom.person')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='OfficeTitle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=160)),
                ('organisation', models.CharField(blank=True, max_length=160)),
                ('locale', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale')),
                ('office', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='titles', to='newsroom.office')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('office', 'locale'), name='office_title_once_a_language')],
            },
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into', models.F('id')), _negated=True), name='person_is_not_merged_into_itself'),
        ),
        migrations.AddConstraint(
            model_name='office',
            constraint=models.CheckConstraint(condition=models.Q(('began', None), ('ended', None), ('ended__gte', models.F('began')), _connector='OR'), name='office_begins_before_it_ends'),
        ),
        migrations.AddConstraint(
            model_name='personname',
            constraint=models.UniqueConstraint(fields=('person', 'locale'), name='person_name_once_a_language'),
        ),
    ]
