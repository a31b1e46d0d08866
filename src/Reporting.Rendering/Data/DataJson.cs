using System.Text.Encodings.Web;
using System.Text.Json;
using Reporting.Rendering.Excel.Sheets;
using Reporting.Warehouse.Dates;

namespace Reporting.Rendering.Data;

/// <summary>
/// Streams the rows behind the figures as JSON: <c>meta</c>, then <c>data</c> with an object for each row. A date without a day is null, and its
/// stated form is in another member. Unknown values are null.
/// </summary>
public static class DataJson
{
    private const int FlushAt = 64 * 1024;

    private static readonly JsonEncodedText[] Names = [.. DataColumns.All.Select(c => JsonEncodedText.Encode(c.Id))];

    public static async Task WriteAsync(DataFile data, Stream target, CancellationToken cancellationToken)
    {
        await using var json = new Utf8JsonWriter(target, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        Start(json, data);
        var written = 0L;
        await foreach (var row in data.Rows.WithCancellation(cancellationToken))
        {
            Row(json, row);
            if (json.BytesPending > FlushAt)
            {
                await json.FlushAsync(cancellationToken);
            }

            if (++written % DataFile.Step == 0)
            {
                data.Progress?.Report(written);
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
    }

    private static void Start(Utf8JsonWriter json, DataFile data)
    {
        json.WriteStartObject();
        json.WriteStartObject("meta");
        data.Meta.Write(json);
        json.WriteEndObject();
        json.WriteStartArray("data");
    }

    private static void Row(Utf8JsonWriter json, object?[] row)
    {
        json.WriteStartObject();
        for (var i = 0; i < row.Length; i++)
        {
            json.WritePropertyName(Names[i]);
            switch (row[i])
            {
                case null:
                    json.WriteNullValue();
                    break;
                case string text:
                    json.WriteStringValue(text);
                    break;
                case long number:
                    json.WriteNumberValue(number);
                    break;
                case double number:
                    json.WriteNumberValue(number);
                    break;
                case decimal amount:
                    json.WriteNumberValue(amount / 1.0000000000000000000000000000m);
                    break;
                case PartialDate date:
                    json.WriteStringValue(date.IsExact ? date.ToString() : null);
                    break;
                default:
                    throw new InvalidOperationException($"A row holds a {row[i]!.GetType()}.");
            }
        }

        json.WriteEndObject();
    }
}
