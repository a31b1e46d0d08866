using System.Data.Common;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Reporting.Api.Access.Identity;
using Reporting.Api.Pages.Languages;
using Reporting.Api.Requests;
using Reporting.Api.Responses;
using Reporting.Engine.Languages;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Imports.History;

namespace Reporting.Api.Pages;

/// <summary>Renders a Razor component as a page, with a <see cref="PageFrame"/> as its parameter <c>Frame</c>. Pages are never cached, because they can contain personal data.</summary>
internal sealed class PageResult : IResult
{
    private static readonly ServiceProvider Services = new ServiceCollection()
        .AddLogging()
        .AddSingleton(HtmlEncoder.Create(UnicodeRanges.All))
        .BuildServiceProvider();

    private readonly Type _component;
    private readonly int _status;
    private readonly Dictionary<string, object?> _parameters;

    private PageResult(Type component, int status, Dictionary<string, object?> parameters) => (_component, _status, _parameters) = (component, status, parameters);

    public static PageResult Of<TComponent>(HttpContext context, int status, Dictionary<string, object?> parameters)
        where TComponent : IComponent
    {
        parameters["Frame"] = FrameOf(context);
        return new PageResult(typeof(TComponent), status, parameters);
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        _parameters["Frame"] = (PageFrame)_parameters["Frame"]! with { HasInventedData = await HasInventedDataAsync(httpContext) };
        var content = Encoding.UTF8.GetBytes(await MarkupAsync(_component, _parameters));
        var response = httpContext.Response;
        response.StatusCode = _status;
        response.Headers.CacheControl = "no-store";
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = content.Length;
        await response.SendAsync(content);
    }

    /// <summary>The markup of a part of a page.</summary>
    public static Task<string> MarkupAsync<TComponent>(Dictionary<string, object?> parameters)
        where TComponent : IComponent => MarkupAsync(typeof(TComponent), parameters);

    private static async Task<string> MarkupAsync(Type component, Dictionary<string, object?> parameters)
    {
        await using var renderer = new HtmlRenderer(Services, Services.GetRequiredService<ILoggerFactory>());
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync(component, ParameterView.FromDictionary(parameters))).ToHtmlString());
    }

    // A page about a failure does not wait for a database that may be down.
    private async Task<bool> HasInventedDataAsync(HttpContext context)
    {
        if (_status >= StatusCodes.Status500InternalServerError)
        {
            return false;
        }

        try
        {
            return (await context.RequestServices.GetRequiredService<DataVersionStore>().ReadAsync(context.RequestAborted)).IsInvented;
        }
        catch (Exception failure) when (failure is DbException || DatabaseProblem.Of(failure) is not null)
        {
            return false;
        }
    }

    private static PageFrame FrameOf(HttpContext context)
    {
        RequestLanguage.Remember(context);
        var language = context.Request.PageLanguage();
        var captions = PageCaptions.In(language);
        var token = context.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context);
        var identity = context.Features.Get<RequestIdentity>();
        var links = PageBar.For(identity, context.RequestServices.GetRequiredService<EndpointDataSource>(), captions);
        var edition = EditionRequest.Of(context);
        return new PageFrame(context.Request.PathBase, context.Request.Path, identity is { BySession: true } ? identity.Caller.Name : null, links, token.FormFieldName, token.RequestToken!)
        {
            Language = language,
            Captions = captions,
            Languages = PageBar.LanguagesOf(context.Request),
            Theme = PageTheme.Of(context.Request),
            Here = PageTheme.ReturnAddress(context.Request),
            Edition = edition?.Opened?.Edition.Id,
            TodayAddress = $"{edition?.PathBase}{context.Request.Path}{context.Request.QueryString}",
        };
    }
}

/// <summary>Data of the layout and of forms on a page.</summary>
/// <param name="PathBase">Prefix of every address, if a proxy serves the program below a path.</param>
/// <param name="Person">Name of the signed-in person; null if there is none.</param>
/// <param name="TokenField">Name of the hidden field with the antiforgery token; <paramref name="Token"/> is its value.</param>
public sealed record PageFrame(string PathBase, string Path, string? Person, IReadOnlyList<PageLink> Links, string TokenField, string Token)
{
    /// <summary>The reader's language.</summary>
    public required Language Language { get; init; }

    /// <summary>The words of pages in this language.</summary>
    public required PageCaptions Captions { get; init; }

    public required IReadOnlyList<LanguageLink> Languages { get; init; }

    /// <summary>light or dark; null if the device decides.</summary>
    public string? Theme { get; init; }

    /// <summary>The address of this page, to which a choice of the theme returns.</summary>
    public required string Here { get; init; }

    /// <summary>The edition that the page shows. Every page of it says so. Null for today's data.</summary>
    public string? Edition { get; init; }

    /// <summary>The address of the same page about today's data.</summary>
    public string TodayAddress { get; init; } = "";

    /// <summary>True if some of the data are invented. Every page then says so.</summary>
    public bool HasInventedData { get; init; }

    /// <summary>For a part of a page: it holds nothing of the person who reads it, so that the part can be kept.</summary>
    public static PageFrame OfPart(HttpRequest request, Language language) =>
        new(request.PathBase, request.Path, null, [], string.Empty, string.Empty) { Language = language, Captions = PageCaptions.In(language), Languages = [], Here = string.Empty };
}
