using Reporting.Warehouse.Imports.Suggestions;

namespace Reporting.Api.ImportPages;

/// <summary>How a field of the mapping form is filled in.</summary>
public enum MappingControl
{
    /// <summary>One of the file's columns.</summary>
    Column,

    /// <summary>One of the file's columns, or a text.</summary>
    ColumnOrText,

    Text,

    /// <summary>One of the listed words.</summary>
    Choice,
}

/// <summary>A value of a mapping in the form. Its name is its path: <c>engagement.title</c>, <c>participants.0.split</c>.</summary>
/// <param name="Value">The text; empty for none.</param>
/// <param name="Note">The remark of the suggestion about the value, in English.</param>
public sealed record MappingField(string Name, MappingControl Control, string Value, string? Note = null)
{
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The YAML of a value that the form keeps as it is; null for one that it can change.</summary>
    public string? Written { get; init; }

    /// <summary>The last key of the path, which names the field.</summary>
    public string Key => Name[(Name.LastIndexOf('.') + 1)..];
}

/// <summary>A rule for domains, participants or sources with its fields.</summary>
public sealed record MappingRule(string List, int Index, IReadOnlyList<MappingField> Fields);

/// <summary>The values of a mapping that a form shows and changes. All other keys stay as they are.</summary>
public sealed class MappingForm
{
    /// <summary>Stands for the text of a field, instead of a column.</summary>
    public const string AsText = "=";

    /// <summary>Ending of the name of a field's text.</summary>
    public const string TextEnding = ".text";

    public static readonly IReadOnlyList<string> Kinds = ["country", "government-body", "armed-force", "company", "research-body", "international-organisation", "person"];

    private static readonly (string Key, MappingControl Control)[] Engagement =
    [
        ("code", MappingControl.ColumnOrText), ("title", MappingControl.ColumnOrText), ("summary", MappingControl.Column), ("start", MappingControl.Column), ("end", MappingControl.Column),
        ("type", MappingControl.ColumnOrText), ("category", MappingControl.ColumnOrText), ("city", MappingControl.ColumnOrText), ("country", MappingControl.ColumnOrText),
        ("headcount", MappingControl.Column), ("amount_usd", MappingControl.Column), ("handling", MappingControl.ColumnOrText),
    ];

    private static readonly string[] Lists = ["domains", "participants", "sources"];

    private readonly MappingDocument _document;

    public MappingForm(MappingDocument document, IReadOnlyList<string> columns) => (_document, Columns) = (document, [.. columns.Select(name => (name, MappingDocument.Template(name)))]);

    /// <summary>The file's columns with their templates.</summary>
    public IReadOnlyList<(string Name, string Template)> Columns { get; }

    /// <summary>Fields of the whole file.</summary>
    public IReadOnlyList<MappingField> File =>
    [
        Field(MappingControl.Text, "missing"),
        Field(MappingControl.Choice, "country_codes") with { Choices = ["iso", "cow", "gw", "fips"] },
    ];

    public IReadOnlyList<MappingField> OfEngagement => [.. Engagement.SelectMany(e => e.Key is "start" or "end" ? [Field(e.Control, "engagement", e.Key), Formats(e.Key)] : new[] { Field(e.Control, "engagement", e.Key) })];

    public IReadOnlyList<MappingRule> Rules(string list) => [.. Enumerable.Range(0, _document.Count(list)).Select(i => new MappingRule(list, i, [.. FieldsOf(list, $"{i}")]))];

    /// <summary>The text of the mapping with the values of a submitted form.</summary>
    public string Apply(IFormCollection form)
    {
        foreach (var field in File.Concat(OfEngagement).Concat(Lists.SelectMany(Rules).SelectMany(rule => rule.Fields)).Where(f => f.Written is null && form.ContainsKey(f.Name)))
        {
            Apply(field, form);
        }

        // From the last entry, so that the positions of the others hold.
        foreach (var rule in Lists.SelectMany(Rules).Reverse().Where(rule => form[$"{rule.List}.{rule.Index}.remove"] == "true"))
        {
            _document.RemoveEntry(rule.List, rule.Index);
        }

        foreach (var list in Lists.Where(list => form[$"add.{list}"].ToString().Length > 0))
        {
            var column = form[$"add.{list}"].ToString();
            _document.Add(list, list switch
            {
                "participants" => [("from", column), ("kind", form["add.kind"].ToString() is { Length: > 0 } kind ? kind : Kinds[0])],
                "sources" => [("title", column)],
                _ => [("from", column)],
            });
        }

        return _document.Text;
    }

    private void Apply(MappingField field, IFormCollection form)
    {
        var value = form[field.Name].ToString().Trim();
        if (field.Control == MappingControl.ColumnOrText)
        {
            var text = form[field.Name + TextEnding].ToString().Trim();
            // A new text counts even if the list still names a column.
            value = value == AsText || (text.Length > 0 && text != field.Value) ? text : value;
        }

        if (value == field.Value)
        {
            return;
        }

        var path = field.Name.Split('.');
        if (field.Key is "missing" or "formats" or "split")
        {
            _document.SetList([.. SplitList(field.Key, value)], path);
        }
        else
        {
            _document.Set(value, path);
        }
    }

    // A separator may be a comma or a space.
    private static IEnumerable<string> SplitList(string key, string value) => key == "split"
        ? value.Length == 0 ? [] : [value == "\\n" ? "\n" : value]
        : value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private IEnumerable<MappingField> FieldsOf(string list, string index)
    {
        if (list == "sources")
        {
            return [Field(MappingControl.Column, list, index, "publisher"), Field(MappingControl.Column, list, index, "title"), Field(MappingControl.Column, list, index, "url")];
        }

        MappingField[] common = [_document.Value(list, index, "from") is null ? Whole(list, index) : Field(MappingControl.Column, list, index, "from"), Split(list, index)];
        return list == "domains" ? common :
        [
            .. common,
            Field(MappingControl.Choice, list, index, "kind") with { Choices = Kinds },
            Field(MappingControl.ColumnOrText, list, index, "country"),
            Field(MappingControl.ColumnOrText, list, index, "role"),
        ];
    }

    // A rule of flags or of several columns.
    private MappingField Whole(string list, string index)
    {
        var key = new[] { "columns", "flags" }.FirstOrDefault(k => _document.Value(list, index, k) is not null || _document.IsComplex(list, index, k)) ?? "from";
        return new MappingField($"{list}.{index}.from", MappingControl.Column, "") { Written = _document.Value(list, index, key) ?? _document.Written(list, index, key) ?? key };
    }

    private MappingField Split(string list, string index)
    {
        var field = Field(MappingControl.Text, list, index, "split");
        return field with { Value = field.Value == "\n" ? "\\n" : field.Value };
    }

    private MappingField Formats(string key) => Field(MappingControl.Text, "engagement", key, "formats");

    private MappingField Field(MappingControl control, params string[] path)
    {
        var isWritten = _document.IsComplex(path) || (path is ["engagement", _, "formats"] && _document.IsComplex(path[..2]));
        return new MappingField(string.Join('.', path), control, _document.Value(path) ?? "", _document.NoteOf(path)) { Written = isWritten ? _document.Written(path) ?? "…" : null };
    }
}
