using System.Text;
using Provenance.Engine.History.Identity;
using Provenance.Engine.History.Ignoring;

namespace Provenance.Engine.Tests.History.Ignoring;

public sealed class LikelyLinesTests
{
    /// <summary>The examples of git's own documentation of the measure.</summary>
    [Theory]
    [InlineData("cat mat", "father rather", 2)]
    [InlineData("tim", "mit", 0)]
    [InlineData("Darth   Radar", "darth radar", 12)]
    [InlineData("  f(x);\r\n", "F(X);", 6)]
    [InlineData("", "  \t\n", 0)]
    public void Likeness_IsThePairsThatBothHave(string left, string right, int shared)
    {
        Assert.Equal(shared, Of(left).Shared(Of(right)));
        Assert.Equal(shared, Of(right).Shared(Of(left)));
    }

    [Fact]
    public void WhatOneLineAccountsFor_NoOtherCan()
    {
        var line = Of("ab ab ab");
        var once = Of("ab");

        line.Subtract(once);

        Assert.Equal(6, line.Shared(Of("ab ab ab")));
        line.Subtract(Of("ab ab ab"));
        Assert.Equal(0, line.Shared(once));
    }

    [Fact]
    public void LinesOfARegion_KeepTheirOrder() =>
        Assert.Equal([0, 1, 2], Find(["alpha(first);", "beta(second);", "gamma(third);"], ["  Alpha( first );", "  Beta( second );", "  Gamma( third );"], long.MaxValue));

    [Fact]
    public void BrokenLine_CameFromOne() => Assert.Equal([0, 0, 0], Find(["Call(firstArgument, secondArgument);"], ["Call(", "firstArgument,", "secondArgument);"], long.MaxValue));

    [Fact]
    public void UnlikeLine_CameFromNone() => Assert.Equal([LikelyLines.None], Find(["abc"], ["xyz"], long.MaxValue));

    /// <summary>Thousands of like lines cost what was allowed, and what was not come to is nobody's.</summary>
    [Fact]
    public void SpentEffort_LeavesLinesAsTheyAre()
    {
        var lines = Enumerable.Range(0, 3000).Select(_ => "the same line again and again").ToArray();
        var (old, changed) = (lines.Select(Of).ToArray(), lines.Select(Of).ToArray());
        var guess = new LikelyLines(old, changed, mostSteps: 100_000);
        var likely = new int[lines.Length];
        Array.Fill(likely, LikelyLines.None);

        guess.Find(new Region(0, lines.Length, 0, lines.Length), likely);

        Assert.InRange(guess.Steps, 100_000, 110_000);
        Assert.All(likely, line => Assert.Equal(LikelyLines.None, line));
    }

    private static int[] Find(string[] old, string[] changed, long mostSteps)
    {
        var likely = new int[changed.Length];
        Array.Fill(likely, LikelyLines.None);
        new LikelyLines([.. old.Select(Of)], [.. changed.Select(Of)], mostSteps).Find(new Region(0, old.Length, 0, changed.Length), likely);
        return likely;
    }

    private static LineLikeness Of(string line) => LineLikeness.Of(Encoding.UTF8.GetBytes(line));
}
