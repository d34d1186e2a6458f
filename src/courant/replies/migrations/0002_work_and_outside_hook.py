from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('replies', '0001_replies'),
    ]

    operations = [
        migrations.AddField(
            model_name='reply',
            name='outside',
            field=models.CharField(blank=True, help_text='Why the outside hook held it.', max_length=200),
        ),
        migrations.AddField(
            model_name='replyrules',
            name='offers_work',
            field=models.BooleanField(default=True, help_text="A browser may do a sum while its reader looks on: a sign in the reply's favour.", verbose_name='proof of work'),
        ),
    ]
