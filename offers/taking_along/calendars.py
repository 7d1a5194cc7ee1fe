"""Dates of an offer as calendar files."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event

from offers.models import Offer


def respond_by_calendar(offer: Offer, respond_by: date, address: str, now: datetime) -> bytes:
    """The respond-by date with a reminder at nine in the morning two days before: an event at its time, where that is
    known, else all day. It is private, and makes nobody busy.

    A time whose zone isn't known floats: it is that time wherever the calendar is.
    """
    reminded = datetime.combine(respond_by - timedelta(days=2), time(9))
    starts = datetime.combine(respond_by, offer.respond_by_time or time.min)
    event = Event()
    event.add("uid", f"{offer.pk}@leverbook")
    event.add("dtstamp", now)
    if offer.respond_by_time is None:
        event.add("dtstart", respond_by)
        event.add("dtend", respond_by + timedelta(days=1))
    else:
        if offer.respond_by_zone:
            zone = ZoneInfo(offer.respond_by_zone)
            reminded, starts = (at.replace(tzinfo=zone).astimezone(UTC) for at in (reminded, starts))
        event.add("dtstart", starts)
        told = offer.respond_by_clock if offer.respond_by_zone else f"{offer.respond_by_clock}, zone not known"
        event.add("description", f"The offer ends at {told}.")
    event.add("summary", f"Respond to the offer of {offer.employer}")
    event.add("url", address)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"The offer of {offer.employer} ends in two days")
    alarm.add("trigger", reminded - starts)
    event.add_component(alarm)
    calendar = Calendar()
    calendar.add("prodid", "-//Leverbook//EN")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    file: bytes = calendar.to_ical()
    return file
