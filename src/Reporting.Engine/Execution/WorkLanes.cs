using Microsoft.Extensions.Options;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Execution;

/// <summary>
/// The turns that questions take, so that memory and processors are bounded however many come at once. The embedded engine works on the thread that
/// asks: without turns, many questions would take all threads, and nothing else would be answered, the health of the process among it.
/// </summary>
public sealed class WorkLanes : IDisposable
{
    private const string Fewer = "Try again as Retry-After says; ask for fewer rows at a time (limit, then after).";
    private const string Narrow = "Try again as Retry-After says; ask by fewer dimensions.";

    private readonly SemanticModel _model;
    private readonly WorkLane _light;
    private readonly WorkLane _heavy;

    public WorkLanes(IOptions<QuestionOptions> options, WarehouseConnections connections, SemanticModel model)
    {
        var (set, isEmbedded) = (options.Value, connections.Provider == WarehouseProvider.Sqlite);
        _model = model;
        _light = Lane(Places(set.MaxRunning, isEmbedded ? Math.Max(4, 2 * Environment.ProcessorCount) : 100), "Too many questions are being answered already.", Narrow);
        _heavy = Lane(Places(set.MaxHeavy, isEmbedded ? Math.Max(2, Environment.ProcessorCount / 2) : 32), "Too many heavy questions are being answered already.", Narrow);
        Large = Lane(set.MaxLargeAnswers, "Too many large answers are being made already.", Fewer);
        Streams = Lane(set.MaxStreams, "Too many long pages are being sent already.", Fewer);

        WorkLane Lane(int places, string message, string hint) => new(
            places, set.MaxWaiting, TimeSpan.FromSeconds(set.WaitSeconds), new Problem(ErrorCodes.QuestionsBusy, message, hint));
    }

    /// <summary>Answers of many rows that are made in memory. Take its turn before that of a question.</summary>
    public WorkLane Large { get; }

    /// <summary>Answers of many rows that are sent as they are read: each holds a connection as long as its client takes. Take its turn before that of a question.</summary>
    public WorkLane Streams { get; }

    /// <summary>Where a question takes its turn. Whoever has one takes no other.</summary>
    internal WorkLane Of(ReportQuery query) => IsHeavy(query) ? _heavy : _light;

    /// <summary>For what is heavy by its kind.</summary>
    internal WorkLane Heavy => _heavy;

    public void Dispose()
    {
        _light.Dispose();
        _heavy.Dispose();
        Large.Dispose();
        Streams.Dispose();
    }

    // Links of two kinds multiply: each domain of an engagement with each participant, and each source. Names that are not known are refused later.
    private bool IsHeavy(ReportQuery query)
    {
        var by = query.By.Select(name => _model.Dimension(name).Value).OfType<ModelDimension>().ToList();
        return by.Count > 3
            || by.Where(d => d.IsMany).Select(d => d.Attribute.On).Distinct().Count() > 1
            || (query.Fill && by.Count > 1 && by.Any(d => d.Time == TimeLevel.Date));
    }

    private static int Places(int set, int usual) => set == 0 ? usual : set;
}
