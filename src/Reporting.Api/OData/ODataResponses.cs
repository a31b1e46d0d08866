using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Reporting.Engine.Execution;
using Reporting.Engine.Feed;

namespace Reporting.Api.OData;

/// <summary>Writes answers as they come from the database, in memory that does not grow with them.</summary>
internal sealed class ODataResponses(HttpContext context, ODataQuery question, ODataFormat format, string root)
{
    private const int FlushAt = 32 * 1024;

    // Nothing of an answer stands in a page, so letters of any script stay as they are.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ArrayBufferWriter<byte> buffer = new(FlushAt + 4096);
    private long rows;

    private HttpResponse Response => context.Response;

    /// <summary>A page of rows, or the rows of every branch; says how many they were.</summary>
    public async Task<long> RowsAsync(FeedResult first, Func<ODataBranch, Task<FeedResult>> open)
    {
        await using var json = new Utf8JsonWriter(buffer, Options);
        Begin();
        if (question is { IsPreferred: true, Page: { } size })
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
        foreach (var branch in question.Branches)
        {
            await using var answer = branch == question.Branches[0] ? first : await open(branch);
            next = await PageAsync(json, answer, branch.Shape);
        }

        json.WriteEndArray();
        if (next is not null)
        {
            json.WriteString("@odata.nextLink", next);
        }

        json.WriteEndObject();
        await FlushAsync(json);
        return rows;
    }

    /// <summary>One entity or one value; nothing where a navigation leads to none, or the value is null.</summary>
    public async Task OneAsync(FeedResult answer)
    {
        var shape = question.Branches[0].Shape;
        if (answer.IsNull(answer.Fields[question.Present]) || (question.Value >= 0 && IsNothing(answer, answer.Fields[question.Value])))
        {
            Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        if (question.Kind is ODataQueryKind.Value or ODataQueryKind.CountOfProperty)
        {
            var field = answer.Fields[question.Value];
            await TextAsync(field.Kind == FeedPropertyType.Texts ? answer.Texts(field).Count.ToString(CultureInfo.InvariantCulture) : JsonRows.Text(answer, field));
            return;
        }

        await using var json = new Utf8JsonWriter(buffer, Options);
        Begin();
        json.WriteStartObject();
        Context(json);
        new JsonRows(json, answer, format, root).WriteProperties(shape);
        json.WriteEndObject();
        await FlushAsync(json);
    }

    public Task CountAsync(long count) => TextAsync(count.ToString(CultureInfo.InvariantCulture));

    private static bool IsNothing(FeedResult answer, FeedField field) => field.Kind != FeedPropertyType.Texts && answer.IsNull(field);

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
            json.WriteString("@odata.context", $"{root}/$metadata#{question.Context}");
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

    // The address of the next page, where there is one: behind the last row of this.
    private async Task<string?> PageAsync(Utf8JsonWriter json, FeedResult answer, JsonShape shape)
    {
        var writer = new JsonRows(json, answer, format, root);
        IReadOnlyList<object?> mark = [];
        for (var written = 0; await answer.NextAsync(context.RequestAborted); written++)
        {
            if (written == question.Page)
            {
                return ODataLinks.Next(question, root, mark);
            }

            writer.Write(shape);
            rows++;
            mark = written + 1 == question.Page ? answer.Mark() : mark;
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
        await Response.Body.WriteAsync(buffer.WrittenMemory, context.RequestAborted);
        buffer.ResetWrittenCount();
    }
}
