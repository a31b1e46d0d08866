using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using Reporting.Engine.Access;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Caching;

/// <summary>
/// Caches responses, limited by bytes. The data version is read for every request and is part of the key, so an import by any process takes
/// effect at once. What was made from the version before is dropped then, since it is never asked for again. Equal requests at the same time are computed once.
/// </summary>
public sealed class ResultCache : IDisposable
{
    // A high estimate of the bytes of an entry, without its content and its key.
    private const int EntryBytes = 600;

    private readonly CacheOptions _options;
    private readonly Reloadable<DefinitionsVersion> _definitions;
    private readonly DataVersionStore _versions;
    private readonly MemoryCache? _cache;
    private readonly SharedComputations<CachedResponse> _underway = new();
    private readonly CurrentVersion _current = new();
    private Prefix _prefix = new(new DataVersion(-1, null), string.Empty, string.Empty);
    private long _computed;

    public ResultCache(IOptions<CacheOptions> options, Reloadable<DefinitionsVersion> definitions, DataVersionStore versions)
    {
        _options = options.Value;
        _definitions = definitions;
        _versions = versions;
        _cache = _options.Enabled ? new MemoryCache(new MemoryCacheOptions { SizeLimit = _options.MaxBytes, TrackStatistics = true }) : null;
    }

    /// <summary>False if every response is computed.</summary>
    public bool IsEnabled => _cache is not null;

    /// <summary>The bytes in the cache now.</summary>
    public long Bytes => _cache?.GetCurrentStatistics()?.CurrentEstimatedSize ?? 0;

    /// <summary>The number of responses computed since the start.</summary>
    public long Computed => Interlocked.Read(ref _computed);

    /// <summary>Makes the key of a response made from data. It reads the data version from the database.</summary>
    /// <param name="query">The canonical query with all that shapes the response: kind, format, language.</param>
    public async ValueTask<CacheKey> KeyAsync(string query, Caller caller, CancellationToken cancellationToken)
    {
        var version = await _versions.ReadAsync(cancellationToken);
        _current.Advance(version);
        var (before, hash) = (_prefix, _definitions.Value.Hash);
        if (before.Version != version || before.Definitions != hash)
        {
            _prefix = before = new Prefix(version, hash, $"{hash}|{version.Version}|{version.AsOf?.UtcTicks}|{(version.Edition is { } edition ? edition + "|" : string.Empty)}");
        }

        return new CacheKey(version, string.Concat(before.Text, await TodayAsync(version, caller, cancellationToken), query, "|", caller.Key));
    }

    // What a row rule shows in an edition depends on today's data too.
    private async ValueTask<string> TodayAsync(DataVersion version, Caller caller, CancellationToken cancellationToken) =>
        version.Edition is not null && !caller.Scope.IsEverything && await _versions.ReadTodayAsync(cancellationToken) is var today ? $"|{today.Version} {today.AsOf?.UtcTicks}|" : string.Empty;

    /// <summary>Makes the key of a response made from definitions alone.</summary>
    public CacheKey KeyOfDefinitions(string query, Caller caller) => new(null, $"{_definitions.Value.Hash}||{query}|{caller.Key}");

    public CachedResponse? Find(CacheKey key)
    {
        if (_cache is null || !_cache.TryGetValue(key.Text, out var kept))
        {
            return null;
        }

        CacheMetrics.Count(isHit: true);
        return (CachedResponse?)kept;
    }

    /// <summary>True while another caller computes this response.</summary>
    public bool IsUnderway(CacheKey key) => _underway.IsUnderway(key.Text);

    /// <summary>
    /// Returns the cached response, or computes and caches it. Problems are not cached. A computation goes on while at least one caller
    /// waits for it.
    /// </summary>
    /// <param name="compute">Names the data version that it read. It may outlive the request that started it, so it must not use that request.</param>
    public async Task<Outcome<CachedResponse>> AnswerAsync(CacheKey key, Func<CancellationToken, Task<Outcome<CachedResponse>>> compute, CancellationToken cancellationToken)
    {
        if (Find(key) is { } kept)
        {
            return kept;
        }

        // Another computation may have cached it before this one begins.
        return _cache is null
            ? await ComputeAsync(key, compute, cancellationToken)
            : await _underway.RunAsync(key.Text, async cancel => Find(key) is { } known ? known : await ComputeAsync(key, compute, cancel), cancellationToken);
    }

    /// <summary>Returns the stored meaning of a request; see <see cref="Remember(string, object)"/>.</summary>
    public T? Recall<T>(string request)
        where T : class => _cache is not null && _cache.TryGetValue(Meant(request), out var kept) ? kept as T : null;

    /// <summary>Stores what a request means, if that depends on the definitions alone. It counts towards the limit of the cache.</summary>
    public void Remember(string request, object meaning)
    {
        // The meaning repeats the text of the request, split into small objects.
        Remember(new CacheKey(null, request), meaning, request.Length * 6L);
    }

    /// <summary>Stores the value of a key, with an estimate of its bytes.</summary>
    public void Remember(CacheKey key, object meaning, long bytes)
    {
        if (bytes <= _options.MaxEntryBytes)
        {
            Keep(key with { Text = Meant(key.Text) }, meaning, bytes);
        }
    }

    private string Meant(string request) => string.Concat(_definitions.Value.Hash, " ", request);

    public void Dispose() => _cache?.Dispose();

    private async Task<Outcome<CachedResponse>> ComputeAsync(CacheKey key, Func<CancellationToken, Task<Outcome<CachedResponse>>> compute, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _computed);
        CacheMetrics.Count(isHit: false);
        using var asked = QueryIds.Collect();
        if (!(await compute(cancellationToken)).IsValue(out var answer, out var problem))
        {
            return problem;
        }

        answer = answer with { QueryIds = asked.Ids };

        // If an import changed the data after the key was made, send the response but do not cache it.
        if (answer.DataVersion != key.Version)
        {
            return answer;
        }

        answer = answer with { Tag = answer.IsStable ? key.StrongTag(answer.Content.Span) : key.WeakTag() };
        if (answer.Content.Length <= _options.MaxEntryBytes)
        {
            Keep(key, answer, answer.Content.Length);
        }

        return answer;
    }

    private void Keep(CacheKey key, object value, long bytes)
    {
        var entry = new MemoryCacheEntryOptions { Size = bytes + (key.Text.Length * 2L) + EntryBytes };
        if (key.Version is { } version && _current.EndOf(version) is { } end)
        {
            entry.ExpirationTokens.Add(end);
        }

        _cache?.Set(key.Text, value, entry);
    }

    private sealed record Prefix(DataVersion Version, string Definitions, string Text);
}

/// <summary>Limits of the response cache in memory; section <c>Cache</c>.</summary>
public sealed class CacheOptions
{
    public const string Section = "Cache";

    /// <summary>False computes every response; ETags stay.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Most bytes of all cached responses and their keys.</summary>
    public long MaxBytes { get; set; } = 64L * 1024 * 1024;

    /// <summary>Larger responses are not cached.</summary>
    public long MaxEntryBytes { get; set; } = 8L * 1024 * 1024;
}
