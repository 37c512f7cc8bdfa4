"""The OpenAPI document: what drf-spectacular can't see by itself."""

import inspect
from collections.abc import Iterable
from typing import Any, Literal

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter

from wedsync.api.errors import TYPE
from wedsync.api.examples import EXAMPLES
from wedsync.api.filters import Filter
from wedsync.api.nouns import Making, Nouns, Writing
from wedsync.api.pages import LARGEST, SIZE
from wedsync.api.permissions import scope_of
from wedsync.api.thinned import thinned

Json = dict[str, Any]
Direction = Literal["request", "response"]
Place = Literal["query", "header"]
USUAL = frozenset({"list", "retrieve", "create", "partial_update", "destroy"})
UNTAGGED = frozenset({"progress", "reflow", "what_if", "decide"})  # answers, not things
CHANGING = frozenset({"POST", "PATCH", "DELETE"})
PROBLEM: Json = {
    "type": "object",
    "description": "RFC 9457. Programs branch on `code`; `detail` is for people.",
    "required": ["type", "title", "status", "code", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string"},
        "detail": {"type": "string"},
        "errors": {"description": "With `invalid` only: what is wrong, by field."},
    },
    "examples": [
        {
            "type": "about:blank",
            "title": "Conflict",
            "status": 409,
            "code": "not_a_draft",
            "detail": "Only a draft can be launched.",
        }
    ],
}
REFERENCE = {"$ref": "#/components/schemas/Problem"}
WORDS = {
    "400": "Something in the call can't be read; `errors` says what.",
    "401": "No key and no session, or a key that opens nothing.",
    "403": "The role or the key's scopes don't reach.",
    "404": "There is no such thing, or it is another vendor's.",
    "405": "This method isn't understood here.",
    "406": "The answer is JSON.",
    "409": "Refused, for the reason that `code` names; or the Idempotency-Key is taken.",
    "412": "It has changed since you read it.",
    "415": "The body is JSON.",
    "429": "Too many calls in this minute; `Retry-After` says when to go on.",
}


class KeyScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # no types there
    target_class = "wedsync.api.authentication.KeyAuthentication"
    name = "key"

    def get_security_definition(self, auto_schema: AutoSchema) -> Json:
        return {"type": "http", "scheme": "bearer", "description": "An API key: `wsk_…`"}


class SessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # no types there
    target_class = "rest_framework.authentication.SessionAuthentication"
    name = "session"
    priority = 1

    def get_security_definition(self, auto_schema: AutoSchema) -> Json:
        return {"type": "apiKey", "in": "cookie", "name": "sessionid"}


def _own(view: Any) -> str:
    """What the noun says of itself; a list, one of it, and its making have no other words."""
    return inspect.cleandoc(type(view).__doc__ or "")


class Schema(AutoSchema):
    """Filters, headers and errors as the views themselves have them."""

    view: Any

    def get_tags(self) -> list[str]:
        return [self.path.removeprefix("/api/v1/").partition("/")[0]]

    def get_description(self) -> str:  # type: ignore[override]  # as the class above has it
        said = super().get_description() if self.view.action not in USUAL else _own(self.view)
        if self.method == "DELETE":
            said = inspect.getdoc(self.view.remove) or said
        return f"{said or ''}\n\nScope: `{scope_of(self.view, self.method)}`."

    def get_override_parameters(self) -> list[Any]:
        return [*self._query(), *self._headers()]

    def get_filter_backends(self) -> list[Any]:
        return []

    def _get_filter_parameters(self) -> list[Any]:
        return []

    def _get_pagination_parameters(self) -> list[Any]:
        return []

    def _get_response_bodies(self, direction: Direction = "response") -> Json:
        bodies: Json = super()._get_response_bodies(direction)
        for body in bodies.values():
            body["headers"] = {name: {"schema": {"type": "string"}} for name in self._answered()}
        if "ETag" in self._answered() and self.method == "GET":
            bodies["304"] = {"description": "As you have it already (`If-None-Match`)."}
        for status in self._errors():
            bodies[status] = {
                "description": WORDS[status],
                "content": {TYPE: {"schema": REFERENCE}},
            }
        return bodies

    def _query(self) -> Iterable[OpenApiParameter]:
        if self._lists():
            yield _text("limit", {"type": "integer", "minimum": 1, "maximum": LARGEST,
                                  "default": SIZE}, "Rows on a page.")  # fmt: skip
            yield _text("cursor", {"type": "string"}, "Of the page; take it from `next`.")
            yield from (_filter(one) for one in self.view.filters)
        if self._reads():
            yield _text("fields", {"type": "string"}, "Only these fields, parted by commas.")

    def _headers(self) -> Iterable[OpenApiParameter]:
        if self.method == "POST":
            words = "Asked again with the same key, the first answer is given again. Kept 24 hours."
            key = {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"}
            yield _text("Idempotency-Key", key, words, "header")
        if self._heeds_state():
            words = "The `ETag` that you saw: 412 if it is another by now."
            yield _text("If-Match", {"type": "string"}, words, "header")

    def _answered(self) -> list[str]:
        """The headers of a good answer."""
        shown = isinstance(self.view, Nouns) and not self._lists() and self.method != "DELETE"
        tagged = ["ETag"] if shown and self.view.action not in UNTAGGED else []
        return [*tagged, "RateLimit", "RateLimit-Policy"]

    def _errors(self) -> list[str]:
        found = {"400", "401", "403", "404", "406", "429"}
        if self.method in CHANGING:
            found |= {"409", "415"}
        if self._heeds_state():
            found.add("412")
        return sorted(found)

    def _heeds_state(self) -> bool:
        return self.method in {"PATCH", "DELETE"} or self.path.endswith("/reflow/")

    def _lists(self) -> bool:
        return isinstance(self.view, Nouns) and self.view.action == "list"

    def _reads(self) -> bool:
        return isinstance(self.view, Nouns) and self.view.action in {"list", "retrieve"}

    def get_request_serializer(self) -> Any:
        if isinstance(self.view, Writing) and self.method == "PATCH":
            return self.view.changes or self.view.writes
        if isinstance(self.view, Making) and self.view.action == "create":
            return self.view.writes
        return super().get_request_serializer()

    def get_response_serializers(self) -> Any:
        found = super().get_response_serializers()
        if isinstance(self.view, Making) and self.view.action == "create":
            return {"201": self.view.get_serializer()}
        return found


def _filter(one: Filter) -> OpenApiParameter:
    return _text(one.name, one.schema, one.help)


def _text(name: str, schema: Json, words: str, place: Place = "query") -> OpenApiParameter:
    return OpenApiParameter(name, schema, place, description=words)


def completed(result: Json, **_kwargs: Any) -> Json:
    """The one shape of every error stands among the components, and examples of what comes in."""
    schemas = result["components"].setdefault("schemas", {})
    schemas["Problem"] = PROBLEM
    for name, example in EXAMPLES.items():
        schemas[name]["examples"] = [example]
    for name in thinned(result):
        schemas[name].pop("required", None)
    return result
