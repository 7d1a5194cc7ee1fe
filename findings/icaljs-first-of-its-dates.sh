#!/usr/bin/env bash
# ical.js 2.2.1: of payments on three dates the first is left out.
#
# A signing bonus is paid on 1, 15 and 31 December: DTSTART is the first, RDATE lists the others. DTSTART counts as the
# first instance, and the set is made of it and the RDATEs (RFC 5545, 3.8.5.2 and 3.8.2.4). The event's iterator gives
# the 15th and the 31st; with an RRULE beside the RDATE it gives the first, too.
# Expected: three dates, as recurring-ical-events 3.8.2 gives. Seen: two. Fails once it is otherwise.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund ical.js@2.2.1 >/dev/null
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check \
  recurring-ical-events==3.8.2 icalendar==7.3.2 tzdata==2026.6
printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:-//Example//EN BEGIN:VEVENT UID:bonus@example.org \
  DTSTAMP:20261101T000000Z 'DTSTART;VALUE=DATE:20261201' 'RDATE;VALUE=DATE:20261215,20261231' \
  'SUMMARY:Signing bonus, a third' END:VEVENT END:VCALENDAR >bonus.ics
cat >dates.mjs <<'JS'
import ICAL from "ical.js";
import { readFileSync } from "node:fs";

const event = new ICAL.Event(
  new ICAL.Component(ICAL.parse(readFileSync("bonus.ics", "utf8"))).getFirstSubcomponent("vevent"));
const [days, dates] = [event.iterator(), []];
for (let day = days.next(); day; day = days.next()) dates.push(day.toString());
console.log(dates.join(" "));
JS
seen=$(node dates.mjs)
other=$(venv/bin/python - <<'PYTHON'
from datetime import date
from pathlib import Path

import recurring_ical_events
from icalendar import Calendar

calendar = Calendar.from_ical(Path("bonus.ics").read_bytes())
events = recurring_ical_events.of(calendar).between(date(2026, 11, 1), date(2027, 2, 1))
print(*(event.start for event in events))
PYTHON
)
echo "ical.js: $seen"
echo "recurring-ical-events: $other"
[ "$seen" = "2026-12-15 2026-12-31" ] && [ "$other" = "2026-12-01 2026-12-15 2026-12-31" ]
