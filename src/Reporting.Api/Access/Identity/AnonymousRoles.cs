namespace Reporting.Api.Access.Identity;

/// <summary>The roles of anonymous callers.</summary>
internal static class AnonymousRoles
{
    private static readonly string[] InDevelopment = ["exporter", "reader"];

    public static string[] Of(AccessOptions options, IHostEnvironment environment) => options.Anonymous switch
    {
        null => environment.IsDevelopment() ? InDevelopment : [],
        "none" => [],
        var roles => roles.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
    };
}
