using Provenance.Engine.History;
using Provenance.Engine.History.Replay;
using Provenance.Engine.History.Snapshots;
using Provenance.Engine.Tests.History.Identity;
using Provenance.Engine.Tests.History.Snapshots;

namespace Provenance.Engine.Tests.History.Clones;

/// <summary>Who copies code and deletes the original within 14 days has moved it; who does anything else has not.</summary>
public sealed class SuccessionTests : IDisposable
{
    private const string Original = "src/Shop/Cart.cs";
    private const string Copy = "src/Shop/Basket.cs";
    private const string Body = """
            decimal Total(Order order, Table table, Queue queue)
            {
                if (order.Total > Limit) { return Refuse(order, "too large"); }
                var rate = table[order.Region] ?? Fallback;
                foreach (var line in order.Lines) { Sum += line.Price * line.Count - line.Discount; }
                while (queue.TryDequeue(out var next) && next is not null) { Handle(next); }
                try { Store(order); } catch (IOException) { Retries++; throw; }
                return rate >= 0 ? Sum : -Sum;
            }

        """;

    private const string Rest = """
            string Name(int number) => number switch
            {
                1 => "first" + Ordinal(number, culture),
                2 => Names[number].ToUpper().Trim(separator),
                var other when other % 10 == 3 => string.Join(", ", Parts.Where(part => part.Length > other)),
                _ => throw new ArgumentException(nameof(number), inner: Last ?? first),
            };

        """;

    private readonly Story _story = new();

    public void Dispose() => _story.Dispose();

    [Fact]
    public void MethodDeletedAfterItWasCopied_GoesOnInTheCopy()
    {
        Begin();
        _story.Commit(5, (Copy, Class("Cart", Body)));
        _story.Commit(12, (Original, Class("Cart", Rest)));

        var history = _story.Run();

        Assert.Equal(BodyWeight(), history.OfKind(UnitKind.Succeeded).Where(cell => cell.Exit < 0 && history.Lives[cell.Life].Entry == 1).Sum(cell => cell.Weight));
        Assert.Equal(0, WeightEndedIn(history, 3));
        Assert.Equal(0, WeightBornIn(history, 2));
        history.AssertSound();
    }

    [Theory]
    [InlineData("Cart", 2)]
    [InlineData("Basket", 0)]
    public void FileDeletedAfterItsFirstMethodWasCopied_GoesOnButForAnotherHeadAndTheRest(string name, int head)
    {
        Begin();
        _story.Commit(5, (Copy, Class(name, Body)));
        _story.Commit(12, (Original, null));

        var history = _story.Run();

        Assert.Equal(BodyWeight() + head, history.OfKind(UnitKind.Succeeded).Sum(cell => cell.Weight));
        Assert.Equal(WeightBornIn(history, 1) - BodyWeight() - head, WeightEndedIn(history, 3));
        history.AssertSound();
    }

    [Fact]
    public void CopyOfFifteenDays_TakesNothingOver()
    {
        Begin();
        _story.Commit(5, (Copy, Class("Cart", Body)));
        _story.Commit(20.1, (Original, Class("Cart", Rest)));

        AssertDeath(BodyWeight());
    }

    [Fact]
    public void CopyOfFourteenDays_TakesOver()
    {
        Begin();
        _story.Commit(5, (Copy, Class("Cart", Body)));
        _story.Commit(19, (Original, Class("Cart", Rest)));

        AssertDeath(0);
    }

    [Fact]
    public void CopyInTests_TakesNothingOver()
    {
        Begin();
        _story.Commit(5, ("tests/Shop.Tests/Basket.cs", Class("Cart", Body)));
        _story.Commit(12, (Original, Class("Cart", Rest)));

        AssertDeath(BodyWeight());
    }

    [Fact]
    public void SomethingInItsPlace_IsADeath()
    {
        Begin();
        _story.Commit(5, (Copy, Class("Cart", Body)));
        _story.Commit(12, (Original, Class("Cart", "    int Count => 3;\n", Rest)));

        Assert.True(WeightEndedIn(_story.Run(), 3) > 50);
        Assert.Empty(_story.Run().OfKind(UnitKind.Succeeded));
    }

    [Fact]
    public void PartOfTheOriginal_IsADeath()
    {
        Begin();
        _story.Commit(5, (Copy, Class("Cart", Body, Rest)));
        _story.Commit(12, (Original, Class("Cart", Rest)));

        AssertDeath(BodyWeight());
    }

    [Fact]
    public void SecondCopy_TakesNothingOver()
    {
        Begin();
        _story.Commit(5, (Copy, Class("Cart", Body)));
        _story.Commit(6, ("src/Shop/Crate.cs", Class("Cart", Body)));
        _story.Commit(12, (Original, Class("Cart", Rest)));

        var history = _story.Run();

        Assert.Equal(BodyWeight(), history.OfKind(UnitKind.Succeeded).Sum(cell => cell.Weight));
        Assert.Equal(0, history.OfKind(UnitKind.Copied).Sum(cell => cell.Weight));
        history.AssertSound();
    }

