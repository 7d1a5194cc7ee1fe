#!/usr/bin/env bash
# ics 0.7.3: a series on Fridays, read and written again, is on Thursdays.
#
# A weekly call on Fridays at 9 pm in New York begins on Friday 4 December 2026. ics turns its begin into UTC, where it
# is Saturday, drops the time zone, and leaves "BYDAY=FR" as it was: that now says Fridays at 2 am in UTC, which is
# Thursday evening in New York (RFC 5545, 3.3.10: BYDAY counts in the zone of DTSTART). It writes "CALSCALE:GEORGIAN"
# besides, though the file had none and the one value there is reads GREGORIAN (3.7.1); readers may refuse that.
# Expected: Fridays at 21:00 in New York before and after. Seen: after the first, Thursdays. Fails once it is otherwise.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
  ics==0.7.3 recurring-ical-events==3.8.2 icalendar==7.3.2 tzdata==2026.6
"$place/venv/bin/python" - <<'PYTHON'
import sys
from datetime import date
from zoneinfo import ZoneInfo

import ics
import recurring_ical_events
from icalendar import Calendar

ZONE = "America/New_York"
CALENDAR = f"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example//EN
BEGIN:VTIMEZONE
TZID:{ZONE}
BEGIN:STANDARD
DTSTART:20071104T020000
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:20070311T020000
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
UID:series@example.org
DTSTAMP:20261101T000000Z
DTSTART;TZID={ZONE}:20261204T210000
DURATION:PT1H
RRULE:FREQ=WEEKLY;BYDAY=FR;UNTIL=20261219T020000Z
SUMMARY:Call about the offer
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")


def evenings(text):
    found = recurring_ical_events.of(Calendar.from_ical(text)).between(date(2026, 12, 1), date(2027, 1, 15))
    return [event.start.astimezone(ZoneInfo(ZONE)).strftime("%a %d %b %H:%M") for event in found]


again = ics.Calendar(CALENDAR).serialize()
scale = "CALSCALE:GEORGIAN" in again
before, after = evenings(CALENDAR), evenings(again.replace("CALSCALE:GEORGIAN", "CALSCALE:GREGORIAN"))
print(f"before: {before}\nafter: {after}\nCALSCALE:GEORGIAN written: {scale}")
fridays = ["Fri 04 Dec 21:00", "Fri 11 Dec 21:00", "Fri 18 Dec 21:00"]
moved = ["Fri 04 Dec 21:00", "Thu 10 Dec 21:00", "Thu 17 Dec 21:00"]
sys.exit(0 if before == fridays and after == moved and scale else 1)
PYTHON
