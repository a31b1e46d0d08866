using System.Security.Cryptography;
using System.Text;

namespace Reporting.Warehouse.Text;

/// <summary>SHA-256 as 64 lower-case hexadecimal digits.</summary>
public static class Sha256
{
    public static string Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    public static string Of(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    public static async Task<string> OfAsync(Stream content, CancellationToken cancellationToken) => Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken));
}
