"""An address below the API that isn't one."""

from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView


@extend_schema(exclude=True)
class Lost(APIView):
    """404 as the API says it, to whoever asks by whatever method."""

    authentication_classes = ()
    permission_classes = ()

    def initial(self, request: Request, *args: object, **kwargs: object) -> None:
        raise NotFound("There is no such address. All of them end with a slash.")

    def get(self, request: Request, rest: str) -> Response:
        raise NotFound
