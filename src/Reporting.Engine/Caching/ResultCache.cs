using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using Reporting.Engine.Access;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Caching;

/// <summary>
/// Keeps finished answers, bounded by bytes. The data version is read for every question and is part of the key, so
/// that an import, by whatever process, leaves nothing to be served that is stale. Equal questions at once are computed once.
/// </summary>
public sealed class ResultCache : IDisposable
{
    // What an entry takes beside its bytes and its key: measured roughly, and rather too high.
    private const int EntryBytes = 600;

    private readonly CacheOptions options;
    private readonly DefinitionsVersion definitions;
    private readonly DataVersionStore versions;
    private readonly MemoryCache? cache;
    private readonly ConcurrentDictionary<string, SharedComputation> underway = new();
    private Prefix prefix = new(new DataVersion(-1, null), string.Empty);
    private long computed;

    public ResultCache(IOptions<CacheOptions> options, DefinitionsVersion definitions, DataVersionStore versions)
    {
        this.options = options.Value;
        this.definitions = definitions;
        this.versions = versions;
        cache = this.options.Enabled ? new MemoryCache(new MemoryCacheOptions { SizeLimit = this.options.MaxBytes, TrackStatistics = true }) : null;
    }

    /// <summary>Bytes that are kept now.</summary>
    public long Bytes => cache?.GetCurrentStatistics()?.CurrentEstimatedSize ?? 0;

    /// <summary>How many answers were computed since the start, because they were not kept.</summary>
    public long Computed => Interlocked.Read(ref computed);

    /// <summary>The key of an answer made of data. The data version is read here, from the database.</summary>
    /// <param name="question">In its one form, with everything that shapes the answer: kind, format, language.</param>
    public async ValueTask<CacheKey> KeyAsync(string question, Caller caller, CancellationToken cancellationToken)
    {
        var version = await versions.ReadAsync(cancellationToken);
        var before = prefix;
        if (before.Version != version)
        {
            prefix = before = new Prefix(version, $"{definitions.Hash}|{version.Version}|{version.AsOf?.UtcTicks}|");
        }

        return new CacheKey(version, string.Concat(before.Text, question, "|", caller.Key));
    }

    /// <summary>The key of an answer made of definitions alone, the same whatever the data.</summary>
    public CacheKey KeyOfDefinitions(string question, Caller caller) => new(null, $"{definitions.Hash}||{question}|{caller.Key}");

    public CachedResponse? Find(CacheKey key) => cache is not null && cache.TryGetValue(key.Text, out var kept) ? (CachedResponse?)kept : null;

    /// <summary>
    /// The kept answer, or the computed one, which is then kept. Problems are not kept. A computation that several callers wait for goes on when one of
    /// them leaves, and stops when the last has left.
    /// </summary>
    /// <param name="compute">States the data version that it read. It may outlive the request of the caller that gave it: it must not touch that request.</param>
    public async Task<Outcome<CachedResponse>> AnswerAsync(CacheKey key, Func<CancellationToken, Task<Outcome<CachedResponse>>> compute, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (Find(key) is { } kept)
            {
                return kept;
            }

            if (cache is null)
            {
                return await ComputeAsync(key, compute, cancellationToken);
            }

            var mine = new SharedComputation();
            var shared = underway.GetOrAdd(key.Text, mine);
            if (shared == mine)
            {
                // On another thread: SQLite works on the thread that asks, and this caller may want to leave.
                _ = Task.Run(() => ShareAsync(key, compute, mine), CancellationToken.None);
            }
            else if (!shared.TryJoin())
            {
                // All who waited for it have left; it is being taken away.
                underway.TryRemove(KeyValuePair.Create(key.Text, shared));
                continue;
            }

            return await shared.WaitAsync(cancellationToken);
        }
    }

    /// <summary>What was remembered about a request as it was written; see <see cref="Remember"/>.</summary>
    public T? Recall<T>(string request)
        where T : class => cache is not null && cache.TryGetValue(request, out var kept) ? kept as T : null;

    /// <summary>Remembers what a request means, where that depends on the definitions alone; shares the bound with the answers.</summary>
    public void Remember(string request, object meaning)
    {
        // The meaning holds the request's words once more, each in an object of its own.
        Keep(request, meaning, request.Length * 6L);
    }

    public void Dispose() => cache?.Dispose();

    private async Task ShareAsync(CacheKey key, Func<CancellationToken, Task<Outcome<CachedResponse>>> compute, SharedComputation shared)
    {
        var mine = KeyValuePair.Create(key.Text, shared);
        try
        {
            // It may have been kept between the look and the lead.
            var answer = Find(key) is { } kept ? kept : await ComputeAsync(key, compute, shared.GivenUp);
            underway.TryRemove(mine);
            shared.SetResult(answer);
        }
        catch (Exception e)
        {
            underway.TryRemove(mine);
            shared.SetException(e);
        }
    }

    private async Task<Outcome<CachedResponse>> ComputeAsync(CacheKey key, Func<CancellationToken, Task<Outcome<CachedResponse>>> compute, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref computed);
        using var asked = QueryIds.Collect();
        if (!(await compute(cancellationToken)).IsValue(out var answer, out var problem))
        {
            return problem;
        }

        answer = answer with { Questions = asked.Ids };

        // An import moved the data after the key was made: send the answer, but keep it under no key.
        if (answer.DataVersion != key.Version)
        {
            return answer;
        }

        answer = answer with { Tag = answer.IsStable ? key.StrongTag(answer.Content.Span) : key.WeakTag() };
        if (answer.Content.Length <= options.MaxEntryBytes)
        {
            Keep(key.Text, answer, answer.Content.Length);
        }

        return answer;
    }

    private void Keep(string key, object value, long bytes) =>
        cache?.Set(key, value, new MemoryCacheEntryOptions { Size = bytes + (key.Length * 2L) + EntryBytes });

    private sealed record Prefix(DataVersion Version, string Text);
}
