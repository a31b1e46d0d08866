using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Access.Tokens;

/// <summary>
/// What the provider publishes about itself, its signing keys above all: kept for half a day, and read anew when a token names a key that
/// is not among them. The library's own ConfigurationManager would refuse that first token: it reads in the background.
/// </summary>
internal sealed class ProviderMetadata(IOptions<OpenIdConnectOptions> options, TimeProvider time, ILogger<ProviderMetadata> log) : IDisposable
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(12);

    /// <summary>Tokens with invented key ids shall not make us a burden to the provider, nor one that does not answer a burden to everybody who asks.</summary>
    private static readonly TimeSpan BetweenForced = TimeSpan.FromSeconds(30);

    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(10), MaxResponseContentBufferSize = 1024 * 1024 };
    private readonly SemaphoreSlim _turn = new(1);
    private OpenIdConnectConfiguration? _metadata;
    private DateTimeOffset _readAt;
    private DateTimeOffset _forcedAt = DateTimeOffset.MinValue;
    private DateTimeOffset _failedAt = DateTimeOffset.MinValue;

    public bool IsConfigured => options.Value.Authority is not null;

    public Task<Outcome<OpenIdConnectConfiguration>> ReadAsync(CancellationToken cancellationToken) =>
        _metadata is { } kept && (time.GetUtcNow() - _readAt).Duration() < Kept
            ? Task.FromResult<Outcome<OpenIdConnectConfiguration>>(kept)
            : FetchAsync(_metadata, cancellationToken);

    /// <summary>As it is now, after <paramref name="before"/> lacked a key; the same again when that was asked a moment ago.</summary>
    public Task<Outcome<OpenIdConnectConfiguration>> ReadAgainAsync(OpenIdConnectConfiguration before, CancellationToken cancellationToken)
    {
        if ((time.GetUtcNow() - _forcedAt).Duration() < BetweenForced)
        {
            return Task.FromResult<Outcome<OpenIdConnectConfiguration>>(_metadata ?? before);
        }

        _forcedAt = time.GetUtcNow();
        return FetchAsync(before, cancellationToken);
    }

    public void Dispose()
    {
        _client.Dispose();
        _turn.Dispose();
    }

    private async Task<Outcome<OpenIdConnectConfiguration>> FetchAsync(OpenIdConnectConfiguration? before, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_metadata is { } newer && newer != before)
            {
                return newer;
            }

            // Whoever waited meanwhile need not wait for the same once more.
            if ((time.GetUtcNow() - _failedAt).Duration() < BetweenForced)
            {
                return KeptOrAway();
            }

            var authority = new Uri(options.Value.Authority!);
            var documents = new HttpDocumentRetriever(_client) { RequireHttps = !authority.IsLoopback };
            _metadata = await OpenIdConnectConfigurationRetriever.GetAsync(
                authority.AbsoluteUri.TrimEnd('/') + "/.well-known/openid-configuration", documents, cancellationToken);
            _readAt = time.GetUtcNow();
            return _metadata;
        }
        catch (Exception e) when (e is IOException or HttpRequestException or InvalidOperationException or ArgumentException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            log.LogWarning(e, "The OpenID Connect provider {Authority} does not answer.", options.Value.Authority);
            _failedAt = time.GetUtcNow();
            return KeptOrAway();
        }
        finally
        {
            _turn.Release();
        }
    }

    // Keys that were good a while ago are better than nobody coming in.
    private Outcome<OpenIdConnectConfiguration> KeptOrAway() => _metadata is { } old
        ? old
        : new Problem(ProblemKind.Unavailable, "provider-away", "The OpenID Connect provider does not answer.", "Try again in a moment, or use an API key.");
}
