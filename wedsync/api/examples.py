"""One example of everything that comes in, for the document; each is valid, which is tested."""

from typing import Any

A = "0198f2a4-6c1e-7b52-9d3a-5f0e8c7b6a41"
B = "0198f2a4-6c1e-7b52-9d3a-5f0e8c7b6a42"
EXAMPLES: dict[str, dict[str, Any]] = {
    "AccountWrite": {
        "provider": "resend",
        "channel": "email",
        "credentials": {"api_key": "re_your_key", "webhook_secret": "whsec_your_secret"},
    },
    "BulkWrite": {
        "rows": [
            {
                "external_id": "JOB-1042",
                "people": [
                    {"role": "partner_a", "given_name": "Lena", "email": "lena@example.com"},
                    {"role": "partner_b", "given_name": "Marc", "phone": "+15035550134"},
                ],
                "wedding": {"date": "2027-06-19", "venue_name": "The Old Mill", "guests": 120},
            }
        ]
    },
    "ClientWrite": {"name": "Lena & Marc", "external_id": "C-1042", "tags": ["vip"]},
    "ConsentWrite": {
        "person": A,
        "channel": "email",
        "purpose": "marketing",
        "granted": True,
        "evidence": "Ticked “Send me offers” on the contact form, 3 May 2027",
    },
    "EmergencyWrite": {
        "wedding": A,
        "reason": "weather",
        "text": "The ceremony moves to the barn. Please come to the east gate.",
        "people": [B],
        "channels": ["sms", "email"],
        "every_minutes": 5,
    },
    "EnrollmentWrite": {"timeline": A, "wedding": B},
    "HookWrite": {"target_url": "https://hooks.example.com/in", "event": "client.created"},
    "OffersWrite": {"answer": "another", "offers": [A]},
    "PersonWrite": {
        "client": A,
        "role": "partner_a",
        "given_name": "Lena",
        "family_name": "Ortiz",
        "email": "lena@example.com",
        "phone": "+15035550134",
        "language": "en",
    },
    "PublishWrite": {"move": True},
    "ReflowWrite": {"date": "2027-09-04", "precision": "exact", "dry_run": True},
    "ReflowsWrite": {"answer": "accept", "reflows": [A]},
    "ReturnWrite": {"word": "The price in the second paragraph is last year's."},
    "SuppressionWrite": {"channel": "email", "address": "lena@example.com"},
    "TimeWrite": {"at": "2027-05-03T16:00:00Z"},
    "WeddingWrite": {
        "client": A,
        "external_id": "JOB-1042",
        "date": "2027-06-19",
        "venue_name": "The Old Mill",
        "venue_country": "US",
        "timezone": "America/Los_Angeles",
        "guests": 120,
        "budget": 450000,
        "currency": "USD",
        "days": [{"kind": "ceremony", "day": "2027-06-19", "starts_at": "15:00:00"}],
    },
    "WebhookWrite": {
        "url": "https://hooks.example.com/in",
        "kinds": ["wedding.changed", "reply.received"],
        "description": "The studio's calendar",
    },
}
