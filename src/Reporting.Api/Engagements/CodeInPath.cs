using Microsoft.AspNetCore.Http.Features;
using Reporting.Rendering.Renderers;

namespace Reporting.Api.Engagements;

/// <summary>
/// The code at the end of a path, for the route parameter <c>{**code}</c>. It is read from the raw request line: routing decodes all escapes except
/// <c>%2F</c>, so codes with a slash or a percent sign would be ambiguous.
/// </summary>
internal sealed record CodeInPath(string Value)
{
    public const string Parameter = "code";

    public static ValueTask<CodeInPath> BindAsync(HttpContext context)
    {
        var routed = (string)context.Request.RouteValues[Parameter]!;
        var sent = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?', 2)[0].Split('/');
        return new(new CodeInPath(PathCode.Unescape(string.Join('/', sent.TakeLast(routed.Split('/').Length)))));
    }
}
