using FsCheck;
using FsCheck.Fluent;
using Provenance.Shared.Map;
using Provenance.Testing;

namespace Provenance.Analyzers.Tests.Map;

public sealed class LineAlignmentTests
{
    // Few different values: repeated lines are what makes alignment hard.
    private static readonly Gen<uint[]> Lines = Gen.ArrayOf(Gen.Choose(0, 6).Select(value => (uint)value));

    private static readonly Arbitrary<(uint[] Old, uint[] New)> Pairs = Gen.Two(Lines).Select(pair => (pair.Item1, pair.Item2)).ToArbitrary();

    [Fact]
    public void AnyTwoTexts_MatchEqualLinesOnceEach() => Check.One(Laws.Config, Prop.ForAll(Pairs, pair =>
    {
        var oldOfNew = LineAlignment.Align(pair.Old, pair.New);

        Assert.Equal(pair.New.Length, oldOfNew.Length);
        var matched = oldOfNew.Select((old, edited) => (old, edited)).Where(match => match.old != LineAlignment.Uncommitted).ToList();
        Assert.All(matched, match => Assert.Equal(pair.Old[match.old], pair.New[match.edited]));
        Assert.Equal(matched.Count, matched.Select(match => match.old).Distinct().Count());
    }));

    [Fact]
    public void InsertedLines_LeaveAllOthersMatched() => Check.One(Laws.Config, Prop.ForAll(Pairs, pair =>
    {
        var at = pair.Old.Length / 2;
        var inserted = pair.New.Select(line => line + 100).ToArray();
        var oldOfNew = LineAlignment.Align(pair.Old, [.. pair.Old[..at], .. inserted, .. pair.Old[at..]]);

        Assert.Equal([.. Enumerable.Range(0, at), .. inserted.Select(_ => LineAlignment.Uncommitted), .. Enumerable.Range(at, pair.Old.Length - at)], oldOfNew);
    }));

    [Fact]
    public void ReplacedLines_LeaveAllOthersMatched() => Check.One(Laws.Config, Prop.ForAll(Pairs, pair =>
    {
        var (start, end) = (pair.Old.Length / 3, pair.Old.Length * 2 / 3);
        var fresh = pair.New.Select(line => line + 100).ToArray();
        var oldOfNew = LineAlignment.Align(pair.Old, [.. pair.Old[..start], .. fresh, .. pair.Old[end..]]);

        // Without fresh lines there may be several ways to tell which ones were deleted.
        var uncommitted = oldOfNew.Select((match, index) => (match, index)).Where(item => item.match == LineAlignment.Uncommitted).Select(item => item.index);
        Assert.Equal(Enumerable.Range(start, fresh.Length), uncommitted);
    }));

    [Fact]
    public void EditsInTwoPlaces_KeepWhatLiesBetween() =>
        Assert.Equal([0, -1, 2, 3, 4, -1, 6], LineAlignment.Align([1, 2, 0, 3, 0, 4, 5], [1, 20, 0, 3, 0, 40, 5]));

    [Fact]
    public void SwappedMembers_BothKeepTheirLines() =>
        Assert.Equal([4, 5, 6, LineAlignment.Uncommitted, 0, 1, 2, 7], LineAlignment.Align([1, 2, 3, 0, 4, 5, 6, 0], [4, 5, 6, 0, 1, 2, 3, 0]));

    [Fact]
    public void OneEqualLineElsewhere_IsNoMove() =>
        Assert.Equal([0, -1, 2, 3, -1, 4, 5], LineAlignment.Align([1, 2, 3, 4, 9, 8], [1, 20, 3, 4, 2, 9, 8]));

    [Fact]
    public void ManyLines_TakeLinearSteps()
    {
        // Alternating edits over the largest file that is read: an alignment of quadratic cost would not come back.
        var old = Enumerable.Range(0, MapLimits.MaxLinesPerFile).Select(line => line % 3 == 0 ? 0u : (uint)line).ToArray();
        var edited = old.Select((line, index) => index % 5 == 0 ? uint.MaxValue - (uint)index : line).ToArray();

        var oldOfNew = LineAlignment.Align(old, edited);

        Assert.All(oldOfNew.Select((match, index) => (match, index)).Where(item => item.index % 5 != 0 && item.index % 3 != 0), item => Assert.Equal(item.index, item.match));
    }
}
