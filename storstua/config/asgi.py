"""How an ASGI server (the launcher's) starts the product."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "storstua.config.settings")
application = get_asgi_application()
