"""What every noun of the API has in common: a list, one of them, and how it is written."""

from collections.abc import Collection
from typing import Any, ClassVar, Generic, TypeVar

from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.cache import patch_cache_control
from rest_framework.exceptions import MethodNotAllowed
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer, Serializer
from rest_framework.viewsets import GenericViewSet

from wedsync.api.caller import actor, vendor_of
from wedsync.api.etag import refuse_stale, seen, tag_of
from wedsync.api.filters import Filter, narrowed, refuse_unknown
from wedsync.api.once import Once, claim
from wedsync.api.pages import PARAMETERS
from wedsync.api.picked import PARAMETER, picked, wanted
from wedsync.api.throttle import Rate
from wedsync.vendors.models import Vendor

Row = TypeVar("Row", bound=Model)
CREATED, NO_CONTENT, NOT_MODIFIED, BAD = 201, 204, 304, 400


class Door(GenericViewSet[Row], Generic[Row]):
    """One address of the API: a transaction that an error takes back, and a key that is heeded.

    `group` and `verb` name the scope (see MayCall), `weight` is what a call counts as, `called` is
    that of the noun's addresses.
    """

    lookup_value_converter = "uuid"
    group: ClassVar[str]
    verb: ClassVar[str] = "write"
    weight: ClassVar[int] = 1
    called: ClassVar[str]
    filters: ClassVar[tuple[Filter, ...]] = ()
    parameters: ClassVar[tuple[str, ...]] = ()
    rate: Rate | None = None
    once: Once | None = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.once = claim(request)
        with transaction.atomic():
            response = super().dispatch(request, *args, **kwargs)
            if response.status_code >= BAD:
                transaction.set_rollback(True)
        if self.once and isinstance(response, Response):
            self.once.keep(response.render())
        return response

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        if self.action is None:  # before anybody asks what scope it would need
            raise MethodNotAllowed(request.method or "")
        super().initial(request, *args, **kwargs)
        refuse_unknown(request.query_params, self.known_parameters())
        if self.once:
            self.once.begin()

    def finalize_response(
        self, request: Request, response: Any, *args: Any, **kwargs: Any
    ) -> Response:
        answered = super().finalize_response(request, response, *args, **kwargs)
        for name, value in (self.rate.headers() if self.rate else {}).items():
            answered[name] = value
        patch_cache_control(answered, private=True, no_cache=True)
        return answered

    @property
    def vendor(self) -> Vendor:
        return vendor_of(self.request)

    @property
    def actor(self) -> str:
        return actor(self.request)

    def known_parameters(self) -> Collection[str]:
        """Of the query; an address that takes any says so."""
        return self.parameters


class Nouns(Door[Row], Generic[Row]):
    """A list and one of it, of the vendor's own rows only."""

    parameters = (PARAMETER,)

    def known_parameters(self) -> Collection[str]:
        if self.action == "list":
            return [PARAMETER, *PARAMETERS, *(one.name for one in self.filters)]
        return (PARAMETER,) if self.action == "retrieve" else ()

    def get_queryset(self) -> QuerySet[Row]:
        return super().get_queryset().filter(vendor=self.vendor)

    def list(self, request: Request) -> Response:
        names = wanted(request, self._fields())
        rows = narrowed(self.get_queryset(), self.filters, request.query_params)
        page = self.paginate_queryset(rows) or []
        shown = self.get_serializer(page, many=True).data
        return self.get_paginated_response([picked(one, names) for one in shown])

    def retrieve(self, request: Request, pk: str) -> Response:
        names = wanted(request, self._fields())
        data = self.shown(self.get_object())
        tag = tag_of(data)
        if seen(request, tag):
            return Response(status=NOT_MODIFIED, headers={"ETag": tag})
        return Response(picked(data, names), headers={"ETag": tag})

    def shown(self, row: Row) -> dict[str, Any]:
        data: dict[str, Any] = self.get_serializer(row).data
        return data

    def one(self, row: Row, status: int = 200) -> Response:
        """A row as it is after something was done to it."""
        data = self.shown(row)
        return Response(data, status, headers={"ETag": tag_of(data)})

    def locked(self) -> Row:
        """Found as anybody finds it, and nobody else changes it until we are through."""
        found = self.get_object()
        manager = type(found)._default_manager  # noqa: SLF001 -- Django's documented API
        return manager.select_for_update(no_key=True).get(pk=found.pk)

    def _again(self, row: Row) -> Row:
        return self.get_queryset().get(pk=row.pk)

    def _fields(self) -> Collection[str]:
        shown = self.get_serializer()
        assert isinstance(shown, Serializer)  # noqa: S101 -- every noun has fields
        return [*shown.fields]


class Removing(Nouns[Row], Generic[Row]):
    """Taken away by DELETE: `remove` calls the verb, in a transaction."""

    def destroy(self, request: Request, pk: str) -> Response:
        """Whoever sends `If-Match` removes only the state that they have seen."""
        row = self.locked()
        refuse_stale(request, tag_of(self.shown(self._again(row))))
        self.remove(row)
        return Response(status=NO_CONTENT)

    def remove(self, row: Row) -> None:
        raise NotImplementedError


class Making(Nouns[Row], Generic[Row]):
    """Made by POST: `make` calls the verb, in a transaction."""

    writes: ClassVar[type[BaseSerializer[Any]]]

    def create(self, request: Request) -> Response:
        form = self.writes(data=request.data, context=self.get_serializer_context())
        form.is_valid(raise_exception=True)
        row = self.make(form.validated_data)
        response = self.one(self._again(row), CREATED)
        response["Location"] = request.build_absolute_uri(self.address(row))
        return response

    def make(self, said: dict[str, Any]) -> Row:
        raise NotImplementedError

    def address(self, row: Row) -> str:
        return reverse(f"{self.called}-detail", args=[row.pk])


class Writing(Making[Row], Generic[Row]):
    """Changed by PATCH, too."""

    changes: ClassVar[type[BaseSerializer[Any]] | None] = None  # None: as they are made

    def partial_update(self, request: Request, pk: str) -> Response:
        """Whoever sends `If-Match` changes only the state that they have seen."""
        row = self.locked()
        refuse_stale(request, tag_of(self.shown(self._again(row))))
        context = self.get_serializer_context()
        form = (self.changes or self.writes)(row, request.data, partial=True, context=context)
        form.is_valid(raise_exception=True)
        self.change(row, form.validated_data)
        return self.one(self._again(row))

    def change(self, row: Row, said: dict[str, Any]) -> None:
        raise NotImplementedError
