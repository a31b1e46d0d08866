using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Exports;

/// <summary>What can be wrong with a job.</summary>
internal static class ExportProblems
{
    public static readonly Problem Unknown = new(
        ErrorCodes.UnknownExport, "There is no such export.", "See /api/v1/exports for yours; jobs and their files are removed some time after they end.");

    public static readonly Problem Abandoned = new(
        ErrorCodes.ExportAbandoned, "The processes that worked on it ended before it was done, several times.", "Ask for it again; if that happens again, narrow the parameters and tell the administrator.");

    public static readonly Problem Broken = new(
        ErrorCodes.ExportFailed, "The file could not be made.", "Ask for it again; if it stays, tell the administrator: the log has the rest.");

    public static readonly Problem Full = new(
        ErrorCodes.ExportsFull, "The kept files have no room for this one.", "Delete exports that are not needed, narrow the parameters, or have Exports:MaxBytes raised.");

    public static readonly Problem Moving = new(
        ErrorCodes.DataMoving, "The data changed while the file was made, several times.", "An import is going on: ask again in a moment.");

    public static Problem NotReady(ExportJob job) => job.Error is { } error
        ? new Problem(ErrorCodes.ExportNotDone, $"The export failed: {error.Message}", error.Hint)
        : new Problem(ErrorCodes.ExportNotDone, $"The export is {job.State.ToString().ToLowerInvariant()}, at {job.Percent} %.", $"Ask /api/v1/exports/{job.Id} until its state is done.");

    public static Problem OwnerGone(ExportJob job) => new(
        ErrorCodes.OwnerGone, $"The owner {SafeText.Of(job.Owner)} has no key any more, or may not export.", "Ask for it again with a key that may.");

    public static Problem TooMany(int most) => new(
        ErrorCodes.TooManyExports, $"You have {most} exports that are not finished.", "Wait for them, or delete some.");

    public static Problem FileAway(ExportJob job) => new(
        ErrorCodes.ExportFileMissing, $"The file of export {job.Id} is not in the folder of exports.", "Ask for it again; processes that share a database have to share Exports:Folder.");
}
