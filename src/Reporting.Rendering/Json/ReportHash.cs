using System.Security.Cryptography;
using System.Text.Json;
using Reporting.Engine.Reports.Documents;

namespace Reporting.Rendering.Json;

/// <summary>
/// The hash by which an answer is known again: SHA-256 of its one form, which is the report as JSON without the line that holds the hash. A
/// file of any format says the hash of the answer that it shows; its own it cannot hold.
/// </summary>
public static class ReportHash
{
    /// <summary>Hexadecimal digits of a hash.</summary>
    public const int Length = 64;

    /// <summary>The document with its hash in its provenance.</summary>
    public static ReportDocument Sealed(this ReportDocument document) =>
        document with { Provenance = document.Provenance with { Hash = Of(document) } };

    public static string Of(ReportDocument document)
    {
        var plain = document with { Provenance = document.Provenance with { Hash = null } };
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(plain, DocumentJson.In(document.Language))));
    }
}
