"""Pages alone, for a WSGI server; live updates and jobs need the entry point in ``asgi.py``."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "manyhands.config.settings")
application = get_wsgi_application()
