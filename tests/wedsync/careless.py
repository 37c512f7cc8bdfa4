"""Views as somebody in a hurry would write them: none of them filters by vendor."""

from django.db import connection
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from campaigns.models import Campaign
from messaging.models import Message
from wedsync.weddings.models import Client


def everything(_request):
    return JsonResponse({"clients": list(Client.objects.values_list("name", flat=True))})


def one(_request, pk):
    return HttpResponse(get_object_or_404(Message, pk=pk).dedupe_key)


def by_query(request):
    found = Client.objects.filter(pk=request.GET.get("client"))
    return JsonResponse({"clients": list(found.values_list("name", flat=True))})


def in_a_header(_request, pk):
    return HttpResponse(headers={"X-Name": get_object_or_404(Campaign, pk=pk).name})


def by_hand(_request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(email, ', ') FROM weddings_person")
        return HttpResponse(cursor.fetchone()[0] or "nobody")


@csrf_exempt
def renamed(request, pk):
    """Says nothing, and changes what it finds."""
    if request.method == "POST":
        Campaign.objects.filter(pk=pk).update(name="Mine now")
    return HttpResponse(status=204)


@csrf_exempt
def removed(request, pk):
    if request.method == "DELETE":
        get_object_or_404(Campaign, pk=pk).recipients.all().delete()
    return HttpResponse(status=204)


def plainly(_request, exception=None):
    """The house's own error pages lead to pages that don't exist here."""
    return HttpResponse("no", status=404 if exception else 500)


handler404 = handler500 = plainly
urlpatterns = [
    path("clients/", everything),
    path("messages/<uuid:pk>/", one),
    path("clients/search/", by_query),
    path("campaigns/<uuid:pk>/head/", in_a_header),
    path("people/", by_hand),
    path("campaigns/<uuid:pk>/rename/", renamed),
    path("campaigns/<uuid:pk>/empty/", removed),
]
