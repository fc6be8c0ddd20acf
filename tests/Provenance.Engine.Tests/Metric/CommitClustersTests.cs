using Provenance.Benchmarks.Formulas;

namespace Provenance.Engine.Tests.Metric;

/// <summary>The variance over commits that reference values are compared with, against what can be worked out by hand.</summary>
public sealed class CommitClustersTests
{
    [Fact]
    public void LinesOfTheirOwnCommits_HaveTheVarianceOfAShare()
    {
        // Of 40 lines, each a commit's, 10 die at once: S is a share, and the plain variance of one is s(1 − s)/(n − 1).
        var lines = Enumerable.Range(0, 40).Select(i => new ObservedLines(i, i < 10 ? i : -1 - i, i < 10 ? 5 : 50, i < 10, 1));

        var errors = CommitClusters.At(lines, 30);

        Assert.Equal(Math.Sqrt(0.75 * 0.75 * 0.75 * 0.25 / 39), errors.ByBirth, 1e-12);
        Assert.Equal(errors.ByBirth, errors.ByDeath, 1e-12);
        Assert.Equal(errors.ByBirth, errors.TwoWay, 1e-12);
    }

    [Fact]
    public void OneCommitThatKillsAll_IsOneCluster()
    {
        var lines = Enumerable.Range(0, 40).Select(i => new ObservedLines(i, i < 10 ? 100 : -1 - i, i < 10 ? 5 : 50, i < 10, 1)).ToArray();

        var errors = CommitClusters.At(lines, 30);

        Assert.True(errors.ByDeath > 2 * errors.ByBirth);
        Assert.True(errors.TwoWay >= errors.ByDeath - 1e-12);
    }
}
