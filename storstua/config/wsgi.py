"""How a WSGI server starts the product."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "storstua.config.settings")
# As in asgi.py: somebody waits.
os.environ["STORSTUA_SERVES"] = "1"
application = get_wsgi_application()
