// A program that uses the generated client, with typed bodies: it queries, exports, subscribes and reads changes.
using Reporting.Client;

using var http = new HttpClient { BaseAddress = new Uri(args[0]) };
http.DefaultRequestHeaders.Add("X-Api-Key", args[1]);
var client = new ReportingClient(http);

var answer = await client.PostApiV1QueryAsync(new QueryRequest
{
    Measures = ["engagements", "last_date"],
    By = ["year"],
    Filters = new QueryFilters { Participant_country = ["IN"], Domain_any = ["cyber-security", "artificial-intelligence"] },
    Totals = QueryRequestTotals.Grand,
});
var counted = answer.Data.Select(row => $"{row.Year}:{row.Engagements}");

var job = await client.PostApiV1ExportsAsync(new ExportRequest
{
    Report = "cooperation-by-year-and-domain", Format = ExportRequestFormat.Csv, Parameters = new ReportParameterValues { From = "2022", Domain = ["cyber-security"] },
});
while (job.State is ExportResponseState.Queued or ExportResponseState.Running)
{
    await Task.Delay(100);
    job = await client.GetApiV1ExportsIdAsync(job.Id);
}

using var file = await client.GetApiV1ExportsIdFileAsync(job.Id);
using var content = new MemoryStream();
await file.Stream.CopyToAsync(content);

var made = await client.PostApiV1SubscriptionsAsync(new SubscriptionRequest
{
    Report = "cooperation-by-year-and-domain",
    Recipients = new RecipientsRequest { To = ["asha@example.org"] },
    Schedule = "weekly monday 08:00",
    TimeZone = "Asia/Jerusalem",
    Formats = [MailFormat.Pdf],
    OnBehalfOf = SubscriptionRequestOnBehalfOf.Owner,
    Ambiguous = SubscriptionRequestAmbiguous.AssumeSent,
});
var found = await client.GetApiV1SubscriptionsIdAsync(made.Id);
await client.DeleteApiV1SubscriptionsIdAsync(made.Id);
string gone;
try
{
    gone = (await client.GetApiV1SubscriptionsIdAsync(made.Id)).Id;
}
catch (ApiException<ProblemResponse> e)
{
    gone = e.Result.Code;
}

var changes = await client.GetApiV1ChangesAsync(since: "2");
var changed = changes.Data.SelectMany(change => change.Changes).Select(change => change switch
{
    TextChangeResponse text => $"{text.Field}:{text.Old}>{text.New}",
    NumberChangeResponse number => $"{number.Field}:{number.Old + 1}>{number.New + 1}",
    MemberValueChangeResponse member => $"{member.Field}:{member.Old.Code}>{member.New.Code}",
    DomainsChangeResponse domains => $"{domains.Field}:{domains.Old.Count}>{domains.New.Count}",
    _ => change.Field,
});

Console.WriteLine(string.Join('\n', $"query {answer.Totals.Engagements} {string.Join(' ', counted)}", $"export {job.State} {content.Length - job.File.Bytes}", $"subscription {found.State} {found.Ambiguous} {found.NextDue.Count} {gone}", $"changes {string.Join(' ', changed)}"));
