using Provenance.Engine.History.Units;
using Provenance.Testing;

namespace Provenance.Engine.Tests.History;

public sealed class TokenWeightTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A name that leaves a using directive and appears in code on the same changed lines is a new unit: weights of births less those of deaths are those of the living.</summary>
    [Fact]
    public void NameThatLeavesAUsingDirective_IsBornAgainWithWeight()
    {
        using var repository = TestRepository.Create();
        var first = repository.Commit(TestCommit.OfText("a\n", Start, ("A.cs", "using Acme.Tools;\nclass A { }\n")));
        repository.Commit(TestCommit.OfText("b\n", Start.AddDays(1), ("A.cs", "class A { Acme.Tools x; }\n")), first);
        repository.Import();

        var history = TestReplay.Run(repository, UnitMode.Token);

        // class A Acme . Tools x
        Assert.Equal(6, history.Cells.Where(cell => cell.Exit < 0).Sum(cell => cell.Weight));
        Assert.All(history.Cells, cell => Assert.InRange(cell.Weight, 0, cell.Count));
    }
}
