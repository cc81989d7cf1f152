"""How an ASGI server (the launcher's) starts the product."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "storstua.config.settings")
# Somebody waits for what happens here, which is not so in commands and in the worker.
os.environ["STORSTUA_SERVES"] = "1"
application = get_asgi_application()
