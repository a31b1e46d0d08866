using System.Text.Json;
using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Text;

namespace Reporting.Rendering.Json;

/// <summary>
/// The hash that identifies a result: SHA-256 of the report as JSON without the line of the hash. Files of every format contain the hash of their
/// result, because a file cannot contain its own hash.
/// </summary>
public static class ReportHash
{
    /// <summary>The number of hexadecimal digits of a hash.</summary>
    public const int Length = 64;

    /// <summary>The document with its hash in its provenance.</summary>
    public static ReportDocument Sealed(this ReportDocument document) =>
        document with { Provenance = document.Provenance with { Hash = Of(document) } };

    public static string Of(ReportDocument document)
    {
        var plain = document with { Provenance = document.Provenance with { Hash = null } };
        return Sha256.Of(JsonSerializer.SerializeToUtf8Bytes(plain, DocumentJson.In(document.Language)));
    }
}
