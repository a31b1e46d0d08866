using System.Globalization;
using System.Text.Json;

namespace Reporting.Delivery.Releases;

/// <summary>How to cite a release: <c>CITATION.cff</c> (Citation File Format 1.2.0).</summary>
internal static class CitationFile
{
    public static string Of(ReleaseFacts facts) => string.Create(CultureInfo.InvariantCulture, $"""
        cff-version: 1.2.0
        type: dataset
        message: "Please cite this edition by its name and version."
        title: {Quoted(facts.Title)}
        version: {Quoted(facts.Id)}
        date-released: {facts.MadeAt.UtcDateTime:yyyy-MM-dd}
        authors:
          - name: {Quoted(facts.Publisher)}
        abstract: {Quoted(facts.Note.Length > 0 ? facts.Note : $"Edition {facts.Id} ({facts.State}), data version {facts.DataVersion}.")}

        """);

    // A JSON string is a quoted YAML string too.
    private static string Quoted(string text) => JsonSerializer.Serialize(text);
}
