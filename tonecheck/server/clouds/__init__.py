"""Before-send webhooks of instant-messaging clouds: they call us, in their own form, and want their own kind of answer.

Tested against the payloads that the vendors document, not against their services.
"""
