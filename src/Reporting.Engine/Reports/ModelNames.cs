using Reporting.Engine.Model;
using Reporting.Warehouse.Definitions;

namespace Reporting.Engine.Reports;

/// <summary>Finds the measures and dimensions that a report names, or reports the line with an unknown name.</summary>
internal static class ModelNames
{
    public static ModelDimension Dimension(this DefinitionText text, SemanticModel model, string id, string key, string? named) => named switch
    {
        null => throw text.At(id, $"'{id}' needs '{key}'.", "Name a dimension of reports/model/engagements.yml."),
        _ => model.Dimension(named).IsValue(out var dimension, out var problem) ? dimension : throw text.At(named, problem.Message, problem.Hint),
    };

    public static ModelMeasure Measure(this DefinitionText text, SemanticModel model, string named) =>
        model.Measure(named).IsValue(out var measure, out var problem) ? measure : throw text.At(named, problem.Message, problem.Hint);
}
