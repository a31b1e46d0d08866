using System.Text.RegularExpressions;
using Reporting.Warehouse.Definitions;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Mappings;

/// <summary>Writes into a mapping that two members are the same: an alias, or a members entry if the other has its own code. The rest of the file stays unchanged.</summary>
public static partial class SameMember
{
    /// <summary>The line of YAML, to be added by hand or by <see cref="Write"/>.</summary>
    public static string Line(string dimension, string name, string otherName, string otherCode) => CodeGenerator.Of(otherName) == otherCode
        ? $"aliases: {{{Of(dimension)}: {{{Quoted(name)}: {Quoted(otherName)}}}}}"
        : $"members: [{{of: {Of(dimension)}, name: {Quoted(otherName)}, code: {Quoted(otherCode)}, also: [{Quoted(name)}]}}]";

    /// <summary>The text of the mapping with the new line. Problem: <c>alias-not-written</c> when its layout does not allow it.</summary>
    public static Outcome<string> Write(string yaml, PossibleDuplicate same)
    {
        var text = yaml.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
        text = CodeGenerator.Of(same.OtherName) == same.OtherCode ? Alias(text, Of(same.Dimension), $"{Quoted(same.Name)}: {Quoted(same.OtherName)}") : Member(text, same);
        try
        {
            var keys = MappingCatalog.Parse("checked", text).Keys;
            var names = new MemberNames(keys);
            var isWritten = names.Resolve(Of(same.Dimension), same.Name) == same.OtherName || names.Find(Of(same.Dimension), same.Name)?.Code == same.OtherCode;
            return isWritten ? text : NotWritten(same);
        }
        catch (DefinitionException)
        {
            return NotWritten(same);
        }
    }

    private static string Of(string dimension) => $"{dimension}s";

    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static Problem NotWritten(PossibleDuplicate same) => new(
        ErrorCodes.AliasNotWritten, $"The program cannot insert the line that makes '{TextRules.Short(same.Name)}' the same as '{TextRules.Short(same.OtherName)}'.",
        $"Add it by hand: {same.Alias}");

    private static string Alias(string text, string of, string entry)
    {
        if (Flow("aliases").Match(text) is { Success: true } flow)
        {
            var end = text.IndexOf('\n', flow.Index);
            var inner = text.IndexOf($"{of}: {{", flow.Index, end - flow.Index, StringComparison.Ordinal);
            return inner >= 0 ? text.Insert(inner + of.Length + 3, $"{entry}, ") : text.Insert(flow.Index + flow.Length, $"{of}: {{{entry}}}, ");
        }

        if (Block("aliases").Match(text) is not { Success: true } block)
        {
            return $"{text}\naliases:\n  {of}:\n    {entry}\n";
        }

        var body = Body().Match(text, block.Index + block.Length).Value;
        var indent = First().Match(body) is { Success: true } first ? first.Groups["indent"].Value : "  ";
        var section = new Regex($@"^{indent}{of}:[ \t]*(?<flow>\{{)?[^\n]*\n", RegexOptions.Multiline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Match(body);
        var at = block.Index + block.Length;
        return section switch
        {
            { Success: false } => text.Insert(at, $"{indent}{of}:\n{indent}{indent}{entry}\n"),
            _ when section.Groups["flow"] is { Success: true } brace => text.Insert(at + brace.Index + 1, $"{entry}, "),
            _ => text.Insert(at + section.Index + section.Length, $"{(First().Match(body[(section.Index + section.Length)..]) is { Success: true } next && next.Groups["indent"].Length > indent.Length ? next.Groups["indent"].Value : indent + indent)}{entry}\n"),
        };
    }

    private static string Member(string text, PossibleDuplicate same)
    {
        var entry = $"- {{of: {Of(same.Dimension)}, name: {Quoted(same.OtherName)}, code: {Quoted(same.OtherCode)}, also: [{Quoted(same.Name)}]}}\n";
        if (Block("members").Match(text) is not { Success: true } block)
        {
            return $"{text}\nmembers:\n  {entry}";
        }

        var at = block.Index + block.Length;
        return text.Insert(at, (First().Match(text, at) is { Success: true } first && first.Index == at ? first.Groups["indent"].Value : "") + entry);
    }

    private static Regex Flow(string key) => new($@"^{key}:[ \t]*\{{", RegexOptions.Multiline, TimeSpan.FromSeconds(1));

    private static Regex Block(string key) => new($@"^{key}:[ \t]*(#[^\n]*)?\n", RegexOptions.Multiline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    // The lines of a key: indented lines, blank lines and comments.
    [GeneratedRegex(@"\G([ \t]+[^\n]*\n|\n|#[^\n]*\n)*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Body();

    [GeneratedRegex(@"^(?<indent>[ ]*)[^\s#]", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex First();
}

/// <summary>A new member that may be the same as another one.</summary>
/// <param name="Dimension"><c>domain</c>, <c>type</c> or <c>participant</c>.</param>
/// <param name="Alias">The line of YAML for the mapping that merges the two.</param>
public sealed record PossibleDuplicate(string Dimension, string Code, string Name, string OtherCode, string OtherName, string Alias);
