using Reporting.Engine.Engagements;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Delivery.Exports;

/// <summary>The problems of export jobs.</summary>
internal static class ExportProblems
{
    public static readonly Problem Unknown = new(
        ErrorCodes.UnknownExport, "There is no such export.", "GET /api/v1/exports lists your exports. Jobs and their files are deleted some time after they end.");

    public static readonly Problem Abandoned = new(
        ErrorCodes.ExportAbandoned, "The export was interrupted several times.", "Create the export again. If it is interrupted again, narrow the parameters and tell the administrator.");

    public static readonly Problem Broken = new(
        ErrorCodes.ExportFailed, "The file could not be made.", "Create the export again. If it fails again, tell the administrator: the log has the details.");

    public static readonly Problem Full = new(
        ErrorCodes.ExportsFull, "The export folder has no room for this file.", "Delete exports that you do not need, narrow the parameters, or ask the administrator to raise Exports:MaxBytes.");

    public static readonly Problem Moving = DataVersionRetry.ProblemWhile("the file was made");

    /// <summary>The problem of a job that failed with an exception.</summary>
    public static Problem Of(Exception failure) => failure switch
    {
        DataVersionChangedException => Moving,
        IOException when DatabaseProblem.Of(failure) is { } problem => problem,
        _ => Broken,
    };

    public static Problem NotReady(ExportJob job) => job.Error is { } error
        ? new Problem(ErrorCodes.ExportNotDone, $"The export failed: {error.Message}", error.Hint)
        : new Problem(ErrorCodes.ExportNotDone, $"The export is {job.State.ToString().ToLowerInvariant()}, at {job.Percent} %.", $"GET /api/v1/exports/{job.Id} until its state is done.");

    public static Problem OwnerGone(ExportJob job) => new(
        ErrorCodes.OwnerGone, $"The owner {SafeText.Of(job.Owner)} has no valid key, or may no longer export.", "Create the export again with a key that has the permission.");

    public static Problem TooMany(int limit) => new(
        ErrorCodes.TooManyExports, $"You have {Plural.Of(limit, "unfinished export")}.", "Wait until they end, or delete some.");

    public static Problem FileMissing(ExportJob job) => new(
        ErrorCodes.ExportFileMissing, $"The file of export {job.Id} is not in the export folder.", "Create the export again. Processes that share a database must share Exports:Folder.");
}
