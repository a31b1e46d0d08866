using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Access.Tokens;

/// <summary>
/// The provider's published metadata with its signing keys. It is cached for 12 h, and read again when a token names an unknown key.
/// It replaces the library's ConfigurationManager, which reads in the background and so refuses the first tokens after a change of keys.
/// With the library's class, every request would also wait for an unavailable provider.
/// </summary>
internal sealed class ProviderMetadata(IOptions<ProviderOptions> options, TimeProvider time, ILogger<ProviderMetadata> log) : IConfigurationManager<OpenIdConnectConfiguration>, IDisposable
{
    private static readonly TimeSpan CacheDuration = TimeSpan.FromHours(12);

    /// <summary>Minimum time between two forced reads. It protects the provider from invented key ids, and callers from an unavailable provider.</summary>
    private static readonly TimeSpan MinForcedInterval = TimeSpan.FromSeconds(30);

    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(10), MaxResponseContentBufferSize = 1024 * 1024 };
    private readonly SemaphoreSlim _readLock = new(1);
    private OpenIdConnectConfiguration? _metadata;
    private DateTimeOffset _readAt;
    private DateTimeOffset _forcedAt = DateTimeOffset.MinValue;
    private DateTimeOffset _failedAt = DateTimeOffset.MinValue;

    public bool IsConfigured => options.Value.Authority is not null;

    public Task<Outcome<OpenIdConnectConfiguration>> ReadAsync(CancellationToken cancellationToken) =>
        _metadata is { } metadata && (time.GetUtcNow() - _readAt).Duration() < CacheDuration
            ? Task.FromResult<Outcome<OpenIdConnectConfiguration>>(metadata)
            : FetchAsync(_metadata, cancellationToken);

    /// <summary>Ensures before validation that the provider's current keys include the token's key. Null, or the problem <c>provider-away</c>.</summary>
    public async Task<Problem?> PrepareAsync(string? keyId, CancellationToken cancellationToken)
    {
        if (!(await ReadAsync(cancellationToken)).IsValue(out var metadata, out var problem))
        {
            return problem;
        }

        if (!metadata.SigningKeys.Any(key => key.KeyId == keyId) && (time.GetUtcNow() - _forcedAt).Duration() >= MinForcedInterval)
        {
            _forcedAt = time.GetUtcNow();
            await FetchAsync(metadata, cancellationToken);
        }

        return null;
    }

    /// <summary>Called by the handlers, after <see cref="ReadAsync"/> or <see cref="PrepareAsync"/>.</summary>
    public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel) =>
        (await ReadAsync(cancel)).IsValue(out var metadata, out var problem) ? metadata : throw new HttpRequestException(problem.Message);

    /// <summary>Does nothing, because <see cref="PrepareAsync"/> decides when to read.</summary>
    public void RequestRefresh()
    {
    }

    public void Dispose()
    {
        _client.Dispose();
        _readLock.Dispose();
    }

    private async Task<Outcome<OpenIdConnectConfiguration>> FetchAsync(OpenIdConnectConfiguration? before, CancellationToken cancellationToken)
    {
        await _readLock.WaitAsync(cancellationToken);
        try
        {
            if (_metadata is { } newer && newer != before)
            {
                return newer;
            }

            // Requests that waited for a failed read do not try again.
            if ((time.GetUtcNow() - _failedAt).Duration() < MinForcedInterval)
            {
                return CachedOrProblem();
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
            log.LogWarning(e, "The OpenID Connect provider {Authority} did not respond.", options.Value.Authority);
            _failedAt = time.GetUtcNow();
            return CachedOrProblem();
        }
        finally
        {
            _readLock.Release();
        }
    }

    // Outdated keys are better than refusing every sign-in.
    private Outcome<OpenIdConnectConfiguration> CachedOrProblem() => _metadata is { } old
        ? old
        : new Problem(ErrorCodes.ProviderAway, "The OpenID Connect provider did not respond.", "Try again in a moment, or use an API key.");
}
