using Reporting.Engine.Access;
using Reporting.Engine.Model;
using Reporting.Engine.Reports;
using Reporting.Warehouse.Definitions;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Definitions;

/// <summary>Replaces the definitions by those of the files, all of them or none. Running work keeps the definitions that it holds.</summary>
public sealed class ModelReload(DefinitionFiles files, CurrentModel current, Reloadable<AccessRules> rules, Reloadable<ReportCatalog> reports)
{
    private readonly Lock _gate = new();

    /// <summary>Problems: <c>bad-definition</c>, with the file, the line and what to do.</summary>
    public Outcome<ReloadedModel> Run()
    {
        lock (_gate)
        {
            // Another reload may have replaced the definitions that this request holds.
            var before = current.Latest;
            DefinitionSet read;
            try
            {
                read = files.Read();
            }
            catch (DefinitionException wrong)
            {
                return new Problem(ErrorCodes.BadDefinition, wrong.Finding, $"{wrong.Hint} The previous definitions stay in force.");
            }
            catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
            {
                return new Problem(ErrorCodes.BadDefinition, unreadable.Message, "Make the file readable, then try again. The previous definitions stay in force.");
            }

            if (!read.Rules.Classifications.Codes.SequenceEqual(rules.Of(before).Classifications.Codes, StringComparer.Ordinal))
            {
                return new Problem(ErrorCodes.BadDefinition, $"{AccessRules.FileName}: The list 'markings' has changed, and the running service keeps its own.", "Restart the service, or restore the list. The previous definitions stay in force.");
            }

            rules.Add(read.Model, read.Rules);
            reports.Add(read.Model, read.Reports);
            current.Replace(read.Model);
            return ReloadedModel.Of(before, read.Model, HasChanged(before, read));
        }
    }

    private bool HasChanged(SemanticModel before, DefinitionSet read) => before.Hash != read.Model.Hash
        || rules.Of(before).Hash != read.Rules.Hash
        || !reports.Of(before).Definitions.Select(d => (d.Id, d.Hash)).SequenceEqual(read.Reports.Definitions.Select(d => (d.Id, d.Hash)));
}

/// <summary>The current model after a reload.</summary>
/// <param name="Added">Ids of dimensions and measures that the previous model did not have.</param>
/// <param name="Removed">Ids that only the previous model had.</param>
public sealed record ReloadedModel(SemanticModel Model, bool HasChanged, IReadOnlyList<string> Added, IReadOnlyList<string> Removed)
{
    internal static ReloadedModel Of(SemanticModel before, SemanticModel now, bool hasChanged)
    {
        var (old, ids) = (Ids(before), Ids(now));
        return new ReloadedModel(now, hasChanged, [.. ids.Except(old)], [.. old.Except(ids)]);
    }

    private static List<string> Ids(SemanticModel model) => [.. model.Dimensions.Select(d => d.Id), .. model.Measures.Select(m => m.Id)];
}
