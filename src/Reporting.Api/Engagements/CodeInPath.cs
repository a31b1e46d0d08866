using Microsoft.AspNetCore.Http.Features;
using Reporting.Rendering;

namespace Reporting.Api.Engagements;

/// <summary>
/// The code that ends an address, as its route's <c>{**code}</c>. It is taken from the request line: the path that routing sees is decoded except for
/// <c>%2F</c>, so there a slash and a percent sign cannot be told apart.
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
