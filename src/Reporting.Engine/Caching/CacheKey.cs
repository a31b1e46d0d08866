using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Reporting.Warehouse.Imports.History;

namespace Reporting.Engine.Caching;

/// <summary>
/// What makes two answers the same answer: data version, definitions (model, reports, access rules, build), the question in its one
/// form with format and language, and what the caller may see.
/// </summary>
/// <param name="Version">Null where the answer is made of definitions alone.</param>
/// <param name="Text">All of it; never shown.</param>
public readonly record struct CacheKey(DataVersion? Version, string Text)
{
    private const int TagBytes = 16;

    /// <summary>Equal for answers that say the same, though the time they were made may differ.</summary>
    public string WeakTag() => $"W/\"{Hash([])}\"";

    /// <summary>Equal for equal bytes only. The key is in it too: what one scope sees says nothing about another.</summary>
    public string StrongTag(ReadOnlySpan<byte> content) => $"\"{Hash(content)}\"";

    private string Hash(ReadOnlySpan<byte> content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(Text));
        hash.AppendData(content);
        return Base64Url.EncodeToString(hash.GetHashAndReset().AsSpan(0, TagBytes));
    }
}
