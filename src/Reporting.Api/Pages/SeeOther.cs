namespace Reporting.Api.Pages;

/// <summary>303: the answer to a form is looked at with GET.</summary>
internal sealed class SeeOther : IResult
{
    private readonly string _address;

    private SeeOther(string address) => _address = address;

    public static SeeOther To(string address) => new(address);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = _address;
        httpContext.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
