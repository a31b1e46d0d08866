namespace Reporting.Warehouse.Imports.Records;

/// <summary>Turns the rows of a file into records: the native layout, or another one by its mapping.</summary>
internal interface IRecordReader
{
    /// <summary>Data rows read so far.</summary>
    int Rows { get; }

    /// <summary>Data rows that the mapping ignores.</summary>
    int Ignored { get; }

    /// <summary>The rows around refused rows that are needed to import them again. Known after the first record.</summary>
    RejectedLayout Layout { get; }

    /// <summary>True if sources may state values. Known after the first record.</summary>
    bool HasStatements { get; }

    /// <summary>Values with invisible characters.</summary>
    CleanedValues Cleaned { get; }

    /// <summary>Warnings about the whole file. Known after reading.</summary>
    IEnumerable<ImportWarning> Notes => [];

    /// <summary>Reasons for ignored rows, with their counts. Known after reading.</summary>
    IEnumerable<LeftOut> LeftOut => [];

    /// <summary>An ambiguity that the mapping must resolve before the file can be imported; null without one.</summary>
    string? Doubt => null;

    IAsyncEnumerable<EngagementRecord> ReadAsync(CancellationToken cancellationToken);
}

/// <summary>Rows that the mapping ignores, and the reason.</summary>
public sealed record LeftOut(string Why, int Rows);
