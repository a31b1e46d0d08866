using FsCheck;
using FsCheck.Fluent;
using Reporting.Warehouse.Imports.Records;

namespace Reporting.Warehouse.Tests.Imports.Records;

public sealed class WeightPartsTests
{
    /// <summary>Weights with up to six decimals, not all zero.</summary>
    private static readonly Arbitrary<decimal[]> Weights = Arb.From(
        Gen.Choose(1, 999_999_999).SelectMany(most => Gen.Choose(0, most).Select(millionths => millionths / 1_000_000m).NonEmptyListOf())
            .Select(list => list.ToArray())
            .Where(weights => weights.Any(w => w > 0)));

    [Fact]
    public void Parts_total_2520_and_each_is_within_one_of_exact() => Prop.ForAll(Weights, weights =>
    {
        var parts = WeightParts.Of(weights);
        var sum = weights.Sum();
        return parts.Sum() == 2520 && parts.Zip(weights).All(p => p.First >= 0 && Math.Abs(p.First - (p.Second * 2520m / sum)) < 1.000001m);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_larger_weight_gets_at_least_as_many_parts_and_equal_ones_differ_only_by_order() => Prop.ForAll(Weights, weights =>
    {
        var parts = WeightParts.Of(weights);
        return weights.Index().All(a => weights.Index().All(b =>
            (a.Item <= b.Item || parts[a.Index] >= parts[b.Index]) && (a.Item != b.Item || a.Index > b.Index || parts[a.Index] >= parts[b.Index])));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Equal_shares_are_those_of_equal_weights()
    {
        for (var links = 1; links <= 3000; links += links < 30 ? 1 : 297)
        {
            Assert.Equal(WeightParts.Of(Enumerable.Repeat(3.7m, links).ToArray()), WeightParts.Equal(links));
            Assert.Equal(2520, WeightParts.Equal(links).Sum());
        }
    }

    [Fact]
    public void Up_to_ten_equal_shares_are_exact() => Assert.All(Enumerable.Range(1, 10), n => Assert.All(WeightParts.Equal(n), part => Assert.Equal(2520m / n, part)));
}
