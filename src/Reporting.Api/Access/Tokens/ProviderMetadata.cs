using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Access.Tokens;

/// <summary>
/// What the provider publishes about itself, its signing keys above all: kept for half a day, and read anew when a token names a key that is not among them. By hand:
/// the library's ConfigurationManager reads in the background and so refuses the first tokens after a change of keys; and it lets every request try a provider that does not answer.
/// </summary>
internal sealed class ProviderMetadata(IOptions<ProviderOptions> options, TimeProvider time, ILogger<ProviderMetadata> log) : IConfigurationManager<OpenIdConnectConfiguration>, IDisposable
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

    /// <summary>Before a token is validated: its key is among those that were read, where the provider has it. Null, or <c>provider-away</c>.</summary>
    public async Task<Problem?> PrepareAsync(string? keyId, CancellationToken cancellationToken)
    {
        if (!(await ReadAsync(cancellationToken)).IsValue(out var metadata, out var problem))
        {
            return problem;
        }

        if (!metadata.SigningKeys.Any(key => key.KeyId == keyId) && (time.GetUtcNow() - _forcedAt).Duration() >= BetweenForced)
        {
            _forcedAt = time.GetUtcNow();
            await FetchAsync(metadata, cancellationToken);
        }

        return null;
    }

    /// <summary>For the handlers, which come after <see cref="ReadAsync"/> or <see cref="PrepareAsync"/>.</summary>
    public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel) =>
        (await ReadAsync(cancel)).IsValue(out var metadata, out var problem) ? metadata : throw new HttpRequestException(problem.Message);

    /// <summary>Nothing: <see cref="PrepareAsync"/> has decided already.</summary>
    public void RequestRefresh()
    {
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
        : new Problem(ErrorCodes.ProviderAway, "The OpenID Connect provider does not answer.", "Try again in a moment, or use an API key.");
}
