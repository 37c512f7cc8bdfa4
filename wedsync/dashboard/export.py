"""The export: a page that says what is in it, and the archive."""

import tempfile

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now as current_time

from wedsync.dashboard.door import PageRequest, actor, vendor_required
from wedsync.privacy.export import export
from wedsync.vendors.membership import Right

IN_MEMORY = 5 * 1024 * 1024  # beyond it the archive is made on disk


@vendor_required(Right.OWN)
def index(request: PageRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "settings/export.html")
    file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 -- the answer closes it
    export(request.vendor, file, actor=actor(request))
    file.seek(0)
    name = f"{request.vendor.slug}-{current_time():%Y-%m-%d}.zip"
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")  # type: ignore[return-value]  # streams
