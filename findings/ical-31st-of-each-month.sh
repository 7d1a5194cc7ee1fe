#!/usr/bin/env bash
# node-ical 0.26.1 and ical.js 2.2.1: what recurs on the 31st or on 29 February falls on days that the rule doesn't name.
#
# Vesting that recurs monthly from 31 January has no day in February: such an instance "MUST be ignored and MUST NOT be
# counted" (RFC 5545, 3.3.10). So the dates are 31 January, 31 March, 31 May and 31 July. node-ical names 28 February and
# stays on the 28th for good. A year's rule from 29 February 2024 next falls in 2028: node-ical says 28 February 2025,
# ical.js 1 March 2025. Each is right where the rule names the day (BYMONTHDAY=31, BYMONTH=2;BYMONTHDAY=29).
# Expected and seen are both in the output. Fails once it is otherwise.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund node-ical@0.26.1 ical.js@2.2.1 >/dev/null
cat >dates.mjs <<'JS'
import ICAL from "ical.js";
import nodeIcal from "node-ical";

const calendar = (start, rule) =>
  ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//EN", "BEGIN:VEVENT", "UID:vest@example.org",
   "DTSTAMP:20260101T000000Z", `DTSTART:${start}T120000Z`, `RRULE:${rule}`, "SUMMARY:Vest", "END:VEVENT",
   "END:VCALENDAR", ""].join("\r\n");
const tools = {
  "node-ical": (text) =>
    Object.values(nodeIcal.sync.parseICS(text)).find((one) => one.type === "VEVENT").rrule.all()
      .map((day) => day.toISOString().slice(0, 10)),
  "ical.js": (text) => {
    const event = new ICAL.Event(new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent("vevent"));
    const [days, dates] = [event.iterator(), []];
    for (let day = days.next(); day; day = days.next()) dates.push(day.toString().slice(0, 10));
    return dates;
  },
};
const monthly = "2026-01-31 2026-03-31 2026-05-31 2026-07-31";
const yearly = "2024-02-29 2028-02-29 2032-02-29";
const cases = [
  ["node-ical", "20260131", "FREQ=MONTHLY;COUNT=4", monthly, "2026-01-31 2026-02-28 2026-03-28 2026-04-28"],
  ["node-ical", "20260131", "FREQ=MONTHLY;BYMONTHDAY=31;COUNT=4", monthly, monthly],
  ["node-ical", "20240229", "FREQ=YEARLY;COUNT=3", yearly, "2024-02-29 2025-02-28 2026-02-28"],
  ["ical.js", "20260131", "FREQ=MONTHLY;COUNT=4", monthly, monthly],
  ["ical.js", "20240229", "FREQ=YEARLY;COUNT=3", yearly, "2024-02-29 2025-03-01 2026-03-01"],
  ["ical.js", "20240229", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;COUNT=3", yearly, yearly],
];
let same = true;
for (const [tool, start, rule, expected, seen] of cases) {
  const found = tools[tool](calendar(start, rule)).join(" ");
  console.log(`${tool}, ${start} ${rule}\n  expected ${expected}\n  found    ${found}`);
  same &&= found === seen;
}
process.exit(same ? 0 : 1);
JS
TZ=UTC node dates.mjs
