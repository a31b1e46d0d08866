using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Reporting.Engine.Execution;
using Reporting.Engine.Feed;

namespace Reporting.Api.OData;

/// <summary>Streams responses from the database in constant memory.</summary>
internal sealed class ODataResponses(HttpContext context, ODataQuery query, ODataFormat format, string root)
{
    private const int FlushAt = 32 * 1024;

    // Responses are never embedded in a page, so letters of all scripts stay unescaped.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ArrayBufferWriter<byte> _buffer = new(FlushAt + 4096);
    private long _rows;

    private HttpResponse Response => context.Response;

    /// <summary>Writes a page of rows, or the rows of all branches. Returns the number of rows.</summary>
    public async Task<long> RowsAsync(FeedResult first, Func<ODataBranch, Task<FeedResult>> open)
    {
        await using var json = new Utf8JsonWriter(_buffer, Options);
        Begin();
        if (query is { IsPreferred: true, Page: { } size })
        {
            Response.Headers["Preference-Applied"] = string.Create(CultureInfo.InvariantCulture, $"{ODataPreferences.PageSize}={size}");
        }

        json.WriteStartObject();
        Context(json);
        if (first.Count is { } count)
        {
            Count(json, count);
        }

        json.WriteStartArray("value");
        string? next = null;
        foreach (var branch in query.Branches)
        {
            await using var answer = branch == query.Branches[0] ? first : await open(branch);
            next = await PageAsync(json, answer, branch.Shape);
        }

        json.WriteEndArray();
        if (next is not null)
        {
            json.WriteString("@odata.nextLink", next);
        }

        json.WriteEndObject();
        await FlushAsync(json);
        return _rows;
    }

    /// <summary>Writes one entity or value; status 204 if the target does not exist or the value is null.</summary>
    public async Task OneAsync(FeedResult answer)
    {
        var shape = query.Branches[0].Shape;
        if (answer.IsNull(answer.Fields[query.Present]) || (query.Value >= 0 && IsNull(answer, answer.Fields[query.Value])))
        {
            Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        if (query.Kind is ODataQueryKind.Value or ODataQueryKind.CountOfProperty)
        {
            var field = answer.Fields[query.Value];
            await TextAsync(field.Kind == FeedPropertyType.Texts ? answer.Texts(field).Count.ToString(CultureInfo.InvariantCulture) : JsonRows.Text(answer, field));
            return;
        }

        await using var json = new Utf8JsonWriter(_buffer, Options);
        Begin();
        json.WriteStartObject();
        Context(json);
        new JsonRows(json, answer, format, root).WriteProperties(shape);
        json.WriteEndObject();
        await FlushAsync(json);
    }

    public Task CountAsync(long count) => TextAsync(count.ToString(CultureInfo.InvariantCulture));

    private static bool IsNull(FeedResult answer, FeedField field) => field.Kind != FeedPropertyType.Texts && answer.IsNull(field);

    private Task TextAsync(string text)
    {
        Response.ContentType = "text/plain;charset=utf-8";
        return Response.WriteAsync(text, context.RequestAborted);
    }

    private void Begin() => Response.ContentType = format.ContentType;

    private void Context(Utf8JsonWriter json)
    {
        if (format.Metadata != ODataMetadata.None)
        {
            json.WriteString("@odata.context", $"{root}/$metadata#{query.Context}");
        }
    }

    private void Count(Utf8JsonWriter json, long count)
    {
        if (format.IsIeee754)
        {
            json.WriteString("@odata.count", count.ToString(CultureInfo.InvariantCulture));
        }
        else
        {
            json.WriteNumber("@odata.count", count);
        }
    }

    // Writes a page and returns the link to the next page, or null on the last page.
    private async Task<string?> PageAsync(Utf8JsonWriter json, FeedResult answer, JsonShape shape)
    {
        var writer = new JsonRows(json, answer, format, root);
        IReadOnlyList<object?> position = [];
        for (var written = 0; await answer.NextAsync(context.RequestAborted); written++)
        {
            if (written == query.Page)
            {
                return ODataLinks.Next(query, root, position);
            }

            writer.Write(shape);
            _rows++;
            position = written + 1 == query.Page ? answer.Mark() : position;
            if (json.BytesPending + json.BytesCommitted >= FlushAt)
            {
                await FlushAsync(json);
            }
        }

        return null;
    }

    private async Task FlushAsync(Utf8JsonWriter json)
    {
        json.Flush();
        await Response.Body.WriteAsync(_buffer.WrittenMemory, context.RequestAborted);
        _buffer.ResetWrittenCount();
    }
}
