using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using Provenance.Engine.History.Alignment;
using Provenance.Testing;
using Xunit.Abstractions;

namespace Provenance.Engine.Tests.History.Alignment;

public sealed class MyersDiffTests(ITestOutputHelper output)
{
    private static readonly Gen<(ulong[] Before, ulong[] After)> Pairs =
        from alphabet in Gen.Choose(1, 12)
        from before in Elements(alphabet)
        from after in Gen.OneOf(Elements(alphabet), Edited(before, alphabet))
        select (before, after);

    /// <summary>Within the bound on effort an alignment is a longest one; very frequent elements may be left out of it, as git does.</summary>
    [Fact]
    public void SmallInputs_KeepALongestCommonSubsequence()
    {
        var exact = 0;
        Check.One(Laws.Config.WithMaxTest(3000), Prop.ForAll(Pairs.ToArbitrary(), pair =>
        {
            var (before, after) = pair;
            var kept = Keep(before, after);
            var longest = SlowAlignment.LongestCommonSubsequence(before, after);
            var mustBeLongest = SlowAlignment.HasOnlyRareElements(before, after);
            exact += mustBeLongest && longest > 1 ? 1 : 0;
            return kept.Before.AsSpan().SequenceEqual(kept.After)
                && (mustBeLongest ? kept.Before.Length == longest : kept.Before.Length <= longest);
        }));
        Assert.True(exact > 500, $"only {exact} inputs were decisive");
    }

    [Fact]
    public void OneInstance_GivesTheSameEachTime()
    {
        var shared = new MyersDiff();
        Check.One(Laws.Config.WithMaxTest(500), Prop.ForAll(Pairs.ToArbitrary(), pair =>
        {
            var (before, after) = pair;
            var (first, second) = (Mark(shared, before, after), Mark(new MyersDiff(), before, after));
            return first.Old.SequenceEqual(second.Old) && first.New.SequenceEqual(second.New);
        }));
    }

    [Theory]
    [InlineData(50_000, 50_000, "nothing in common")]
    [InlineData(100_000, 99_000, "all equal")]
    [InlineData(40_000, 40_000, "reversed")]
    [InlineData(30_000, 30_000, "two letters")]
    [InlineData(60_000, 60_000, "every other line replaced")]
    [InlineData(50_000, 50_000, "shuffled")]
    public void LargeInputs_GiveAnAlignment(int oldCount, int newCount, string kind)
    {
        var (before, after) = Large(oldCount, newCount, kind);
        var watch = Stopwatch.StartNew();

        var kept = Keep(before, after);

        output.WriteLine($"{kind}: {kept.Before.Length} of {oldCount} and {newCount} kept, {watch.ElapsedMilliseconds} ms");
        Assert.True(kept.Before.AsSpan().SequenceEqual(kept.After));
        Assert.Equal(
            kind switch { "nothing in common" => 0, "all equal" => newCount, "every other line replaced" => oldCount / 2, _ => kept.Before.Length },
            kept.Before.Length);
        Assert.NotEqual(kind is "nothing in common", kept.Before.Length > 0);
    }

    private static (ulong[] Before, ulong[] After) Large(int oldCount, int newCount, string kind)
    {
        var random = new Random(7);
        ulong[] before = [.. Enumerable.Range(0, oldCount).Select(i => (ulong)i)];
        switch (kind)
        {
            case "nothing in common":
                return (before, [.. Enumerable.Range(0, newCount).Select(i => (ulong)i + 1_000_000)]);
            case "all equal":
                return (new ulong[oldCount], new ulong[newCount]);
            case "reversed":
                return (before, [.. before.Reverse()]);
            case "two letters":
                return ([.. before.Select(_ => (ulong)random.Next(2))], [.. before.Select(_ => (ulong)random.Next(2))]);
            case "every other line replaced":
                return (before, [.. before.Select(value => value % 2 == 0 ? value : value + 1_000_000)]);
            default:
                var shuffled = before.ToArray();
                random.Shuffle(shuffled);
                return (before, shuffled);
        }
    }

    private static (ulong[] Before, ulong[] After) Keep(ulong[] before, ulong[] after)
    {
        var marks = Mark(new MyersDiff(), before, after);
        return ([.. before.Where((_, i) => !marks.Old[i])], [.. after.Where((_, i) => !marks.New[i])]);
    }

    private static (bool[] Old, bool[] New) Mark(MyersDiff diff, ulong[] before, ulong[] after)
    {
        var (old, @new) = (new bool[before.Length], new bool[after.Length]);
        diff.Mark(before, after, old, @new);
        return (old, @new);
    }

    private static Gen<ulong[]> Elements(int alphabet) => Gen.Choose(1, alphabet).Select(value => (ulong)value).ListOf().Select(list => list.Take(40).ToArray());

    private static Gen<ulong[]> Edited(ulong[] before, int alphabet) =>
        Gen.Elements(0, 1, 2).ArrayOf(before.Length).SelectMany(
            _ => Gen.Choose(1, alphabet).ArrayOf(before.Length),
            (edits, fresh) => before.SelectMany((value, i) => edits[i] switch { 0 => [value], 1 => fresh[i] % 3 == 0 ? [] : new[] { value }, _ => new[] { value, (ulong)fresh[i] } }).ToArray());
}
