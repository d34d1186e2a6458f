from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('replies', '0002_work_and_outside_hook'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='ruling',
            options={'ordering': ['pk']},
        ),
        migrations.RemoveField(
            model_name='thread',
            name='raid_set_by_hand',
        ),
        migrations.AddField(
            model_name='thread',
            name='unwatched_until',
            field=models.DateTimeField(help_text='Somebody ended a raid: the machine begins none until then.', null=True),
        ),
        migrations.RemoveField(
            model_name='moderator',
            name='looked_at',
        ),
        migrations.AddField(
            model_name='moderator',
            name='seen_ruling',
            field=models.BigIntegerField(help_text='The last by which something was published that they have seen.', null=True),
        ),
    ]
