"""A program that uses the generated client, with typed bodies: it queries, exports, subscribes and reads changes."""
import json
import sys
import time

import reporting_client as reporting

address, key = sys.argv[1:]
client = reporting.ApiClient(reporting.Configuration(host=address, api_key={"key": key}))
aggregates, exports, subscriptions = reporting.AggregatesApi(client), reporting.ExportsApi(client), reporting.SubscriptionsApi(client)

answer = aggregates.post_api_v1_query(reporting.QueryRequest(
    measures=["engagements", "last_date"],
    by=["year"],
    filters=reporting.QueryFilters(participant_country=["IN"], domain_any=["cyber-security", "artificial-intelligence"]),
    totals="grand",
))
counted = [f"{row.year}:{row.engagements}" for row in answer.data]

job = exports.post_api_v1_exports(reporting.ExportRequest(
    report="cooperation-by-year-and-domain", format="csv", parameters=reporting.ReportParameterValues(_from="2022", domain=["cyber-security"]),
))
while job.state in ("queued", "running"):
    time.sleep(0.1)
    job = exports.get_api_v1_exports_id(job.id)
content = exports.get_api_v1_exports_id_file(job.id, _preload_content=False).data

made = subscriptions.post_api_v1_subscriptions(reporting.SubscriptionRequest(
    report="cooperation-by-year-and-domain",
    recipients=reporting.RecipientsRequest(to=["asha@example.org"]),
    schedule="weekly monday 08:00",
    time_zone="Asia/Jerusalem",
    formats=["pdf"],
    on_behalf_of="owner",
    ambiguous="assume-sent",
))
found = subscriptions.get_api_v1_subscriptions_id(made.id)
subscriptions.delete_api_v1_subscriptions_id(made.id)
try:
    gone = subscriptions.get_api_v1_subscriptions_id(made.id).id
except reporting.ApiException as refused:
    gone = json.loads(refused.body)["code"]

def told(change: reporting.FieldChangeResponse) -> str:
    match change:
        case reporting.TextChangeResponse():
            return f"{change.field}:{change.old}>{change.new}"
        case reporting.NumberChangeResponse():
            return f"{change.field}:{change.old + 1:g}>{change.new + 1:g}"
        case reporting.MemberValueChangeResponse():
            return f"{change.field}:{change.old.code}>{change.new.code}"
        case reporting.DomainsChangeResponse():
            return f"{change.field}:{len(change.old)}>{len(change.new)}"
    return change.field


changes = reporting.EngagementsApi(client).get_api_v1_changes(since="2")
changed = [told(change) for engagement in changes.data for change in engagement.changes]

print(f"query {answer.totals.engagements} {' '.join(counted)}")
print(f"export {job.state} {len(content) - job.file.bytes}")
print(f"subscription {found.state} {found.ambiguous} {len(found.next_due)} {gone}")
print(f"changes {' '.join(changed)}")
