using Provenance.Goodhart.Tests.Building;

namespace Provenance.Goodhart.Tests;

/// <summary>Strategies as unlike as they come, built with the package in every run of the tests. The rooms have all of them, for runs that may take long.</summary>
public sealed class BuildTests : IClassFixture<CompilerServer>
{
    [Theory]
    [InlineData("10 copies with other names and literals")]
    [InlineData("statements under `if (false)` in each file")]
    [InlineData("the library made unpackable, so that it is compiled and left behind; in the report of the repository")]
    [InlineData("the agent's commits of one day squashed")]
    [InlineData("a clone of the last 30 commits")]
    [InlineData("a package of two target frameworks")]
    public void Build_SaysTheSame(string change) => Verdict.HoldsInBuilds(change);
}
