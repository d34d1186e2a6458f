import django.core.serializers.json
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('newsroom', '0008_more_blocks'),
    ]

    operations = [
        migrations.AddField(
            model_name='withdrawal',
            name='was',
            field=models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder, help_text='The article as readers had it last.'),
        ),
    ]
