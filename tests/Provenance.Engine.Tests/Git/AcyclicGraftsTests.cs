using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Provenance.Engine.Git;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Git;

public sealed class AcyclicGraftsTests
{
    [Fact]
    public void BranchesThatHoldWhatIsOlder_AreAllJoined()
    {
        var (history, branches) = (Line(0, 1, 2, 3), new Revisions([Commit(10, 0), Commit(11, 10, 1)]));
        ImmutableArray<Graft> grafts = [new(Id(2), Id(1), Id(10)), new(Id(3), Id(2), Id(11))];

        Assert.Equal(grafts, AcyclicGrafts.Of(grafts, history, branches));
    }

    [Fact]
    public void BranchThatHoldsItsSquash_IsNotJoined()
    {
        var branches = new Revisions([Commit(10, 0), Commit(11, 10, 2)]);

        Assert.Empty(AcyclicGrafts.Of([new(Id(2), Id(1), Id(11))], Line(0, 1, 2, 3), branches));
    }

    /// <summary>Neither holds its own squash, each holds the other's.</summary>
    [Fact]
    public void BranchesThatHoldEachOthersSquash_AreNotBothJoined()
    {
        // 2 and 3 stand beside each other and are merged by 4.
        var history = new Revisions([Commit(0), Commit(2, 0), Commit(3, 0), Commit(4, 2, 3)]);
        var branches = new Revisions([Commit(10, 3), Commit(11, 2)]);
        ImmutableArray<Graft> grafts = [new(Id(2), Id(0), Id(10)), new(Id(3), Id(0), Id(11))];

        Assert.Equal(grafts[1], Assert.Single(AcyclicGrafts.Of(grafts, history, branches)));
    }

    /// <summary>What is newer in the list is not always a descendant.</summary>
    [Fact]
    public void BranchThatHoldsANewerCommitOfAnotherLine_IsJoined()
    {
        var history = new Revisions([Commit(0), Commit(2, 0), Commit(3, 0), Commit(4, 2, 3)]);
        ImmutableArray<Graft> grafts = [new(Id(2), Id(0), Id(10))];

        Assert.Equal(grafts[0], Assert.Single(AcyclicGrafts.Of(grafts, history, new Revisions([Commit(10, 3)]))));
    }

    [Fact]
    public void BranchThatIsNotThere_IsNotJoined() =>
        Assert.Empty(AcyclicGrafts.Of([new(Id(2), Id(1), Id(99))], Line(0, 1, 2, 3), new Revisions([])));

    /// <summary>Whatever the graph: no commit is its own ancestor afterwards, and nothing more could be joined.</summary>
    [Fact]
    public void AnyGraph_StaysAcyclicAndJoinsWhatItCan() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var random = new Random(seed);
        var history = new Revisions([.. Enumerable.Range(0, 8).Select(place => Commit(place, Some(random, place, 0)))]);
        var branches = new Revisions([.. Enumerable.Range(10, 6).Select(place => Commit(place, [.. Some(random, 8, 0), .. Some(random, place - 10, 10)]))]);
        ImmutableArray<Graft> grafts = [.. Enumerable.Range(0, 8).Where(_ => random.Next(2) == 0).Select(squash => new Graft(Id(squash), Id(99), Id(10 + random.Next(6))))];

        var made = AcyclicGrafts.Of(grafts, history, branches);

        return IsAcyclic(history, branches, made) && grafts.Except(made).All(graft => !IsAcyclic(history, branches, made.Add(graft)));
    }).Check(Laws.Config);

    private static int[] Some(Random random, int below, int from) => below == 0 ? [] : [.. Enumerable.Range(0, random.Next(3)).Select(_ => from + random.Next(below)).Distinct()];

    // Takes away what has no parent left until nothing goes.
    private static bool IsAcyclic(Revisions history, Revisions branches, ImmutableArray<Graft> grafts)
    {
        var left = history.Commits.Concat(branches.Commits).ToDictionary(commit => commit.Id, commit => commit.Parents.ToHashSet());
        foreach (var graft in grafts)
        {
            left[graft.Commit].Add(graft.Parent);
        }

        while (left.Where(commit => !commit.Value.Any(left.ContainsKey)).Select(commit => commit.Key).ToArray() is { Length: > 0 } roots)
        {
            Array.ForEach(roots, root => left.Remove(root));
        }

        return left.Count == 0;
    }

    private static Revisions Line(params int[] numbers) => new([.. numbers.Select(number => number == numbers[0] ? Commit(number) : Commit(number, number - 1))]);

    private static Revision Commit(int number, params int[] parents) => new(Id(number), [.. parents.Select(Id)]);

    private static ObjectId Id(int number) => ObjectId.Parse(number.ToString("x40", System.Globalization.CultureInfo.InvariantCulture));
}
