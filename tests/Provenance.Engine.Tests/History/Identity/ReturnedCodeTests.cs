using Provenance.Engine.History;

namespace Provenance.Engine.Tests.History.Identity;

/// <summary>Code that died and comes back late, in pieces of 50 tokens or more, weighs nothing wherever it comes back.</summary>
public sealed class ReturnedCodeTests
{
    private static readonly string[] Fragments = [.. Enumerable.Range(0, 4).Select(i => Code.Method("Fragment" + (char)('A' + i), 8))];

    /// <summary>Deleted one by one from several files, returned together in one: a dictionary of dead code earns nothing.</summary>
    [Fact]
    public void FragmentsReturnedTogether_AllWeighNothing()
    {
        using var story = new Story();
        story.Commit(0, [.. Fragments.Select((text, i) => ($"F{i}.cs", (string?)Code.Class("Holder" + i, Code.Method("Kept" + i, 4), text)))]);
        for (var i = 0; i < Fragments.Length; i++)
        {
            story.Commit(1 + i, ($"F{i}.cs", Code.Class("Holder" + i, Code.Method("Kept" + i, 4))));
        }

        story.Commit(60, ("Together.cs", string.Concat(Fragments)));

        var history = story.Run();

        Assert.Equal(Code.TokensOf(string.Concat(Fragments)), history.OfKind(UnitKind.Restored).Sum(cell => cell.Count));
        Assert.Equal(history.Entries(5), history.OfKind(UnitKind.Restored).Sum(cell => cell.Count));
        Assert.Equal(0, history.OfKind(UnitKind.Restored).Sum(cell => cell.Weight));
        Assert.Empty(story.Run(ReplayOptions.PlainTokens).OfKind(UnitKind.Restored));
        history.AssertSound();
    }

    /// <summary>New code around what returns has its weight.</summary>
    [Fact]
    public void NewCodeBesideWhatReturns_HasItsWeight()
    {
        using var story = new Story();
        var fresh = Code.Method("Fresh", 20);
        story.Commit(0, ("A.cs", Code.Class("A", Code.Method("Kept", 4), Fragments[0])));
        story.Commit(1, ("A.cs", Code.Class("A", Code.Method("Kept", 4))));
        story.Commit(60, ("B.cs", fresh + Fragments[0] + fresh.Replace("fresh", "novel", StringComparison.Ordinal)));

        // The method is twenty times the same statement: that it copies itself is not the question here.
        var history = story.Run(ReplayOptions.Tokens with { WeighsOnce = false });

        // Up to 16 tokens on each side follow what they stand beside.
        Assert.InRange(history.OfKind(UnitKind.Restored).Sum(cell => cell.Count), Code.TokensOf(Fragments[0]) - 32, Code.TokensOf(Fragments[0]));
        Assert.InRange(history.Cells.Where(cell => history.Lives[cell.Life] is { Entry: 2, Kind: UnitKind.None }).Sum(cell => cell.Weight), Code.TokensOf(fresh), long.MaxValue);
        history.AssertSound();
    }

    [Fact]
    public void PieceOfFiftyTokens_WeighsNothingWhereverItWasCut()
    {
        using var story = new Story();
        var body = Enumerable.Range(1, 30).Select(i => $"piece{i} = piece{i - 1} * {i};\n").ToArray();
        story.Commit(0, ("A.cs", Code.Class("A", Code.Method("Kept", 4)) + string.Concat(body)));
        story.Commit(1, ("A.cs", Code.Class("A", Code.Method("Kept", 4))));
        for (var cut = 0; cut < 9; cut++)
        {
            story.Commit(60 + cut, ($"Cut{cut}.cs", string.Concat(body[cut..(cut + 9)])));
        }

        var history = story.Run();

        Assert.Equal(Enumerable.Range(2, 9), history.OfKind(UnitKind.Restored).Select(cell => history.Lives[cell.Life].Entry).Distinct().Order());
        Assert.Equal(9 * Code.TokensOf(string.Concat(body[..9])), history.OfKind(UnitKind.Restored).Sum(cell => cell.Count));
        history.AssertSound();
    }
}
