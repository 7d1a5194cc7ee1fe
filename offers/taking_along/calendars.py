"""Dates of an offer as calendar files."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from offers.models import Offer


def respond_by_calendar(offer: Offer, respond_by: date, address: str, now: datetime) -> bytes:
    """An all-day event on the respond-by date, with a reminder two days before."""
    event = Event()
    event.add("uid", f"{offer.pk}@leverbook")
    event.add("dtstamp", now)
    event.add("dtstart", respond_by)
    event.add("dtend", respond_by + timedelta(days=1))
    event.add("summary", f"Respond to the offer of {offer.employer}")
    event.add("url", address)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"The offer of {offer.employer} ends in two days")
    alarm.add("trigger", timedelta(days=-2))
    event.add_component(alarm)
    calendar = Calendar()
    calendar.add("prodid", "-//Leverbook//EN")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    file: bytes = calendar.to_ical()
    return file
