"""Background work for one vendor: the tenant travels in the task's header; and for none."""

from typing import Any
from uuid import UUID

from celery import Task, shared_task
from django.utils.timezone import now as current_time

from wedsync.vendors import forget_answers as forgetting
from wedsync.vendors.tenancy import current_vendor_id, tenant

HEADER = "vendor_id"


class NoTenant(RuntimeError):
    """A task that works on one vendor's rows was sent, or started, without saying whose."""


class TenantTask(Task):  # type: ignore[type-arg]  # the stub's parameters don't fit subclasses
    """Published inside a tenant, run inside the same tenant; refused otherwise."""

    abstract = True

    def apply_async(self, *args: Any, **options: Any) -> Any:
        vendor_id = current_vendor_id()
        if vendor_id is None:
            raise NoTenant(f"{self.name} was sent without a tenant")
        options["headers"] = {**(options.get("headers") or {}), HEADER: str(vendor_id)}
        return super().apply_async(*args, **options)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        vendor_id = getattr(self.request, HEADER, None) or (self.request.headers or {}).get(HEADER)
        if vendor_id is None:
            raise NoTenant(f"{self.name} was started without a tenant")
        with tenant(UUID(vendor_id)):
            return self.run(*args, **kwargs)


@shared_task
def forget_answers() -> None:
    forgetting.forget_answers(current_time())
