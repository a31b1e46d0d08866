using System.ComponentModel.DataAnnotations;
using Reporting.Api.Access.Identity;
using Reporting.Api.Idempotency;
using Reporting.Api.OpenApi.Contracts;
using Reporting.Api.Pipeline;
using Reporting.Api.Problems;
using Reporting.Api.Requests;
using Reporting.Api.Responses;
using Reporting.Engine.Access;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Access.Keys;

/// <summary>Endpoints with which administrators manage API keys.</summary>
internal static class KeysEndpoints
{
    private const int MaxDepth = 4;
    private const string Example = """Send JSON such as {"name": "Power BI", "roles": ["reader"], "expires": "90d"}.""";

    public static void MapKeys(this WebApplication app)
    {
        var group = app.MapGroup("/api/v1/keys").WithTags("Keys").Needs(Permission.Administer);
        group.MapGet("/", ListAsync)
            .WithSummary("Lists the API keys without their secrets, including revoked keys.")
            .Produces<IReadOnlyList<KeyResponse>>();
        group.MapPost("/", CreateAsync)
            .WithSummary("Creates a key. Only this response contains its text.")
            .Accepts<CreateKeyRequest>("application/json")
            .Idempotent()
            .Produces<CreatedKeyResponse>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);
        group.MapDelete("/{id}", RevokeAsync)
            .WithSummary("Revokes a key. All processes refuse it within 30 seconds.")
            .WithMetadata(new DescribedParameter("id", "Id of the key, from the list.", "h4k2m9x7p3wd", InPath: true))
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ListAsync(KeyRing keys, TimeProvider time, CancellationToken cancellationToken) =>
        Results.Ok((await keys.ListAsync(cancellationToken)).Select(key => KeyResponse.Of(key, time.GetUtcNow()))).Fresh();

    private static async Task<IResult> CreateAsync(HttpRequest request, KeyRing keys, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!(await JsonBody.ReadAsync<CreateKeyRequest>(request, MaxDepth, ErrorCodes.MalformedKey, "The body is not a valid key request.", Example, cancellationToken)).IsValue(out var body, out var problem)
            || !Lifetime.Read(body.Expires).IsValue(out var lifetime, out problem)
            || !(await keys.CreateAsync(body.Name ?? string.Empty, body.Roles ?? [], lifetime, request.Caller().Name, cancellationToken)).IsValue(out var created, out problem))
        {
            return ProblemResponses.Answer(problem);
        }

        AuditDraft.Of(request.HttpContext)?.SetQuery(created.AuditText);
        return Results.Created($"/api/v1/keys/{created.Stored.Id}", new CreatedKeyResponse(created.Text, KeyResponse.Of(created.Stored, time.GetUtcNow()))).Fresh();
    }

    private static async Task<IResult> RevokeAsync(string id, KeyRing keys, CancellationToken cancellationToken) =>
        await keys.RevokeAsync(id, cancellationToken) is { } problem ? ProblemResponses.Answer(problem) : Results.NoContent();
}

/// <summary>A key to create: its holder, roles and lifetime (such as <c>90d</c>). Without a lifetime it is valid until revoked.</summary>
public sealed record CreateKeyRequest([property: Required] string? Name, [property: Required] IReadOnlyList<string>? Roles, string? Expires);

/// <summary>A new key. <c>Key</c> is shown only once.</summary>
public sealed record CreatedKeyResponse(string Key, KeyResponse About);

/// <summary>A key as administrators see it. <c>State</c> is valid, expired or revoked; <c>LastUsedAt</c> is accurate to the minute.</summary>
public sealed record KeyResponse(
    string Id, string Name, IReadOnlyList<string> Roles, [property: AllowedValues("valid", "expired", "revoked")] string State, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt)
{
    internal static KeyResponse Of(StoredKey key, DateTimeOffset now) => new(
        key.Id, key.Name, key.Roles, StateOf(key, now), key.CreatedAt, key.CreatedBy, key.ExpiresAt, key.LastUsedAt, key.RevokedAt);

    private static string StateOf(StoredKey key, DateTimeOffset now) => key.RevokedAt is not null ? "revoked" : key.ExpiresAt <= now ? "expired" : "valid";
}
