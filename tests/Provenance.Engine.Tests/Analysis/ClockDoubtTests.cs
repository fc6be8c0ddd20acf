using System.Globalization;
using Provenance.Engine.Analysis;
using Provenance.Engine.Git;
using Provenance.Engine.History.Units;
using Provenance.Engine.Metric;
using Provenance.Engine.Tests.History;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Analysis;

public sealed class ClockDoubtTests : IDisposable
{
    private const int Head = 300;

    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly TestRepository _repository = TestRepository.Create();

    public void Dispose() => _repository.Dispose();

    /// <summary>Code is in the cohort from 30 days on: what was written between day 265 and day 275 is or is not.</summary>
    [Theory]
    [InlineData(265, 100, 275, HeadlineBlock.ClockOutOfOrder)]
    [InlineData(265, 290, 275, HeadlineBlock.ClockOutOfOrder)]
    [InlineData(265, 100, 269, HeadlineBlock.None)]
    [InlineData(245, 100, 255, HeadlineBlock.None)]
    [InlineData(230, 100, 250, HeadlineBlock.ClockOutOfOrder)]
    [InlineData(265, 270, 275, HeadlineBlock.None)]
    public void DateOutOfOrder_CountsWhereItLeavesABandOpen(int before, int dated, int after, HeadlineBlock expected) =>
        Assert.Equal(expected, Write((0, 1), (10, 3), (20, 3), (before - 1, 3), (before, 3), (dated, 3), (after, 3), (Head, 1)).Block);

    [Fact]
    public void AHundredthOfTheCohort_IsTooLittleToCount() =>
        Assert.Equal(HeadlineBlock.None, Write((0, 1), (10, 300), (264, 3), (265, 3), (100, 1), (275, 3), (Head, 1)).Block);

    [Fact]
    public void DateBeforeAllThatIsInOrder_MayBeOfAnyAge() =>
        Assert.Equal(HeadlineBlock.ClockOutOfOrder, Write((290, 1), (291, 3), (200, 3), (210, 3), (220, 3), (Head, 1)).Block);

    [Fact]
    public void WithoutAWindow_ThereAreNoBandsToBeOf() => Assert.False(ClockDoubt.IsOpen(Write((0, 1), (10, 3), (265, 3), (100, 3), (275, 3), (Head, 1)).History, 30, null));

    private AnalyzedRepository Write(params (int Day, int Methods)[] commits)
    {
        foreach (var (i, (day, methods)) in commits.Index())
        {
            var text = string.Concat(Enumerable.Range(0, methods).Select(n => string.Create(CultureInfo.InvariantCulture, $"    int M{i}x{n}(int a) => {VariedCode.Expression((i * 1000) + n, "a")};\n")));
            _repository.Commit(TestCommit.OfText("Add\n", Start.AddDays(day), ($"src/C{i}.cs", $"class C{i}\n{{\n{text}}}\n")));
        }

        _repository.Import();
        var host = TestReplay.Host(_repository.Root);
        var location = RepositoryDiscovery.Locate(host, _repository.Root).Value!;
        var options = new AnalysisOptions(UnitMode.Token, CacheFolder: null, PolicyPath: null, SourceRun.Budget, TimeProvider.System);
        return RepositoryAnalyzer.Analyze(host, location, location.Head!.Value, _repository.Root, options, CancellationToken.None).Value!;
    }
}
