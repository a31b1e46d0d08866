using Microsoft.Extensions.Options;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Execution;

/// <summary>
/// Limits how many queries run at a time, which bounds memory and processor use. The embedded engine works on the calling thread: without lanes,
/// many queries would take all threads, and even health checks would wait.
/// </summary>
public sealed class WorkLanes : IDisposable
{
    private const string Fewer = "Wait as long as Retry-After says, then try again. Ask for fewer rows at a time (limit, then after).";
    private const string Narrow = "Wait as long as Retry-After says, then try again. Group by fewer dimensions.";

    private readonly CurrentModel _models;
    private readonly WorkLane _light;
    private readonly WorkLane _heavy;

    public WorkLanes(IOptions<QueryOptions> options, WarehouseConnections connections, CurrentModel models)
    {
        var (set, isEmbedded) = (options.Value, connections.Provider == WarehouseProvider.Sqlite);
        _models = models;
        _light = Lane(Places(set.MaxRunning, isEmbedded ? Math.Max(4, 2 * Environment.ProcessorCount) : 100), "Too many queries are running already.", Narrow);
        _heavy = Lane(Places(set.MaxHeavy, isEmbedded ? Math.Max(2, Environment.ProcessorCount / 2) : 32), "Too many heavy queries are running already.", Narrow);
        Large = Lane(set.MaxLargeAnswers, "Too many large results are being made already.", Fewer);
        Workbooks = Lane(Places(set.MaxWorkbooks, Math.Max(1, Environment.ProcessorCount / 2)), "Too many workbooks are being made already.", Fewer);
        Streams = Lane(set.MaxStreams, "Too many long pages are being sent already.", Fewer);

        WorkLane Lane(int places, string message, string hint) => new(
            places, set.MaxWaiting, TimeSpan.FromSeconds(set.WaitSeconds), new Problem(ErrorCodes.QuestionsBusy, message, hint));
    }

    /// <summary>For large results made in memory. Enter it before the lane of a query.</summary>
    public WorkLane Large { get; }

    /// <summary>For whole reports as workbooks: the library of formatted sheets needs some 200 MB for each.</summary>
    public WorkLane Workbooks { get; }

    /// <summary>For large results sent while they are read; each holds a connection for as long as its client reads. Enter it before the lane of a query.</summary>
    public WorkLane Streams { get; }

    /// <summary>How much work waits in each lane now.</summary>
    public IEnumerable<(string Lane, int Waiting)> Waiting => [("light", _light.Waiting), ("heavy", _heavy.Waiting), ("large", Large.Waiting), ("workbook", Workbooks.Waiting), ("stream", Streams.Waiting)];

    /// <summary>The lane of a query. Work that has a place in it must not enter another.</summary>
    internal WorkLane Of(ReportQuery query) => IsHeavy(query) ? _heavy : _light;

    /// <summary>For queries that are never heavy, such as lists.</summary>
    internal WorkLane Light => _light;

    /// <summary>For queries that are always heavy.</summary>
    internal WorkLane Heavy => _heavy;

    public void Dispose()
    {
        _light.Dispose();
        _heavy.Dispose();
        Large.Dispose();
        Workbooks.Dispose();
        Streams.Dispose();
    }

    // Links of two kinds multiply: each domain with each participant and each source. Unknown names are refused later.
    private bool IsHeavy(ReportQuery query)
    {
        var by = query.By.Select(name => _models.Value.Dimension(name).Value).OfType<ModelDimension>().ToList();
        return by.Count > 3
            || by.Where(d => d.IsMany).Select(d => d.Attribute.On).Distinct().Count() > 1
            || by.Any(d => d.Attribute.IsOfPartner)
            || query.Measures.Select(m => _models.Value.Measure(m).Value).OfType<ModelMeasure>().SelectMany(m => m.Tree()).Any(m => m is { Kind: null, Definition: MeasureDefinition.Period { Accumulates: true } })
            || (query.Fill && by.Count > 1 && by.Any(d => d.Time == TimeLevel.Date));
    }

    private static int Places(int set, int usual) => set == 0 ? usual : set;
}
