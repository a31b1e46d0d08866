using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Reporting.Api.Audit;
using Reporting.Api.Bodies;
using Reporting.Api.OpenApi;
using Reporting.Api.Problems;
using Reporting.Api.Responses;
using Reporting.Engine.Access;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Access.Keys;

/// <summary>API keys, for administrators.</summary>
internal static class KeysEndpoints
{
    private const int Deepest = 4;

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        MaxDepth = Deepest, UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    public static void MapKeys(this WebApplication app)
    {
        var group = app.MapGroup("/api/v1/keys").WithTags("Keys").Needs(Permission.Administer);
        group.MapGet("/", ListAsync)
            .WithSummary("The API keys, the revoked ones too, without their secrets.")
            .Produces<IReadOnlyList<KeyResponse>>();
        group.MapPost("/", MakeAsync)
            .WithSummary("Makes a key. Its text is in this answer and nowhere else.")
            .Accepts<CreateKeyRequest>("application/json")
            .Produces<CreatedKeyResponse>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);
        group.MapDelete("/{id}", RevokeAsync)
            .WithSummary("Revokes a key: it is refused from now on, elsewhere within half a minute.")
            .WithMetadata(new DescribedParameter("id", "Id of the key, as the list shows it.", "h4k2m9x7p3wd", InPath: true))
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ListAsync(KeyRing keys, TimeProvider time, CancellationToken cancellationToken) =>
        Results.Ok((await keys.ListAsync(cancellationToken)).Select(key => KeyResponse.Of(key, time.GetUtcNow()))).Fresh();

    private static async Task<IResult> MakeAsync(HttpRequest request, KeyRing keys, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!(await ReadAsync(request, cancellationToken)).IsValue(out var asked, out var problem)
            || !Lifetime.Read(asked.Expires).IsValue(out var lifetime, out problem)
            || !(await keys.MakeAsync(asked.Name ?? string.Empty, asked.Roles ?? [], lifetime, request.Caller().Name, cancellationToken)).IsValue(out var made, out problem))
        {
            return ProblemResponses.Answer(problem);
        }

        AuditDraft.Of(request.HttpContext)?.SetQuery(made.Words);
        return Results.Created($"/api/v1/keys/{made.Stored.Id}", new CreatedKeyResponse(made.Text, KeyResponse.Of(made.Stored, time.GetUtcNow()))).Fresh();
    }

    private static async Task<IResult> RevokeAsync(string id, KeyRing keys, CancellationToken cancellationToken) =>
        await keys.RevokeAsync(id, cancellationToken) is { } problem ? ProblemResponses.Answer(problem) : Results.NoContent();

    private static async Task<Outcome<CreateKeyRequest>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!(await JsonBody.ReadAsync(request, Deepest, ErrorCodes.MalformedKey, Example, cancellationToken)).IsValue(out var body, out var problem))
        {
            return problem;
        }

        using (body)
        {
            try
            {
                return body.Deserialize<CreateKeyRequest>(Strict) is { } key ? key : Malformed();
            }
            catch (JsonException)
            {
                return Malformed();
            }
        }
    }

    private const string Example = """Send JSON such as {"name": "Power BI", "roles": ["reader"], "expires": "90d"}.""";

    private static Problem Malformed() => new(ErrorCodes.MalformedKey, "The body does not say which key to make.", Example);
}

/// <summary>A key to make: whom it is for, its roles, and how long it holds (<c>90d</c>; without it, until it is revoked).</summary>
public sealed record CreateKeyRequest([property: Required] string? Name, [property: Required] IReadOnlyList<string>? Roles, string? Expires);

/// <summary>A key that was just made. <c>Key</c> is shown here once and never again.</summary>
public sealed record CreatedKeyResponse(string Key, KeyResponse About);

/// <summary>A key as administrators see it. <c>State</c> is valid, expired or revoked; <c>LastUsedAt</c> is exact to the minute.</summary>
public sealed record KeyResponse(
    string Id, string Name, IReadOnlyList<string> Roles, [property: AllowedValues("valid", "expired", "revoked")] string State, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt)
{
    internal static KeyResponse Of(StoredKey key, DateTimeOffset now) => new(
        key.Id, key.Name, key.Roles, StateOf(key, now), key.CreatedAt, key.CreatedBy, key.ExpiresAt, key.LastUsedAt, key.RevokedAt);

    private static string StateOf(StoredKey key, DateTimeOffset now) => key.RevokedAt is not null ? "revoked" : key.ExpiresAt <= now ? "expired" : "valid";
}
