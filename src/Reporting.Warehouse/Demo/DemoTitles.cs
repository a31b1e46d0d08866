namespace Reporting.Warehouse.Demo;

/// <summary>Titles and summaries by type. {a}, {b}: the two countries; {o}, {p}: their organisations; {d}: the main domain; {c}: "in" the city, or nothing; {n}: 1st, 2nd …; {x}: a code name.</summary>
internal static class DemoTitles
{
    private static readonly Dictionary<string, string[]> Titles = new(StringComparer.Ordinal)
    {
        ["meeting"] = ["{a} and {b} hold talks on {d}{c}", "{o} and {p} discuss {d}", "Delegations of {a} and {b} meet{c} to discuss {d}", "{a} receives a delegation of {b} for talks on {d}"],
        ["working-group"] = ["{n} meeting of the joint working group of {a} and {b} on {d}", "Joint working group on {d} meets{c}", "{o} and {p} review their work plan on {d}"],
        ["official-call"] = ["{a} and {b} speak by telephone about {d}", "{o} calls {p} on {d}", "Call between {a} and {b} on {d}"],
        ["conference"] = ["{n} international conference on {d}{c}", "{a} hosts a conference on {d} with {b}", "Industry days on {d} bring {a} and {b} together{c}"],
        ["official-visit"] = ["Delegation of {a} visits {b} on {d}", "{o} visits {p} to advance {d}", "Official visit of {a} to {b}: {d} on the agenda", "Study visit of {a}{c} on {d}"],
        ["company-visit"] = ["{o} tours the works of {p}{c}", "{o} visits {p} to see work on {d}", "Company visit{c}: {a} looks at {d} in {b}"],
        ["port-call"] = ["Ships of {a} call on {b}{c}", "{a} and {b} hold a passage exercise after a port call{c}", "Port call of {a} in {b} with a programme on {d}"],
        ["memorandum-of-understanding"] = ["Memorandum of understanding between {a} and {b} on {d}", "{o} and {p} sign a memorandum on {d}", "Memorandum on {d} signed{c}"],
        ["cooperation-agreement"] = ["Agreement between {a} and {b} on cooperation in {d}", "{o} and {p} agree to cooperate in {d}", "{a} and {b} renew their agreement on {d}"],
        ["letter-of-intent"] = ["Letter of intent between {a} and {b} on {d}", "{o} and {p} declare their intent to cooperate in {d}"],
        ["joint-exercise"] = ["Exercise {x} of {a} and {b}{c}", "{n} edition of exercise {x}, with {a} and {b}", "Exercise {x}: {a} and {b} practise {d}"],
        ["table-top-exercise"] = ["Table-top exercise {x} of {a} and {b} on {d}", "{o} and {p} rehearse {d} at the table{c}"],
        ["training-course"] = ["Course on {d} for officers of {b}{c}", "{o} trains staff of {p} in {d}", "{n} course on {d} by {a} for {b}"],
        ["staff-exchange"] = ["Staff exchange of {a} and {b} on {d}", "Experts of {p} join {o} for an exchange on {d}"],
        ["supply-contract"] = ["{o} and {p} sign a contract on {d}", "Supply contract of {a} and {b} on {d}", "{o} orders equipment for {d} from {p}"],
        ["delivery"] = ["{o} hands over equipment for {d} to {p}", "Delivery of equipment for {d} from {a} to {b}{c}", "{n} lot of equipment for {d} reaches {b}"],
    };

    private static readonly string[] Sentences =
    [
        "The two sides review what was agreed before and set dates for the next steps.",
        "Both sides stress the long tradition of their cooperation and name points of contact.",
        "The participants exchange lessons learnt and agree to meet again within a year.",
        "The programme includes technical briefings, a tour of facilities and a closing session.",
        "The sides agree to draw up a joint plan and to report on it after six months.",
        "Details of funding and delivery are left to a later agreement.",
        "A joint statement is published afterwards; no figures are given.",
        "The work is to be carried on by a joint team that reports to both sides.",
    ];

    // Letters and numbers: words could be the name of a real exercise.
    public static IReadOnlyList<DemoPhrase> CodeNames { get; } = [.. Enumerable.Range(0, 144).Select(i => new DemoPhrase($"{(char)('A' + (i / 12))}-{(i % 12) + 1}"))];

    public static IReadOnlyList<DemoPhrase> Ordinals { get; } = [.. Enumerable.Range(1, 20).Select(n => new DemoPhrase(n + (n switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" })))];

    public static IReadOnlyList<byte[]> Summaries { get; } = [.. Sentences.Select(System.Text.Encoding.UTF8.GetBytes)];

    /// <summary>The templates of a type, split into pieces. A letter in braces is a placeholder.</summary>
    public static DemoPhrase[][] Of(string type) => [.. Titles[type].Select(Pieces)];

    private static DemoPhrase[] Pieces(string template)
    {
        var pieces = new List<DemoPhrase>();
        while (template.Length > 0)
        {
            var brace = template.IndexOf('{', StringComparison.Ordinal);
            var length = brace switch { 0 => 3, < 0 => template.Length, _ => brace };
            pieces.Add(new DemoPhrase(template[..length]));
            template = template[length..];
        }

        return [.. pieces];
    }
}
