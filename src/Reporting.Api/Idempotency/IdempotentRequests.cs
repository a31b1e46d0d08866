using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Reporting.Api.Access.Identity;
using Reporting.Api.Problems;
using Reporting.Warehouse.Imports.Files;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Api.Idempotency;

/// <summary>
/// Carries out a POST with an Idempotency-Key once. A repetition gets the same response; a request that made nothing can be repeated. Keys belong to the
/// credential of their caller and are kept for a day.
/// </summary>
internal sealed class IdempotentRequests(IdempotencyStore store, IDataProtectionProvider protection, TimeProvider time)
{
    public const string Header = "Idempotency-Key";
    public const string Repeated = "Idempotency-Replayed";

    private const int MaxKey = 255;
    private const int MaxAnswer = 256 * 1024;

    // Stands for a response that is too long to be kept.
    private const string TooLong = "";

    private readonly IDataProtector _protector = protection.CreateProtector("Reporting.Idempotency");

    public async Task RunAsync(HttpContext context, RequestDelegate next)
    {
        var header = context.Request.Headers[Header];
        if (header is not [{ Length: > 0 and <= MaxKey } key] || key.Any(c => c is < '!' or > '~'))
        {
            await SendAsync(context, new Problem(ErrorCodes.BadIdempotencyKey, $"The {Header} is not valid.", $"Send one key of at most {MaxKey} visible ASCII characters, such as a UUID."));
            return;
        }

        // By the credential, not by the name: a new API key may have the name of a revoked one.
        var (caller, keyHash) = (HashOf(context.Request.RequestIdentity().Partition), HashOf(key));
        var (earlier, isFull) = await store.BeginAsync(caller, keyHash, time.GetUtcNow(), context.RequestAborted);
        if (isFull)
        {
            await SendAsync(context, new Problem(ErrorCodes.TooManyIdempotencyKeys, $"You used {IdempotencyStore.MaxKeys:N0} idempotency keys within a day.", $"Wait, or leave {Header} out."));
            return;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}\n"));
        var body = new HashedStream(context.Request.Body, hash);
        await (earlier is null ? RunAsync(context, next, caller, keyHash, body, hash) : RepeatAsync(context, earlier, body, hash));
    }

    private async Task RunAsync(HttpContext context, RequestDelegate next, string caller, string keyHash, HashedStream body, IncrementalHash hash)
    {
        var (given, sent) = (context.Request.Body, context.Response.Body);
        using var content = new MemoryStream();
        (context.Request.Body, context.Response.Body) = (body, content);
        var isKept = false;
        try
        {
            await next(context);
            var response = context.Response;
            if (response.StatusCode is >= 200 and < 300)
            {
                // The request is not carried out again, even if its response cannot be recorded or its client has gone.
                isKept = true;
                var answer = content.Length > MaxAnswer
                    ? TooLong
                    : _protector.Protect(JsonSerializer.Serialize(new Answer(response.ContentType, response.Headers.Location, Convert.ToBase64String(content.GetBuffer(), 0, (int)content.Length))));
                await store.CompleteAsync(caller, keyHash, new IdempotentAnswer { RequestHash = await HashAsync(body, hash, CancellationToken.None), Status = response.StatusCode, Answer = answer });
            }
        }
        finally
        {
            (context.Request.Body, context.Response.Body) = (given, sent);
            if (!isKept)
            {
                await store.RemoveAsync(caller, keyHash);
            }
        }

        content.Position = 0;
        await content.CopyToAsync(sent, context.RequestAborted);
    }

    private async Task RepeatAsync(HttpContext context, IdempotentAnswer earlier, HashedStream body, IncrementalHash hash)
    {
        if (earlier.Answer is null)
        {
            await SendAsync(context, new Problem(ErrorCodes.IdempotencyKeyInUse, $"A request with this {Header} is still running, or its process ended.", "Send it again in a moment. Check what it made before you use another key."));
            return;
        }

        if (await HashAsync(body, hash, context.RequestAborted) != earlier.RequestHash)
        {
            await SendAsync(context, new Problem(ErrorCodes.IdempotencyKeyReused, $"Another request was sent with this {Header}.", "Use a new key for each new request."));
            return;
        }

        if (Read(earlier.Answer) is not { } answer)
        {
            await SendAsync(context, new Problem(ErrorCodes.IdempotencyKeyInUse, "The request was carried out, but its response cannot be read again.", "Look for what it made."));
            return;
        }

        var response = context.Response;
        (response.StatusCode, response.ContentType) = (earlier.Status!.Value, answer.ContentType);
        response.Headers[Repeated] = "true";
        if (answer.Location is { } location)
        {
            response.Headers.Location = location;
        }

        await response.Body.WriteAsync(Convert.FromBase64String(answer.Content), context.RequestAborted);
    }

    private static string HashOf(string text) => Sha256.Of(Encoding.UTF8.GetBytes(text));

    // Of the whole body, however much of it the endpoint has read.
    private static async Task<string> HashAsync(HashedStream body, IncrementalHash hash, CancellationToken cancellationToken)
    {
        await body.DrainAsync(cancellationToken);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // Another process may have other keys of encryption.
    private Answer? Read(string text)
    {
        if (text == TooLong)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<Answer>(_protector.Unprotect(text));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static Task SendAsync(HttpContext context, Problem problem) => ProblemResponses.Answer(problem).ExecuteAsync(context);

    private sealed record Answer(string? ContentType, string? Location, string Content);
}
