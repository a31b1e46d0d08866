using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Reporting.Warehouse.Imports.History;

namespace Reporting.Engine.Caching;

/// <summary>
/// Identifies a response: data version, definitions (model, reports, access rules, build), canonical query, format, language, and the visibility
/// of the caller.
/// </summary>
/// <param name="Version">Null for a response made from definitions alone.</param>
/// <param name="Text">The whole key. Never shown to callers.</param>
public readonly record struct CacheKey(DataVersion? Version, string Text)
{
    private const int TagBytes = 16;

    /// <summary>Equal for responses with the same meaning, even if they were made at different times.</summary>
    public string WeakTag() => $"W/\"{Hash([])}\"";

    /// <summary>Equal for equal bytes only. It includes the key, so a tag of one scope tells nothing about another.</summary>
    public string StrongTag(ReadOnlySpan<byte> content) => $"\"{Hash(content)}\"";

    private string Hash(ReadOnlySpan<byte> content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(Text));
        hash.AppendData(content);
        return Base64Url.EncodeToString(hash.GetHashAndReset().AsSpan(0, TagBytes));
    }
}
