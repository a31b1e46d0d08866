using System.Text.Json;
using Reporting.Engine.Access;
using Reporting.Engine.Changes;
using Reporting.Engine.Engagements;
using Reporting.Engine.Queries;
using Reporting.TestWarehouses;

namespace Reporting.Engine.Tests.Changes;

/// <summary>A program that keeps a copy of the engagements by following the changes alone, as docs/changes.md says.</summary>
internal sealed class CopyOfEngagements(TestWarehouse warehouse, Caller caller, int pageSize)
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private int _since;
    private string? _rights;

    public SortedDictionary<string, string> Engagements { get; } = new(StringComparer.Ordinal);

    /// <summary>How often everything was read.</summary>
    public int Loads { get; private set; }

    public int Follows { get; private set; }

    public async Task FollowAsync()
    {
        Follows++;
        if (_since == 0 || !await ReadAsync())
        {
            Loads++;
            (_since, _rights) = (0, null);
            Engagements.Clear();
            Assert.True(await ReadAsync());
        }
    }

    /// <summary>The whole list as the caller sees it, by code.</summary>
    public async Task<SortedDictionary<string, string>> ListAsync()
    {
        var query = new EngagementQuery(new ReportQuery { Measures = [], Limit = 10_000 }, null);
        var page = (await warehouse.Runners.Engagements.ListAsync(query, caller, null, CancellationToken.None)).Value!;
        return new(page.Engagements.ToDictionary(e => e.Code, e => JsonSerializer.Serialize(e, Json)), StringComparer.Ordinal);
    }

    // False if the copy must be read anew.
    private async Task<bool> ReadAsync()
    {
        string? after = null;
        do
        {
            var page = (await warehouse.Runners.Changes.RunAsync(new ChangesQuery(_since, null, after, pageSize, "en", _rights), caller, CancellationToken.None)).Value!;
            if (page.Reset)
            {
                return false;
            }

            foreach (var change in page.Changes)
            {
                if (change.Engagement is null)
                {
                    Assert.True(Engagements.Remove(change.Code), $"{caller.Name} never saw {change.Code}, which was withdrawn after version {_since}.");
                }
                else
                {
                    Engagements[change.Code] = JsonSerializer.Serialize(change.Engagement, Json);
                }
            }

            after = page.Next;
            if (after is null)
            {
                (_since, _rights) = (page.NextSince, page.Rights);
            }
        }
        while (after is not null);
        return true;
    }
}
