using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Reporting.Api.Access.Identity;
using Reporting.Api.Responses;
using Reporting.Engine.Access;

namespace Reporting.Api.HealthChecks;

/// <summary>All checks of health for administrators.</summary>
internal static class HealthChecksEndpoints
{
    public static void AddDoctor(this IServiceCollection services) => services.AddSingleton<DoctorRunner>();

    public static void MapDoctor(this WebApplication app) => app.MapGet("/api/v1/health/checks", RunAsync)
        .WithTags("Health")
        .Needs(Permission.Administer)
        .WithSummary("Checks every part of the service, and says how to fix it. The command 'reporting doctor' runs the same checks.")
        .Produces<HealthChecksResponse>();

    private static async Task<IResult> RunAsync(DoctorRunner doctor, CancellationToken cancellationToken) => Results.Ok(await doctor.RunAsync(cancellationToken)).Fresh();
}

/// <summary>The state of the whole service, which is that of its worst part, and all checks.</summary>
public sealed record HealthChecksResponse([property: AllowedValues("well", "warning", "failed")] string State, DateTimeOffset CheckedAt, IReadOnlyList<HealthCheckResponse> Data);

/// <summary>One check: its name, its state, what it means, what was found, and the command or setting that fixes it.</summary>
public sealed record HealthCheckResponse(string Name, [property: AllowedValues("well", "warning", "failed")] string State, string Meaning, string Detail)
{
    /// <summary>The command or setting that fixes it; omitted for a part without faults.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Remedy { get; init; }

    internal static HealthCheckResponse Of(string name, string meaning, HealthFinding finding) => new(name, NameOf(finding.State), meaning, finding.Detail) { Remedy = finding.Remedy };

    internal static string NameOf(HealthState state) => state.ToString().ToLowerInvariant();
}
