#!/usr/bin/python3
"""Writes due-times.txt: the due times of fourteen schedules in ten zones in 2027, computed with Python's zoneinfo and a simple cron parser.

usage: /usr/bin/python3 due_times.py > due-times.txt

A time on the wall clock that a clock put forward leaves out is due at the first instant after the gap; one that a clock put back shows twice is due at
its first passing. Each line: schedule, zone, wall clock, instant.
"""
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

YEAR = 2027
# The schedule of a subscription, its cron expression, and the zone.
SCHEDULES = [
    ("weekly monday 08:00", "0 8 * * 1", "Asia/Kolkata"),
    ("daily 02:30", "30 2 * * *", "Europe/Paris"),
    ("daily 02:00", "0 2 * * *", "Asia/Jerusalem"),
    ("*/30 0-3 * 3,10,11 *", "*/30 0-3 * 3,10,11 *", "America/New_York"),
    ("weekdays 07:45", "45 7 * * 1-5", "Asia/Kathmandu"),
    ("*/15 1-2 * 4,10 *", "*/15 1-2 * 4,10 *", "Australia/Lord_Howe"),
    ("monthly 15", "0 8 15 * *", "Asia/Kolkata"),
    ("last working day 17:00", "0 17 LW * *", "Asia/Jerusalem"),
    ("quarterly 06:00", "0 6 1 1,4,7,10 *", "America/St_Johns"),
    ("0 8 1 * 5", "0 8 1 * 5", "UTC"),
    ("0 0 * * 0-4", "0 0 * * 0-4", "Asia/Jerusalem"),
    ("15,45 1 * * 0", "15,45 1 * * 0", "Europe/Paris"),
    # These zones have negative daylight saving: clocks are put back in winter or Ramadan.
    ("daily 01:30", "30 1 * * *", "Europe/Dublin"),
    ("*/30 1-3 * 2,3 *", "*/30 1-3 * 2,3 *", "Africa/Casablanca"),
]


def values(field, low, high):
    chosen = set()
    for part in field.split(","):
        spread, _, step = part.partition("/")
        if spread == "*":
            first, last = low, high
        else:
            first, _, last = spread.partition("-")
            first, last = int(first), int(last or first)
        chosen.update(range(first, last + 1, int(step or 1)))
    return chosen


def last_working_day(day):
    last = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    while last.weekday() > 4:
        last -= timedelta(days=1)
    return last


def is_due_on(day, dom, month, dow):
    if day.month not in values(month, 1, 12):
        return False
    if dom == "LW":
        return day == last_working_day(day)
    on_day = day.day in values(dom, 1, 31)
    on_weekday = (day.weekday() + 1) % 7 in values(dow, 0, 6)
    # In cron, if both fields are restricted, either may match.
    return on_day or on_weekday if dom != "*" and dow != "*" else on_day and on_weekday


def instant(wall_clock, zone):
    while True:
        utc = wall_clock.replace(tzinfo=zone, fold=0).astimezone(timezone.utc)
        if utc.astimezone(zone).replace(tzinfo=None) == wall_clock:
            return utc
        wall_clock += timedelta(minutes=1)


for text, cron, name in SCHEDULES:
    minute, hour, dom, month, dow = cron.split()
    zone = ZoneInfo(name)
    day = date(YEAR, 1, 1)
    while day.year == YEAR:
        if is_due_on(day, dom, month, dow):
            for h in sorted(values(hour, 0, 23)):
                for m in sorted(values(minute, 0, 59)):
                    wall_clock = datetime(day.year, day.month, day.day, h, m)
                    print(f"{text} | {name} | {wall_clock:%Y-%m-%dT%H:%M} | {instant(wall_clock, zone):%Y-%m-%dT%H:%MZ}")
        day += timedelta(days=1)
