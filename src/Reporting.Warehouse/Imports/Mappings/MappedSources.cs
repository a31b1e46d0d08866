using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Members;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Mappings;

/// <summary>The sources of a row. Without sources in the mapping, the file itself is the only source.</summary>
internal sealed class MappedSources
{
    private readonly Mapping _mapping;
    private readonly List<(ValueReader? Code, ValueReader? Title, ValueReader? Publisher, ValueReader? Url, DateReader? PublishedOn, ValueReader? Kind, List<(string Field, ValueReader? Value)> States)>? _sources;

    public MappedSources(Mapping mapping, MappedCells cells)
    {
        _mapping = mapping;
        _sources = mapping.Keys.Sources?.ConvertAll(s => (
            ValueReader.Of(s.Code, cells), ValueReader.Of(s.Title, cells), ValueReader.Of(s.Publisher, cells), ValueReader.Of(s.Url, cells), DateReader.Of(s.PublishedOn, cells),
            ValueReader.Of(s.Kind, cells), (s.States ?? []).Select(state => (state.Key, ValueReader.Of(state.Value, cells))).ToList()));
    }

    public void Add(EngagementRecord record, int row)
    {
        if (_sources is null)
        {
            Add(record, new SourceRecord(row, _mapping.Id, "", _mapping.Name, "", ""));
            return;
        }

        foreach (var source in _sources)
        {
            var (code, title, publisher, url) = (Read(source.Code), Read(source.Title), Read(source.Publisher), Read(source.Url));
            Unread? problem = null;
            var published = source.PublishedOn?.Read(message => record.Warnings.Add(new ImportWarning(row, message)), out problem) ?? PartialDate.Unknown;
            if (problem is not null)
            {
                record.Warnings.Add(new ImportWarning(row, $"'{TextRules.Short(problem.Value)}' is not a day of publication; it was left out."));
            }

            if (url.Length > 0 && !(Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
            {
                record.Warnings.Add(new ImportWarning(row, $"'{TextRules.Short(url)}' is not a web address; it became part of the source's title."));
                (title, url) = (title.Length > 0 ? $"{title} ({url})" : url, "");
            }

            var name = string.Join(' ', new[] { publisher, title.Length > 0 ? title : url }.Where(part => part.Length > 0));
            if (code.Length > 0 || name.Length > 0)
            {
                var of = CodeGenerator.Of(code.Length > 0 ? code : name);
                Add(record, new SourceRecord(row, of, publisher, title.Length > 0 ? title : url, url, published.IsExact ? published.ToString() : "") { Kind = CodeGenerator.OrBlank(Read(source.Kind)) });
                record.Statements.AddRange(source.States.Select(state => new StatementRecord(row, of, state.Field, Read(state.Value))).Where(state => state.Value.Length > 0));
            }
        }
    }

    private static string Read(ValueReader? reader) => reader?.Read() ?? "";

    private static void Add(EngagementRecord record, SourceRecord source)
    {
        if (source.Source != UnknownMembers.Code && !record.Sources.Exists(s => s.Source == source.Source))
        {
            record.Sources.Add(source);
        }
    }
}
