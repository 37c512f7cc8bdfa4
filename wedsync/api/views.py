"""The nouns a vendor can read: clients, people, weddings, templates, messages."""

from django.db.models import Prefetch, Q, QuerySet
from rest_framework.serializers import BaseSerializer

from campaigns.models import Recipient
from messaging.models import Decision, Message
from personalization.models import Template
from wedsync.api.nouns import Nouns, id_in, vendor_of
from wedsync.api.serializers import (
    ClientSerializer,
    MessageInFullSerializer,
    MessageSerializer,
    PersonSerializer,
    TemplateSerializer,
    WeddingSerializer,
)
from wedsync.weddings.models import Client, Person, Wedding


class Clients(Nouns[Client]):
    queryset = Client.objects.all()
    serializer_class = ClientSerializer


class People(Nouns[Person]):
    queryset = Person.objects.all()
    serializer_class = PersonSerializer
    by_id = ("client",)


class Weddings(Nouns[Wedding]):
    queryset = Wedding.objects.prefetch_related("days")
    serializer_class = WeddingSerializer
    by_id = ("client",)
    by_word = ("life",)


class Templates(Nouns[Template]):
    """The vendor's own and the library's."""

    queryset = Template.objects.prefetch_related("versions")
    serializer_class = TemplateSerializer
    by_word = ("purpose", "stage")

    def get_queryset(self) -> QuerySet[Template]:
        usable = Q(vendor=vendor_of(self.request)) | Q(vendor=None)
        return self.narrowed(Template.objects.prefetch_related("versions").filter(usable))


class Messages(Nouns[Message]):
    """A list of them in short; one of them with its why, its moves and its events."""

    queryset = Message.objects.all()
    by_id = ("wedding", "person")
    by_word = ("state",)

    def get_queryset(self) -> QuerySet[Message]:
        rows = super().get_queryset()
        if campaign := id_in(self.request, "campaign"):
            rows = rows.filter(pk__in=Recipient.objects.filter(campaign=campaign).values("message"))
        if self.action != "retrieve":
            return rows
        decisions = Prefetch("decisions", Decision.objects.order_by("id"))
        return rows.prefetch_related("moves", "events", decisions)

    def get_serializer_class(self) -> type[BaseSerializer[Message]]:
        return MessageInFullSerializer if self.action == "retrieve" else MessageSerializer
