"""What the tests of Twilio's adapter share: an account, and messages to hand over."""

from messaging.providers.protocol import Batch, Envelope
from wedsync.lib.ids import uuid7
from wedsync.sandbox.config import TWILIO_TOKEN

NUMBER, GUEST = "+14155550100", "+14155550123"
SERVICE = f"MG{7:032x}"
REMINDER = f"HX{1:032x}"
ACCOUNT = {"account_sid": f"AC{7:032x}", "auth_token": TWILIO_TOKEN, "from": NUMBER}
BY_SERVICE = {"account_sid": f"AC{7:032x}", "auth_token": TWILIO_TOKEN} | {
    "messaging_service_sid": SERVICE
}
MESSAGES = f"/twilio/api/2010-04-01/Accounts/{ACCOUNT['account_sid']}/Messages"


def batch(channel="sms", callback="", **changed):
    told = {"to": GUEST, "text": "The ceremony starts at 4 pm."} | changed
    return Batch(str(uuid7()), [Envelope(uuid7(), **told)], channel, None, callback)


def template(**changed):
    """An approved template, which passes at any time."""
    told = {"text": "", "content_sid": REMINDER, "variables": ["Ana", "Fern Hall", "it is soon."]}
    return batch("whatsapp", **told | changed)
