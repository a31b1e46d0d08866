namespace Reporting.Warehouse.Imports;

/// <summary>Turns the rows of a file into records: the native layout, or any other by its mapping.</summary>
internal interface IRecordReader
{
    /// <summary>Data rows read so far.</summary>
    int Rows { get; }

    /// <summary>Data rows that the mapping leaves out.</summary>
    int Ignored { get; }

    /// <summary>What has to stand around refused rows for them to be read again; known once the first record was read.</summary>
    RejectedLayout Layout { get; }

    /// <summary>Values that held characters that nobody sees.</summary>
    CleanedValues Cleaned { get; }

    /// <summary>What is to be said of the file as a whole; known when it was read.</summary>
    IEnumerable<ImportWarning> Notes => [];

    IAsyncEnumerable<EngagementRecord> ReadAsync(CancellationToken cancellationToken);
}
