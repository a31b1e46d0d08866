using System.Security.Cryptography;

namespace Reporting.Api.Pages;

/// <summary>The style sheet of all pages: a file of its own, because the content security policy takes no styles from inside a page.</summary>
internal static class PageStyles
{
    private static readonly byte[] Content = Read();

    /// <summary>Part of its address, so that a browser may keep it for good.</summary>
    public static string Version { get; } = Convert.ToHexStringLower(SHA256.HashData(Content).AsSpan(0, 4));

    public static void MapPageStyles(this WebApplication app) => app.MapGet("/pages/page.css", Send).AllowAnonymous().ExcludeFromDescription();

    private static IResult Send(HttpResponse response)
    {
        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Bytes(Content, "text/css; charset=utf-8");
    }

    private static byte[] Read()
    {
        using var stream = typeof(PageStyles).Assembly.GetManifestResourceStream("page.css")!;
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
