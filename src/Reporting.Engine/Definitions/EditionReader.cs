using Reporting.Engine.Access;
using Reporting.Engine.Model;
using Reporting.Engine.Reports;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Definitions;
using Reporting.Warehouse.Editions;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Definitions;

/// <summary>
/// Opens editions: the data and the definitions as they were published, and the access rules of today. What a reader holds stays as it is until it
/// is disposed, as with <see cref="CurrentModel.Hold()"/>.
/// </summary>
public sealed class EditionReader(
    EditionStore store, EditionFolder folder, EditionDatabases databases, VersionDatabases versions, WarehouseConnections connections, CurrentModel models, Reloadable<AccessRules> rules, Reloadable<ReportCatalog> reports)
{
    private const int MaxKept = 16;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (SemanticModel Today, SemanticModel Model, long Used)> _models = new(StringComparer.Ordinal);
    private long _clock;

    /// <summary>
    /// Finds and opens an edition. A withdrawn one is opened too: the caller of this method decides who may read it.
    /// Problems: <c>unknown-edition</c>, <c>edition-unusable</c>.
    /// </summary>
    public async Task<Outcome<OpenEdition>> OpenAsync(string id, CancellationToken cancellationToken) =>
        VersionEdition.VersionOf(id) is { } version ? await OpenVersionAsync(version, cancellationToken)
        : !EditionFolder.IsId(id) || await store.FindAsync(id, cancellationToken) is not { } edition ? Unknown(id)
        : edition.Deleted is { } deleted ? new Problem(ErrorCodes.UnknownEdition, $"The edition '{id}' was deleted. {deleted.Note}".TrimEnd(), "See /api/v1/editions for the editions.")
        : await OpenAsync(edition, cancellationToken);

    /// <summary>Opens an edition for a caller. Only administrators may read a withdrawn one. Problems: those of opening, and <c>edition-withdrawn</c>.</summary>
    public async Task<Outcome<OpenEdition>> OpenAsync(string id, Caller caller, CancellationToken cancellationToken) =>
        (await OpenAsync(id, cancellationToken)).Then<OpenEdition>(open => open.Edition.Withdrawn is not null && caller != Caller.Local && !rules.Value.PermissionsOf(caller.Roles).Contains(Permission.Administer)
            ? WithdrawnProblem(open.Edition)
            : open);

    /// <summary>Opens an edition that may have no line yet.</summary>
    public async Task<Outcome<OpenEdition>> OpenAsync(Edition edition, CancellationToken cancellationToken)
    {
        if (!(await databases.OpenAsync(edition, cancellationToken)).IsValue(out var database, out var problem) || !ModelOf(edition.Id).IsValue(out var model, out problem))
        {
            return problem;
        }

        return new OpenEdition(edition, database, model);
    }

    /// <summary>Opens an earlier data version with today's definitions. Problems: <c>version-not-kept</c>, <c>versions-busy</c>.</summary>
    public async Task<Outcome<OpenEdition>> OpenVersionAsync(long version, CancellationToken cancellationToken) =>
        (await versions.OpenAsync(version, cancellationToken)).Then<OpenEdition>(database =>
            new OpenEdition(VersionEdition.Of(version, new DateTimeOffset(database.Day, TimeOnly.MinValue, TimeSpan.Zero)), database, models.Latest));

    /// <summary>Reads from the edition in the calling flow of control, until disposed.</summary>
    public IDisposable Hold(OpenEdition edition) => edition.Hold(models, connections);

    /// <summary>Opens an edition and holds it while a caller reads from it.</summary>
    public async Task<T> InAsync<T>(string id, Func<OpenEdition, Task<T>> read, Func<Problem, T> refuse, CancellationToken cancellationToken)
    {
        if (!(await OpenAsync(id, cancellationToken)).IsValue(out var open, out var problem))
        {
            return refuse(problem);
        }

        using var held = Hold(open);
        return await read(open);
    }

    /// <summary>
    /// The same for work that goes out to others, such as mails: a withdrawn edition is refused for everyone. Null reads from today's data.
    /// Problems: also <c>edition-withdrawn</c>.
    /// </summary>
    public Task<T> InForceAsync<T>(string? id, Func<Task<T>> read, Func<Problem, T> refuse, CancellationToken cancellationToken) =>
        id is null ? read() : InAsync(id, open => open.Edition.Withdrawn is null ? read() : Task.FromResult(refuse(WithdrawnProblem(open.Edition))), refuse, cancellationToken);

    /// <summary>Says that an edition was withdrawn, and why.</summary>
    public static Problem WithdrawnProblem(Edition edition) =>
        new(ErrorCodes.EditionWithdrawn, $"The edition '{edition.Id}' was withdrawn. {edition.Withdrawn?.Note}".TrimEnd(), "See /api/v1/editions for the editions.");

    public static Problem Unknown(string id) => new(ErrorCodes.UnknownEdition, $"There is no edition '{SafeText.Of(id)}'.", "See /api/v1/editions for the editions.");

    // The access rules belong to a model, so a reload of today's definitions reads those of editions again.
    private Outcome<SemanticModel> ModelOf(string id)
    {
        var today = models.Latest;
        lock (_gate)
        {
            if (_models.TryGetValue(id, out var known) && known.Today == today)
            {
                _models[id] = known with { Used = ++_clock };
                return known.Model;
            }

            DefinitionSet read;
            try
            {
                read = DefinitionFiles.Read(folder.ReportsOf(id), rules.Of(today));
            }
            catch (DefinitionException wrong)
            {
                return new Problem(ErrorCodes.EditionUnusable, $"The definitions of the edition {id} do not fit this program or today's access rules. {wrong.Finding}", $"{wrong.Hint} Change the access file, or withdraw the edition.");
            }
            catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
            {
                return new Problem(ErrorCodes.EditionUnusable, $"The definitions of the edition {id} are missing or unreadable.", "Restore the folder of editions from its backup (docs/operations.md#backup).");
            }

            rules.Add(read.Model, read.Rules);
            reports.Add(read.Model, read.Reports);
            _models[id] = (today, read.Model, ++_clock);
            if (_models.Count > MaxKept)
            {
                _models.Remove(_models.MinBy(m => m.Value.Used).Key);
            }

            return read.Model;
        }
    }
}
