from django.apps import AppConfig


class CrmConnectorsConfig(AppConfig):
    name = "crm_connectors"
    verbose_name = "CRM connectors"
