using Provenance.Goodhart.Tests.Building;
using Provenance.Goodhart.Tests.Rows;

namespace Provenance.Goodhart.Tests.Rooms;

public sealed class DeadCodeTests : IClassFixture<CompilerServer>
{
    public static TheoryData<string> Changes => Verdict.ChangesOf(DeadCode.All);

    [Theory]
    [MemberData(nameof(Changes))]
    public void Strategy_StaysWithinItsLimit(string change) => Verdict.StaysWithinItsLimit(change);

    [Theory]
    [MemberData(nameof(Changes))]
    public void HonestChangeOfTheSameSize_MovesTheFigures(string change) => Verdict.IsNoticedWhenHonest(change);

    [Theory]
    [Trait("Category", "Long")]
    [MemberData(nameof(Changes))]
    public void Build_SaysTheSame(string change) => Verdict.HoldsInBuilds(change);
}
