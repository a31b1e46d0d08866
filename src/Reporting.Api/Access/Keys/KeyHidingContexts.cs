using Microsoft.AspNetCore.Http.Features;

namespace Reporting.Api.Access.Keys;

/// <summary>
/// Begins requests without the keys in their URLs. Here, because the host logs and traces a URL before any middleware runs.
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
