using System.Text;
using Reporting.Rendering.Html;
using Reporting.Warehouse.Text;

namespace Reporting.Api.Pages;

/// <summary>A style sheet or script embedded in the program. The content security policy forbids inline styles and scripts.</summary>
internal sealed class PageFile
{
    private readonly byte[] _content;
    private readonly string _path;
    private readonly string _contentType;

    private PageFile(string path, string contentType, byte[] content)
    {
        (_path, _contentType, _content) = (path, contentType, [.. content]);

        // The hash is part of the address, so browsers can cache the file permanently.
        Address = $"{path}?v={Sha256.Of(_content)[..8]}";
    }

    public static PageFile Styles { get; } = new("/pages/page.css", "text/css; charset=utf-8", [.. Read("page.css"), .. Read("report-pages.css"), .. Read("lookup.css"), .. Read("dashboard.css"), .. Read("import-pages.css"), .. Read("explore.css")]);

    /// <summary>The styles of a report within a page.</summary>
    public static PageFile ReportStyles { get; } = new("/pages/report.css", "text/css; charset=utf-8", [.. Encoding.UTF8.GetBytes(ScopedStyles.Value), .. Read("inline-report.css")]);

    /// <summary>An optional script: every page works without it.</summary>
    public static PageFile Script { get; } = new("/pages/page.js", "text/javascript; charset=utf-8", [.. Read("page.js"), .. Read("history.js"), .. Read("dashboard.js"), .. Read("explore.js")]);

    /// <summary>htmx: replaces parts of a page by those of the next one. The build takes it from npm.</summary>
    public static PageFile Htmx { get; } = new("/pages/htmx.js", "text/javascript; charset=utf-8", Read("htmx.js"));

    /// <summary>The address, relative to the program's path base.</summary>
    public string Address { get; }

    public static void MapAll(WebApplication app)
    {
        foreach (var file in new[] { Styles, ReportStyles, Script, Htmx })
        {
            app.MapGet(file._path, file.Send).AllowAnonymous().ExcludeFromDescription();
        }
    }

    private IResult Send(HttpResponse response)
    {
        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Bytes(_content, _contentType);
    }

    private static byte[] Read(string resource)
    {
        using var stream = typeof(PageFile).Assembly.GetManifestResourceStream(resource)!;
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
