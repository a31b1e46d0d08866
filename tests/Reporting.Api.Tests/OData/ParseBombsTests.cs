using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Api.OData;
using Reporting.Engine.Feed;
using Reporting.Engine.Model;
using Xunit.Abstractions;

namespace Reporting.Api.Tests.OData;

/// <summary>Reading any URL stays within bounds of memory and time.</summary>
public sealed class ParseBombsTests(ReportingApp app, ITestOutputHelper output) : IClassFixture<ReportingApp>
{
    private const long MaxBytes = 4 * 1024 * 1024;

    // Each takes some milliseconds. The limit allows for a busy machine, but not for exponential work.
    private const double MaxMilliseconds = 2_000;

    public static TheoryData<string, string> Bombs() => new()
    {
        { "brackets that open", "$filter=" + new string('(', 1990) },
        { "brackets, fifty deep", "$filter=" + new string('(', 49) + "true" + new string(')', 49) },
        { "nots", "$filter=" + Times("not ", 490) + "true" },
        { "ands", "$filter=" + string.Join(" and ", Enumerable.Repeat("true", 220)) },
        { "ors of comparisons", "$filter=" + string.Join(" or ", Enumerable.Repeat("Headcount eq 1", 110)) },
        { "sums", "$filter=" + string.Join(" add ", Enumerable.Repeat("1", 330)) + " eq 1" },
        { "minus", "$filter=" + Times("-", 1900) + "1 eq 1" },
        { "functions in functions", "$filter=" + Times("tolower(", 48) + "Code" + new string(')', 48) + " eq 'a'" },
        { "any in any", "$filter=" + string.Concat(Enumerable.Range(0, 40).Select(i => $"DomainCodes/any(c{i}:")) + "true" + new string(')', 40) },
        { "a long list", "$filter=Headcount in (" + string.Join(',', Enumerable.Repeat("1", 950)) + ")" },
        { "a long text", "$filter=Title eq '" + Times("''", 950) + "'" },
        { "quotation marks", "$filter=" + new string('\'', 1990) },
        { "a long path", "$filter=" + string.Join('/', Enumerable.Repeat("Place", 330)) + " eq null" },
        { "expands", "$expand=" + Times("Place($expand=", 48) + "Country" + new string(')', 48) },
        { "many expands", "$expand=" + string.Join(',', Enumerable.Repeat("Place", 330)) },
        { "many columns", "$select=" + string.Join(',', Enumerable.Repeat("Code", 390)) },
        { "many orders", "$orderby=" + string.Join(',', Enumerable.Repeat("Code", 390)) },
        { "words", "$search=" + string.Join(" OR ", Enumerable.Repeat("a", 390)) },
        { "words and nots", "$search=" + Times("NOT ", 490) + "a" },
        { "steps", "$apply=" + string.Join('/', Enumerable.Repeat("filter(true)", 150)) },
        { "branches", "$apply=concat(" + string.Join(',', Enumerable.Repeat("aggregate($count as N)", 85)) + ")" },
        { "branches in branches", "$apply=" + Times("concat(filter(true),", 40) + "filter(true)" + new string(')', 40) },
        { "groups", "$apply=groupby((" + string.Join(',', Enumerable.Repeat("Code", 380)) + "))" },
        { "computed values", "$apply=compute(" + string.Join(',', Enumerable.Range(0, 200).Select(i => $"1 as C{i}")) + ")" },
        { "blanks", "$filter=" + new string(' ', 1980) + "true" },
        { "blanks in steps", "$apply=" + new string(' ', 1980) + "identity" },
        { "aliases of aliases", "$filter=Code eq @a0&" + string.Join('&', Enumerable.Range(0, 100).Select(i => $"@a{i}=@a{i + 1}")) },
        { "an alias used often", "$filter=" + string.Join(" or ", Enumerable.Repeat("Code eq @a", 130)) + "&@a='" + new string('a', 1900) + "'" },
        { "many options", string.Join('&', Enumerable.Range(0, 3000).Select(i => $"@p{i}=1")) },
        { "a mark", "$skiptoken=" + new string('A', 7990) },
        { "a mark of brackets", "$skiptoken=" + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(new string('[', 5900))).TrimEnd('=') },
    };

    [Theory]
    [MemberData(nameof(Bombs))]
    public void Reading_a_url_takes_bounded_work(string name, string query)
    {
        var reader = new ODataQueryReader(new ODataModel(app.Services.GetRequiredService<Reloadable<EntitySets>>().Value), TimeProvider.System, new ODataOptions());
        var request = Request("/odata/Engagements", query);
        var (bytes, fastest, answer) = (0L, double.MaxValue, string.Empty);
        for (var i = 0; i < 5; i++)
        {
            var (before, start) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
            answer = reader.Read(request).Problem?.Code ?? "read";
            fastest = Math.Min(fastest, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        output.WriteLine($"{name}: {bytes / 1024:N0} kB, {fastest:N2} ms, {answer}");
        Assert.InRange(bytes, 1, MaxBytes);
        Assert.InRange(fastest, 0, MaxMilliseconds);
    }

    private static HttpRequest Request(string path, string query)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = HttpMethods.Get;
        context.Request.Path = path;
        context.Request.QueryString = new QueryString("?" + query.Replace(" ", "%20", StringComparison.Ordinal));
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = path + context.Request.QueryString;
        return context.Request;
    }

    private static string Times(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
