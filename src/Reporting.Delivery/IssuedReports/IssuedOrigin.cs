using System.IO.Compression;
using System.Text.Json;
using Reporting.Engine.Engagements;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Json;

namespace Reporting.Delivery.IssuedReports;

/// <summary>How an issued report can be made again, and which figures it had (decision 0056).</summary>
/// <param name="Content">Hash of the document without its data version.</param>
/// <param name="Count">The number of figures.</param>
/// <param name="Figures">Section, row, column and value of each figure; null if there were too many to keep.</param>
public sealed record IssuedOrigin(IssuedRequest Request, string Content, int Count, IReadOnlyList<string?[]>? Figures)
{
    /// <summary>More figures are counted, and not kept.</summary>
    public const int MaxFigures = 5_000;

    public static IssuedOrigin Of(IssuedRequest request, ReportDocument document)
    {
        var figures = ReportFigures.Of(document);
        return new IssuedOrigin(request, ContentOf(document), figures.Count, figures.Count > MaxFigures ? null : [.. figures.Select(f => new[] { f.Section, f.Row, f.Column, f.Value })]);
    }

    /// <summary>Equal for documents that differ in nothing but the version of their data.</summary>
    public static string ContentOf(ReportDocument document) =>
        ReportHash.Of(document with { FileName = string.Empty, Provenance = document.Provenance with { DataVersion = 0, DataAsOf = null, Edition = null } });

    internal byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using (var packed = new GZipStream(bytes, CompressionLevel.Fastest))
        {
            JsonSerializer.Serialize(packed, this);
        }

        return bytes.ToArray();
    }

    internal static IssuedOrigin Read(byte[] bytes)
    {
        using var packed = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<IssuedOrigin>(packed)!;
    }
}

/// <summary>A request for a report's file, so that it can be made again.</summary>
/// <param name="Day">The day as of which relative periods were resolved.</param>
/// <param name="MaxListed">The most engagements of a list.</param>
/// <param name="Definition">The text of a definition that is kept nowhere else; null for others.</param>
public sealed record IssuedRequest(string Format, string? Section, IReadOnlyList<KeyValuePair<string, string>> Parameters, DateOnly? Day, int MaxListed, string? Definition)
{
    /// <summary>A list of engagements, which has no definition; null for a report.</summary>
    public EngagementListRequest? List { get; init; }

    /// <summary>A list of commitments, which has no definition; null for others.</summary>
    public CommitmentListRequest? Commitments { get; init; }
}

/// <summary>A list of commitments as a file, so that it can be made again.</summary>
public sealed record CommitmentListRequest(CommitmentQuery Query);

/// <summary>A list of engagements as a file, so that it can be made again.</summary>
public sealed record EngagementListRequest(string Title, IReadOnlyList<QueryFilter> Filters, string? Search, string? Find, int? Since, EngagementOrder Order, string Language, int Max)
{
    public static EngagementListRequest Of(EngagementQuery query, string title) =>
        new(title, query.Query.Filters, query.Query.Search, query.Query.Find, query.Query.Since, query.Order, query.Query.Language, query.Query.Limit);

    public EngagementQuery ToQuery() =>
        new(new ReportQuery { Measures = [], Filters = Filters, Search = Search, Find = Find, Since = Since, Language = Language, Limit = Max }, null) { Order = Order, WithRelations = true };
}
