using FsCheck;
using FsCheck.Fluent;

namespace Provenance.Engine.Tests;

public sealed class MergeSortTests
{
    [Fact]
    public void AnyItems_AreOrderedStably()
    {
        var items = from numbers in Gen.Choose(0, 9).ArrayOf() from many in Gen.Choose(1, 8) select Enumerable.Repeat(numbers, many).SelectMany(all => all).ToArray();
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(items.ToArbitrary(), numbers =>
        {
            (int Number, int Place)[] sorted = [.. numbers.Select((number, place) => (number, place))];
            var expected = sorted.OrderBy(item => item.Number).ToArray();
            MergeSort.Sort(sorted, (left, right) => left.Number.CompareTo(right.Number));
            Assert.Equal(expected, sorted);
        }));
    }

    [Fact]
    public void Range_LeavesTheRestAlone()
    {
        int[] items = [9, 8, .. Enumerable.Range(0, 40).Reverse(), -2, -1];

        MergeSort.Sort(items, 2, 42, (left, right) => left.CompareTo(right));

        Assert.Equal([9, 8, .. Enumerable.Range(0, 40), -2, -1], items);
    }
}
