"""Cửa vào của máy chủ web — closed to an isolated installation from which something leads out."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dondoc.config.settings")
application = get_wsgi_application()

from dondoc.units.actions.isolating import refuse_start  # noqa: E402 - rooms stand once Django does

refuse_start()
