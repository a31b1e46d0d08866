namespace Reporting.Api.Idempotency;

/// <summary>Applies <see cref="IdempotentRequests"/> to endpoints that create a resource.</summary>
internal static class IdempotencyMiddleware
{
    /// <summary>Runs after access, because keys belong to callers.</summary>
    public static void UseIdempotency(this WebApplication app)
    {
        // Taken for each request: at the start of the program it would open the secrets before the folders are checked.
        app.Use((context, next) => context.Request.Headers.ContainsKey(IdempotentRequests.Header) && context.GetEndpoint()?.Metadata.GetMetadata<AcceptsIdempotencyKey>() is not null
            ? context.RequestServices.GetRequiredService<IdempotentRequests>().RunAsync(context, next)
            : next(context));
    }

    /// <summary>The endpoint creates a resource, and accepts an Idempotency-Key.</summary>
    public static RouteHandlerBuilder Idempotent(this RouteHandlerBuilder endpoint) =>
        endpoint.WithMetadata(new AcceptsIdempotencyKey()).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
}

/// <summary>Marks an endpoint that accepts an Idempotency-Key.</summary>
internal sealed record AcceptsIdempotencyKey;
