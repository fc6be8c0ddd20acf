using Provenance.Engine.History;
using Provenance.Engine.Tests.History.Identity;

namespace Provenance.Engine.Tests.History.Clones;

/// <summary>What weighs nothing on the mainline, over real commits.</summary>
public sealed class WeightTests
{
    private const string Method = """
        class A
        {
            decimal Total(Order order, Table table, Queue queue)
            {
                if (order.Total > Limit) { return Refuse(order, "too large"); }
                var rate = table[order.Region] ?? Fallback;
                foreach (var line in order.Lines) { Sum += line.Price * line.Count - line.Discount; }
                while (queue.TryDequeue(out var next) && next is not null) { Handle(next); }
                try { Store(order); } catch (IOException) { Retries++; throw; }
                return rate >= 0 ? Sum : -Sum;
            }
        }

        """;

    [Fact]
    public void CopyOfLivingCode_WeighsNothingAndItsOriginalGoesOn()
    {
        using var story = new Story();
        story.Commit(0, ("A.cs", Method));
        story.Commit(1, ("A.cs", Method), ("B.cs", Method.Replace("class A", "class B", StringComparison.Ordinal).Replace("order", "request", StringComparison.Ordinal)));

        var history = story.Run();

        Assert.Equal(0, WeightBornIn(history, 1));
        Assert.Equal(history.Entries(1), history.OfKind(UnitKind.Copied).Sum(cell => cell.Count));
        Assert.Equal(WeightBornIn(story.Run(ReplayOptions.Tokens with { WeighsOnce = false }), 1), history.OfKind(UnitKind.Copied).Sum(cell => cell.Units));
        history.AssertSound();
    }

    [Fact]
    public void CodeThatMovesToAnotherFile_IsNoCopy()
    {
        using var story = new Story();
        story.Commit(0, ("A.cs", Method));
        story.Commit(1, ("A.cs", null), ("B.cs", Method));

        var history = story.Run();

        Assert.Equal(0, history.Entries(1));
        Assert.Equal(0, history.OfKind(UnitKind.Copied).Sum(cell => cell.Count));
    }

    [Fact]
    public void CopyAfterARename_IsACopyOfTheFileUnderItsNewName()
    {
        using var story = new Story();
        story.Commit(0, ("A.cs", Method));
        story.Commit(1, ("A.cs", null), ("Folder/C.cs", Method));
        story.Commit(2, ("B.cs", Method));

        Assert.Equal(0, WeightBornIn(story.Run(), 2));
    }

    [Fact]
    public void TableBeyondItsCap_WeighsNothing()
    {
        using var story = new Story();
        story.Commit(0, ("A.cs", "class A { }"));
        story.Commit(1, ("A.cs", "class A { int[] t = { " + string.Join(", ", Enumerable.Range(0, 500)) + " }; }"));

        var history = story.Run();

        Assert.Equal(500 - 64, history.OfKind(UnitKind.Tabled).Sum(cell => cell.Units));
        Assert.Equal(0, history.OfKind(UnitKind.Tabled).Sum(cell => cell.Weight));
    }

    [Fact]
    public void DeathOfTheOriginal_IsADeathThoughACopyLives()
    {
        using var story = new Story();
        story.Commit(0, ("A.cs", Method));
        story.Commit(20, ("A.cs", Method), ("Archive.cs", Method));
        story.Commit(40, ("A.cs", "class A { }"), ("Archive.cs", Method));

        var history = story.Run();

        Assert.True(history.Cells.Where(cell => cell.Exit == 2).Sum(cell => cell.Weight) > 60);
        Assert.Equal(0, history.OfKind(UnitKind.Copied).Sum(cell => cell.Weight));
    }

    private static long WeightBornIn(HistoryResult history, int step) =>
        history.Cells.Where(cell => history.Lives[cell.Life].Entry == step).Sum(cell => cell.Weight);
}
