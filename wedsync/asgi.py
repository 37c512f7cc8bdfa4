"""HTTP and WebSocket in one ASGI application."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wedsync.settings")

from django.core.asgi import get_asgi_application

http = get_asgi_application()

from channels.auth import AuthMiddlewareStack
from channels.routing import ProtocolTypeRouter, URLRouter
from channels.security.websocket import AllowedHostsOriginValidator
from django.urls import get_resolver

from messaging import consumers
from wedsync.dashboard import live
from wedsync.lib.heap import settle

application = ProtocolTypeRouter(
    {
        "http": http,
        "websocket": AllowedHostsOriginValidator(
            AuthMiddlewareStack(URLRouter([*live.routes, *consumers.routes]))
        ),
    }
)

get_resolver().check()  # every view is loaded now, not with somebody's first page
settle()
