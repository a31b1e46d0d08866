using Microsoft.Extensions.Options;
using Reporting.Delivery.Files;
using Reporting.Delivery.IssuedReports;
using Reporting.Engine.Access;
using Reporting.Engine.Definitions;
using Reporting.Engine.Model;
using Reporting.Engine.Reports;
using Reporting.Rendering.Json;
using Reporting.Warehouse.Editions;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Delivery.Editions;

/// <summary>
/// Publishes editions: copies data and definitions, compares everything with today, and only then writes the line by which the edition becomes visible
/// (decision 0053). Leftovers of a publication that was killed are removed by the next one, and at the start of the server.
/// </summary>
public sealed class EditionPublisher(
    EditionStore store, EditionFolder folder, EditionDatabases databases, EditionCopy copy, EditionReader reader, DefinitionFiles definitions, CurrentModel models, Reloadable<ReportCatalog> reports,
    ReportFiles files, DataVersionStore versions, TimeProvider time, IOptions<EditionOptions> options)
{
    private const int MaxText = 1_000;

    // A clean-up at the start of a server holds the lock for a moment.
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(2);

    private static readonly Problem Busy = new(ErrorCodes.EditionBusy, "Another edition is being published or deleted.", "Try again when it is done.");

    /// <summary>
    /// Problems: <c>malformed-edition</c>, <c>edition-exists</c>, <c>editions-full</c>, <c>edition-busy</c>, <c>edition-differs</c>, <c>data-moving</c>, and those of copies.
    /// </summary>
    public async Task<Outcome<Edition>> PublishAsync(NewEdition request, CancellationToken cancellationToken)
    {
        if (Check(request) is { } malformed)
        {
            return malformed;
        }

        using var publishing = await folder.LockAsync(Wait, time, cancellationToken);
        if (publishing is null)
        {
            return Busy;
        }

        await CleanAsync(cancellationToken);
        if (await store.FindAsync(request.Id, cancellationToken) is not null)
        {
            return new Problem(ErrorCodes.EditionExists, $"The edition '{request.Id}' exists already, or its id was used before.", "An id is never used again. Choose another one, such as 2025-final after 2025-preliminary.");
        }

        if (await FullAsync(cancellationToken) is { } full)
        {
            return full;
        }

        var isPublished = false;
        try
        {
            var published = await DataVersionRetry.RunAsync(DataVersionRetry.ProblemWhile("the edition was made"), () => TryAsync(request, cancellationToken));
            isPublished = published.Problem is null;
            return published;
        }
        finally
        {
            if (!isPublished)
            {
                await databases.DeleteAsync(request.Id, CancellationToken.None);
            }
        }
    }

    /// <summary>From now on only administrators may read it.</summary>
    public async Task<Outcome<Edition>> WithdrawAsync(string id, string by, string note, CancellationToken cancellationToken) =>
        CheckNote(note) is { } malformed ? malformed
        : await store.WithdrawAsync(id, new EditionChange(time.GetUtcNow(), by, TextRules.Clean(note)), cancellationToken) || await store.FindAsync(id, cancellationToken) is { State: EditionState.Withdrawn }
            ? (await store.FindAsync(id, cancellationToken))!
            : EditionReader.Unknown(id);

    /// <summary>Deletes data and definitions. The line stays, so that the id is never used again.</summary>
    public async Task<Outcome<Edition>> DeleteAsync(string id, string by, string note, CancellationToken cancellationToken)
    {
        if (CheckNote(note) is { } malformed)
        {
            return malformed;
        }

        using var deleting = await folder.LockAsync(Wait, time, cancellationToken);
        if (deleting is null)
        {
            return Busy;
        }

        if (!await store.DeleteAsync(id, new EditionChange(time.GetUtcNow(), by, TextRules.Clean(note)), cancellationToken))
        {
            return EditionReader.Unknown(id);
        }

        await databases.DeleteAsync(id, CancellationToken.None);
        return (await store.FindAsync(id, cancellationToken))!;
    }

    /// <summary>Removes what a killed publication or deletion left, unless another process publishes now.</summary>
    public async Task CleanUpAsync(CancellationToken cancellationToken)
    {
        using var cleaning = Directory.Exists(folder.Path) ? folder.TryLock() : null;
        if (cleaning is not null)
        {
            await CleanAsync(cancellationToken);
        }
    }

    private async Task CleanAsync(CancellationToken cancellationToken)
    {
        var known = (await store.ListAsync(cancellationToken)).Select(e => e.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var leftover in (await databases.IdsAsync(cancellationToken)).Where(id => !known.Contains(id)))
        {
            await databases.DeleteAsync(leftover, cancellationToken);
        }
    }

    private static Problem? Check(NewEdition request) =>
        !EditionFolder.IsId(request.Id) || request.Id == ReportParameters.ComparesNothing || VersionEdition.IsId(request.Id) ? new Problem(ErrorCodes.MalformedEdition, $"'{SafeText.Of(request.Id)}' is not the id of an edition.", "Write at most 60 small letters, digits and hyphens, such as 2025-final.")
        : request.State is not ("preliminary" or "final") ? new Problem(ErrorCodes.MalformedEdition, $"'{SafeText.Of(request.State)}' is not a state of a new edition.", "Known values: preliminary, final.")
        : CheckNote(request.Note);

    private static Problem? CheckNote(string note) => note.Length > MaxText || TextRules.Broken(note, lines: true) is not null
        ? new Problem(ErrorCodes.MalformedEdition, "The note is too long or has characters that cannot be shown.", $"Write at most {MaxText:N0} letters.")
        : null;

    private async Task<Problem?> FullAsync(CancellationToken cancellationToken)
    {
        var kept = await store.ListAsync(cancellationToken);
        return kept.Count >= options.Value.MaxEditions || kept.Sum(e => e.Bytes) >= options.Value.MaxBytes
            ? new Problem(ErrorCodes.EditionsFull, $"There are {Plural.Of(kept.Count, "edition")} already, with {kept.Sum(e => e.Bytes):N0} bytes.", "Delete one, or raise Editions:MaxEditions or Editions:MaxBytes.")
            : null;
    }

    // Null if an import changed today's data meanwhile.
    private async Task<Outcome<Edition>?> TryAsync(NewEdition request, CancellationToken cancellationToken)
    {
        var before = await versions.ReadTodayAsync(cancellationToken);
        await databases.DeleteAsync(request.Id, cancellationToken);
        var edition = new Edition
        {
            Id = request.Id,
            IsFinal = request.State == "final",
            Note = TextRules.Clean(request.Note),
            Maker = request.Maker,
            MadeAt = time.NowInSeconds(),
            DataVersion = before.Version,
            DataAsOf = before.AsOf,
            Engagements = 0,
            Bytes = 0,
            Tables = [],
            Reports = new Dictionary<string, string>(),
        };
        folder.Freeze(request.Id, definitions.Folder, definitions.List());
        if (!(await copy.MakeAsync(request.Id, cancel => CompareAsync(edition, cancel), cancellationToken)).IsValue(out var made, out var problem))
        {
            // Figures may differ if today's data changed meanwhile.
            return problem.Is(ErrorCodes.EditionDiffers) && await versions.ReadTodayAsync(cancellationToken) != before ? null : (Outcome<Edition>?)problem;
        }

        var (tables, hashes) = made;
        if (await versions.ReadTodayAsync(cancellationToken) != before)
        {
            return null;
        }

        edition = edition with { Tables = tables, Engagements = await copy.CountHeldAsync(edition.Id, cancellationToken), Reports = hashes, Bytes = folder.BytesOf(edition.Id) };
        await store.AddAsync(edition, cancellationToken);
        return edition;
    }

    private async Task<Outcome<IReadOnlyDictionary<string, string>>> CompareAsync(Edition edition, CancellationToken cancellationToken)
    {
        if (!(await reader.OpenAsync(edition, cancellationToken)).IsValue(out var open, out var problem))
        {
            return problem;
        }

        if (open.Model.Hash != models.Value.Hash || !Definitions(open.Model).SequenceEqual(Definitions(models.Value)))
        {
            return new Problem(ErrorCodes.EditionDiffers, "The files of definitions have changed since the program read them.", "Reload the model, or restart the service, and publish again.");
        }

        // The embedded engine works on the calling thread, so both sides run beside each other.
        var sides = await Task.WhenAll(Task.Run(FrozenAsync, cancellationToken), Task.Run(() => MakeReportsAsync(d => d with { Sections = Leading(d) }, open.Database.Day, cancellationToken), cancellationToken));
        if (!sides[0].IsValue(out var frozen, out problem) || !sides[1].IsValue(out var today, out problem))
        {
            return problem;
        }

        return frozen.Zip(today).FirstOrDefault(pair => !pair.First.Figures.SequenceEqual(pair.Second.Figures)).First is { } other
            ? new Problem(ErrorCodes.EditionDiffers, $"The report '{other.Id}' of the edition is not equal to today's.", "Nothing was published. Please report this fault.")
            : frozen.ToDictionary(r => r.Id, r => r.Hash, StringComparer.Ordinal);

        async Task<Outcome<List<MadeReport>>> FrozenAsync()
        {
            using var held = reader.Hold(open);
            return await MakeReportsAsync(d => d, null, cancellationToken);
        }

        IEnumerable<string> Definitions(SemanticModel model) => reports.Of(model).Definitions.Select(d => d.Id + d.Hash);
    }

    // Reports that need a parameter have no default figures.
    private async Task<Outcome<List<MadeReport>>> MakeReportsAsync(Func<ReportDefinition, ReportDefinition> part, DateOnly? day, CancellationToken cancellationToken)
    {
        var made = new List<MadeReport>();
        foreach (var report in reports.Value.Definitions.Where(d => !d.Parameters.Any(p => p.IsRequired)))
        {
            var request = new ReportRequest(report.Id, "html", null, [KeyValuePair.Create(ReportParameters.Detail, "full")]) { Definition = part(report), Day = day };
            if (!(await files.DocumentAsync(request, Caller.Local, cancellationToken)).IsValue(out var document, out var problem))
            {
                return problem;
            }

            var leading = Leading(report).Select(section => section.Id).ToHashSet(StringComparer.Ordinal);
            made.Add(new MadeReport(
                report.Id,
                ReportHash.Of(document with { FileName = string.Empty, Provenance = document.Provenance with { Edition = null } }),
                ReportFigures.Of(document with { Sections = [.. document.Sections.Where(section => leading.Contains(section.Id))] })));
        }

        return made;
    }

    // The figures at the head of a report take a part of its time. All values were compared, so the rest follows from them.
    private static IReadOnlyList<SectionDefinition> Leading(ReportDefinition report) =>
        report.Sections.Where(s => s is HeadlineDefinition or KpiDefinition).ToList() is { Count: > 0 } leading ? leading : [report.Sections[0]];

    private sealed record MadeReport(string Id, string Hash, IReadOnlyList<ReportFigure> Figures);
}

/// <summary>An edition to be published.</summary>
/// <param name="State"><c>preliminary</c> or <c>final</c>.</param>
/// <param name="Maker">The name of the caller.</param>
public sealed record NewEdition(string Id, string State, string Note, string Maker);
