"""By which channel a provider reaches people, in the words a person uses: pure."""

from typing import Final

MAIL: Final = "Mail"
OTHERS: Final = {
    "twilio_sms": "SMS",
    "twilio_whatsapp": "WhatsApp",
    "fcm": "Push",
    "webpush": "Push",
}
CHANNELS: Final = (MAIL, *dict.fromkeys(OTHERS.values()))


def channel_of(provider: str) -> str:
    return OTHERS.get(provider, MAIL)
