using Microsoft.AspNetCore.Http.Features;

namespace Reporting.Api.Access.Identity;

/// <summary>
/// Removes keys from URLs when a request starts, because the host logs and traces URLs before any middleware runs.
/// </summary>
internal sealed class KeyHidingContexts(IServiceProvider services) : IHttpContextFactory
{
    private readonly DefaultHttpContextFactory _contexts = new(services);

    public HttpContext Create(IFeatureCollection featureCollection)
    {
        KeyInUrl.TakeOut(featureCollection);
        return _contexts.Create(featureCollection);
    }

    public void Dispose(HttpContext httpContext) => _contexts.Dispose(httpContext);
}
