using Reporting.TestWarehouses.Data;
using Reporting.Warehouse.Dates;

namespace Reporting.TestWarehouses.Generated;

/// <summary>Gives some engagements of test data random commitments, and some relations that end those of others.</summary>
public sealed class RandomCommitments(Random random)
{
    private static readonly string[] Kinds = ["advances", "advances", "delivers", "drops"];

    public TestData AddTo(TestData data) => data with { Engagements = [.. data.Engagements.Select(e => With(e, [.. data.Engagements.Select(o => o.Code).Where(code => code != e.Code)]))] };

    private TestEngagement With(TestEngagement engagement, IReadOnlyList<string> others) => engagement with
    {
        Commitments = random.Next(2) == 0 ? [] : [.. Enumerable.Range(1, random.Next(1, 4)).Select(i => Commitment($"c{i}", engagement, others))],
        Relations = random.Next(6) > 0 || others.Count == 0 ? [] : [new TestRelation(Pick(["cancels", "replaces", "amends", "follows-up", "implements"]), Pick(others), random.Next(2) == 0 ? PartialDate.Unknown : Date())],
    };

    private TestCommitment Commitment(string code, TestEngagement engagement, IReadOnlyList<string> others)
    {
        var parties = engagement.Lines.SelectMany(l => new[] { l.Participant, l.Organisation }).OfType<string>().Where(p => p != TestData.Unknown).Distinct().ToList();
        var sources = engagement.Sources.Where(s => s != TestData.Unknown).ToList();
        return new TestCommitment(
            code,
            random.Next(4) == 0 ? TestData.Unknown : Pick(engagement.Domains).Code,
            random.Next(4) == 0 ? PartialDate.Unknown : Date(),
            [.. parties.Where(_ => random.Next(2) == 0)],
            [.. others.Append("never").OrderBy(_ => random.Next()).Take(random.Next(4)).Select(to => (to, Pick(Kinds)))],
            sources.Count == 0 ? [] : [.. Enumerable.Range(0, random.Next(4)).Select(_ => (Date(), Pick(sources), random.Next(4))).DistinctBy(a => (a.Item1, a.Item2))]);
    }

    // Close together, so that dates meet.
    private PartialDate Date()
    {
        var (year, month) = (random.Next(2022, 2027), Pick([1, 3, 4, 12]));
        return new PartialDate(random.Next(4) switch { 0 => year * 10000, 1 => (year * 10000) + (month * 100), _ => (year * 10000) + (month * 100) + Pick([1, 2, 28]) });
    }

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
