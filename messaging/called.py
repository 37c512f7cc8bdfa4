"""How providers, and what their accounts must hold, are called on a page. Pure."""

from wedsync.lib.worded import worded

PROVIDERS: dict[str, str] = {
    "resend": "Resend",
    "mailgun": "Mailgun",
    "sendgrid": "SendGrid",
    "smtp": worded("A mailbox (SMTP)"),
    "twilio": "Twilio",
    "fcm": "Firebase",
    "webpush": "Web Push",
}
CREDENTIALS: dict[str, str] = {
    "api_key": worded("API key"),
    "webhook_secret": worded("Webhook secret"),
    "domain": worded("Sending domain"),
    "region": worded("Region"),
    "signing_key": worded("Webhook signing key"),
    "public_key": worded("Verification key"),
    "inbound_secret": worded("Secret of Inbound Parse"),
    "host": worded("Mail server"),
    "port": worded("Port"),
    "tls": worded("Encryption"),
    "user": worded("User"),
    "password": worded("Password"),
    "account_sid": worded("Account SID"),
    "auth_token": worded("Auth token"),
    "from": worded("Number"),
    "messaging_service_sid": worded("Messaging service SID"),
    "service_account": worded("Service account"),
    "private_key": worded("Private key"),
    "subject": worded("Contact"),
}


def called(provider: str) -> str:
    """In English; a provider nobody has named yet is called by its key."""
    return PROVIDERS.get(provider) or provider.capitalize()


def credential(name: str) -> str:
    return CREDENTIALS.get(name) or name
