// Prints the events of an iCalendar as ical.js reads them, and the name and the description of the calendar.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(process.argv[2], "utf8")));
const events = calendar.getAllSubcomponents("vevent").map(component => {
  const event = new ICAL.Event(component);
  return {
    uid: event.uid,
    summary: event.summary,
    start: event.startDate.toString(),
    end: event.endDate.toString(),
    isAllDay: event.startDate.isDate && event.endDate.isDate,
    status: component.getFirstPropertyValue("status"),
    location: event.location,
    url: component.getFirstPropertyValue("url"),
    description: event.description,
    categories: component.getFirstProperty("categories")?.getValues() ?? [],
  };
});
console.log(JSON.stringify({
  version: calendar.getFirstPropertyValue("version"), name: calendar.getFirstPropertyValue("x-wr-calname"), description: calendar.getFirstPropertyValue("x-wr-caldesc"), events,
}));
