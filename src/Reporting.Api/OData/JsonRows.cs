using System.Globalization;
using System.Text.Json;
using Reporting.Engine.Execution;
using Reporting.Engine.Feed;
using Reporting.Warehouse.Text;

namespace Reporting.Api.OData;

/// <summary>Writes the rows of a result as JSON objects.</summary>
/// <param name="root">Address of the service, without a slash at the end.</param>
internal sealed class JsonRows(Utf8JsonWriter json, FeedResult result, ODataFormat format, string root)
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
            Write(column, result.Fields[column.Place]);
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
            if (branch.Present >= 0 && result.IsNull(result.Fields[branch.Present]))
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
            foreach (var text in result.Texts(field))
            {
                json.WriteStringValue(text);
            }

            json.WriteEndArray();
        }
        else if (result.IsNull(field))
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
            case FeedPropertyType.Text when result.TryUtf8(field, out var text):
                json.WriteStringValue(text);
                break;
            case FeedPropertyType.Day:
                WriteDay(result.Whole(field));
                break;
            case FeedPropertyType.Whole:
                json.WriteNumberValue(result.Whole(field));
                break;
            case FeedPropertyType.Real when result.Real(field) is var real && double.IsFinite(real):
                json.WriteNumberValue(real);
                break;
            case FeedPropertyType.Long when !format.IsIeee754:
                json.WriteNumberValue(result.Whole(field));
                break;
            case FeedPropertyType.Decimal when !format.IsIeee754:
                json.WriteNumberValue(result.Decimal(field));
                break;
            case FeedPropertyType.Flag:
                json.WriteBooleanValue(result.Flag(field));
                break;
            default:
                json.WriteStringValue(Text(result, field));
                break;
        }
    }

    // Writes digits directly for speed: a response can have hundreds of thousands of rows with three dates each.
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

    /// <summary>A value as text, for <c>$value</c>, dates, and numbers that JavaScript would round.</summary>
    public static string Text(FeedResult result, FeedField field) => field.Kind switch
    {
        FeedPropertyType.Text => result.Text(field),
        FeedPropertyType.Day => result.Whole(field) is var day ? string.Create(CultureInfo.InvariantCulture, $"{day / 10000:0000}-{day / 100 % 100:00}-{day % 100:00}") : string.Empty,
        FeedPropertyType.Instant => Instants.Iso(result.Instant(field)),
        FeedPropertyType.Decimal => result.Decimal(field).ToString(CultureInfo.InvariantCulture),
        FeedPropertyType.Flag => result.Flag(field) ? "true" : "false",
        FeedPropertyType.Real => result.Real(field) switch
        {
            double.PositiveInfinity => "INF",
            double.NegativeInfinity => "-INF",
            var real => real.ToString("R", CultureInfo.InvariantCulture),
        },
        _ => result.Whole(field).ToString(CultureInfo.InvariantCulture),
    };

    private string Address(JsonShape shape)
    {
        var key = result.Fields[shape.Key];
        return $"{root}/{shape.Set!.Name}({(key.Kind == FeedPropertyType.Text ? ODataKeys.Quoted(result.Text(key)) : result.Whole(key).ToString(CultureInfo.InvariantCulture))})";
    }

    // Texts and booleans need no type annotation.
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
