using System.Globalization;
using System.Text.Json;
using Reporting.Engine.Execution;
using Reporting.Engine.Feed;

namespace Reporting.Api.OData;

/// <summary>Writes rows as JSON objects, as the reader gives them.</summary>
/// <param name="root">Address of the service, without a slash at the end.</param>
internal sealed class JsonRows(Utf8JsonWriter json, FeedResult answer, ODataFormat format, string root)
{
    private static readonly JsonEncodedText Type = JsonEncodedText.Encode("@odata.type");
    private static readonly JsonEncodedText Id = JsonEncodedText.Encode("@odata.id");

    private bool IsFull => format.Metadata == ODataMetadata.Full;

    public void Write(JsonShape shape)
    {
        json.WriteStartObject();
        WriteProperties(shape);
        json.WriteEndObject();
    }

    public void WriteProperties(JsonShape shape)
    {
        var isEntity = IsFull && shape is { Set: not null, Key: >= 0 };
        if (isEntity)
        {
            json.WriteString(Type, $"#{ODataModel.Namespace}.{shape.Set!.TypeName}");
            json.WriteString(Id, Address(shape));
        }

        foreach (var column in shape.Columns)
        {
            Write(column, answer.Fields[column.Place]);
        }

        if (isEntity)
        {
            foreach (var navigation in shape.Set!.Navigations.Where(n => shape.Branches.TrueForAll(b => b.Name.Value != n.Name)))
            {
                json.WriteString(navigation.Name + "@odata.navigationLink", $"{Address(shape)}/{navigation.Name}");
            }
        }

        foreach (var branch in shape.Branches)
        {
            json.WritePropertyName(branch.Name);
            if (branch.Present >= 0 && answer.IsNull(answer.Fields[branch.Present]))
            {
                json.WriteNullValue();
            }
            else
            {
                Write(branch.Shape);
            }
        }
    }

    private void Write(JsonColumn column, FeedField field)
    {
        if ((IsFull || (!column.IsDeclared && format.Metadata == ODataMetadata.Minimal)) && TypeOf(field.Kind) is { } type)
        {
            json.WriteString(column.TypeName, type);
        }

        json.WritePropertyName(column.Name);
        if (field.Kind == FeedPropertyType.Texts)
        {
            json.WriteStartArray();
            foreach (var text in answer.Texts(field))
            {
                json.WriteStringValue(text);
            }

            json.WriteEndArray();
        }
        else if (answer.IsNull(field))
        {
            json.WriteNullValue();
        }
        else
        {
            WriteValue(field);
        }
    }

    private void WriteValue(FeedField field)
    {
        switch (field.Kind)
        {
            case FeedPropertyType.Text when answer.TryUtf8(field, out var text):
                json.WriteStringValue(text);
                break;
            case FeedPropertyType.Day:
                WriteDay(answer.Whole(field));
                break;
            case FeedPropertyType.Whole:
                json.WriteNumberValue(answer.Whole(field));
                break;
            case FeedPropertyType.Real when answer.Real(field) is var real && double.IsFinite(real):
                json.WriteNumberValue(real);
                break;
            case FeedPropertyType.Long when !format.IsIeee754:
                json.WriteNumberValue(answer.Whole(field));
                break;
            case FeedPropertyType.Decimal when !format.IsIeee754:
                json.WriteNumberValue(answer.Decimal(field));
                break;
            case FeedPropertyType.Flag:
                json.WriteBooleanValue(answer.Flag(field));
                break;
            default:
                json.WriteStringValue(Text(answer, field));
                break;
        }
    }

    // Digit by digit, as three of them stand in a row and hundreds of thousands of rows in an answer.
    private void WriteDay(long day)
    {
        Span<byte> text = [(byte)'0', (byte)'0', (byte)'0', (byte)'0', (byte)'-', (byte)'0', (byte)'0', (byte)'-', (byte)'0', (byte)'0'];
        for (var i = text.Length - 1; i >= 0; i--)
        {
            if (text[i] != '-')
            {
                (day, var digit) = Math.DivRem(day, 10);
                text[i] += (byte)digit;
            }
        }

        json.WriteStringValue(text);
    }

    /// <summary>A value that is there as text: of <c>$value</c>, of dates, of numbers that JavaScript would round.</summary>
    public static string Text(FeedResult answer, FeedField field) => field.Kind switch
    {
        FeedPropertyType.Text => answer.Text(field),
        FeedPropertyType.Day => answer.Whole(field) is var day ? string.Create(CultureInfo.InvariantCulture, $"{day / 10000:0000}-{day / 100 % 100:00}-{day % 100:00}") : string.Empty,
        FeedPropertyType.Instant => answer.Instant(field).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        FeedPropertyType.Decimal => answer.Decimal(field).ToString(CultureInfo.InvariantCulture),
        FeedPropertyType.Flag => answer.Flag(field) ? "true" : "false",
        FeedPropertyType.Real => answer.Real(field) switch
        {
            double.PositiveInfinity => "INF",
            double.NegativeInfinity => "-INF",
            var real => real.ToString("R", CultureInfo.InvariantCulture),
        },
        _ => answer.Whole(field).ToString(CultureInfo.InvariantCulture),
    };

    private string Address(JsonShape shape)
    {
        var key = answer.Fields[shape.Key];
        return $"{root}/{shape.Set!.Name}({(key.Kind == FeedPropertyType.Text ? ODataKeys.Quoted(answer.Text(key)) : answer.Whole(key).ToString(CultureInfo.InvariantCulture))})";
    }

    // Texts, truth and doubles are what a reader takes JSON's for.
    private static string? TypeOf(FeedPropertyType kind) => kind switch
    {
        FeedPropertyType.Whole => "#Int32",
        FeedPropertyType.Long => "#Int64",
        FeedPropertyType.Decimal => "#Decimal",
        FeedPropertyType.Day => "#Date",
        FeedPropertyType.Instant => "#DateTimeOffset",
        FeedPropertyType.Texts => "#Collection(String)",
        FeedPropertyType.Real => "#Double",
        _ => null,
    };
}