    [Fact]
    public void WhatSucceededOnce_DiesTheSecondTime()
    {
        Begin();
        _story.Commit(5, (Copy, Class("Cart", Body)));
        _story.Commit(8, (Original, Class("Cart", Rest)));
        _story.Commit(10, ("src/Shop/Crate.cs", Class("Cart", Body)));
        _story.Commit(12, (Copy, null));

        Assert.Equal(BodyWeight(), _story.Run().OfKind(UnitKind.Succeeded).Sum(cell => cell.Weight));
        Assert.Equal(BodyWeight(), WeightEndedIn(_story.Run(), 5));
        _story.Run().AssertSound();
    }

    [Fact]
    public void CopyUnderOtherNames_TakesNothingOver()
    {
        Begin();
        _story.Commit(5, (Copy, Class("Cart", Body.Replace("order", "request", StringComparison.Ordinal))));
        _story.Commit(12, (Original, Class("Cart", Rest)));

        AssertDeath(BodyWeight());
    }

    [Fact]
    public void TwoCopiesInTheStepThatDeletes_LetOneTakeOver()
    {
        Begin();
        _story.Commit(12, (Original, Class("Cart", Rest)), (Copy, Class("Basket", Body)), ("src/Shop/Crate.cs", Class("Crate", Body)));

        var history = _story.Run();

        Assert.Equal(BodyWeight(), history.OfKind(UnitKind.Succeeded).Sum(cell => cell.Weight));
        Assert.Equal(0, WeightEndedIn(history, 2));
        history.AssertSound();
    }

    [Fact]
    public void OriginalThatComesBack_IsTheCopyNow()
    {
        Begin();
        _story.Commit(5, (Copy, Class("Cart", Body)));
        _story.Commit(8, (Original, Class("Cart", Rest)));
        _story.Commit(9, (Original, Class("Cart", Body, Rest)));

        var history = _story.Run();

        Assert.Equal(BodyWeight(), history.OfKind(UnitKind.Succeeded).Sum(cell => cell.Weight));
        Assert.Equal(0, WeightBornIn(history, 4));
        history.AssertSound();
    }

    [Fact]
    public void ChallengeThatDeletesTheOriginal_WasSurvivedByTheCopy()
    {
        Begin();
        _story.Commit(5, (Copy, Class("Cart", Body)));
        _story.Commit(8, (Original, Class("Cart", Rest)));

        var challenges = State(_story.IdOf(_story.Count), null).Result.Challenges;

        Assert.All(challenges, cell => Assert.True(cell.Survived));
        Assert.True(challenges.Sum(cell => cell.Weight) > BodyWeight());
    }

    /// <summary>What a walk goes on from is all that it needs to know of copies.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void EveryPrefix_EqualsFromScratch(int seed)
    {
        var random = new Random(seed);
        string[] bodies = [Body, Rest, .. Enumerable.Range(0, 3).Select(number => Code.Method("Price" + number, 8))];
        var files = new List<int>[4];
        for (var day = 0; day < 40; day++)
        {
            var file = random.Next(files.Length);
            var members = files[file] ?? [];
            files[file] = members.Count > 0 && random.Next(2) == 0 ? [.. members.Where((_, i) => i != day % members.Count)] : [.. members, random.Next(bodies.Length)];
            _story.Commit(day * 2, ($"src/Shop/Part{file}.cs", Class("Part" + file, [.. files[file].Select(body => bodies[body])])), ("day.txt", $"{day}\n"));
        }

        var states = new List<ReplayState>();
        for (var mark = 1; mark <= _story.Count; mark++)
        {
            var scratch = State(_story.IdOf(mark), null);
            if (states.Count > 0)
            {
                var stored = SnapshotCodec.TryDecode(SnapshotCodec.Encode(states[random.Next(states.Count)]))!.TryReadState()!;
                Assert.Equal(SnapshotCodec.Encode(scratch), SnapshotCodec.Encode(State(_story.IdOf(mark), stored)));
            }

            scratch.Result.AssertSound();
            states.Add(scratch);
        }

        Assert.NotEmpty(states[^1].Result.OfKind(UnitKind.Succeeded));
    }

    private ReplayState State(string tip, ReplayState? from) => StateReplay.Run(_story.Repository, ReplayOptions.Tokens, tip, from, isNoChallenge: _ => false);

    // What stands in the first commit has no birth.
    private void Begin()
    {
        _story.Commit(0, ("src/Shop/Shop.csproj", "<Project />\n"));
        _story.Commit(2, (Original, Class("Cart", Body, Rest)));
    }

    private void AssertDeath(long weight)
    {
        var history = _story.Run();
        Assert.Equal(weight, WeightEndedIn(history, 3));
        Assert.Equal(BodyWeight() - weight, history.OfKind(UnitKind.Succeeded).Sum(cell => cell.Weight));
        history.AssertSound();
    }

    private static string Class(string name, params string[] members) => $"class {name}\n{{\n{string.Concat(members)}}}\n";

    private static long BodyWeight()
    {
        using var story = new Story();
        story.Commit(0, ("A.cs", "class A\n{\n}\n"));
        story.Commit(1, ("A.cs", Class("A", Body)));
        return WeightBornIn(story.Run(), 1);
    }

    private static long WeightBornIn(HistoryResult history, int step) => history.Cells.Where(cell => history.Lives[cell.Life].Entry == step).Sum(cell => cell.Weight);

    private static long WeightEndedIn(HistoryResult history, int step) => history.Cells.Where(cell => cell.Exit == step).Sum(cell => cell.Weight);
}
