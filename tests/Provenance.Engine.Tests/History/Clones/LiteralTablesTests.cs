using System.Text;
using Provenance.Engine.History.Clones;
using Provenance.Engine.History.Units;

namespace Provenance.Engine.Tests.History.Clones;

public sealed class LiteralTablesTests
{
    private static readonly string Numbers = string.Join(", ", Enumerable.Range(0, 200));

    [Theory]
    [InlineData("class C { int[] t = { # }; }")]
    [InlineData("class C { int[] t = [#]; }")]
    [InlineData("class C { int[] M() => new[] { # }; }")]
    [InlineData("class C { int[,] t = { { # }, { # } }; }")]
    [InlineData("var t = new double[] { # };")]
    public void TableOfLiterals_WeighsSixtyFour(string code) => Assert.Equal(64, WeightOfTables(code, Numbers));

    [Fact]
    public void NegativeNumbers_WeighTwoUnitsEach() =>
        Assert.Equal(64, WeightOfTables("class C { int[] t = { # }; }", string.Join(", ", Enumerable.Range(1, 200).Select(i => "-" + i))));

    [Fact]
    public void TablesOfOneMember_ShareTheCap() => Assert.Equal(64, WeightOfTables("class C { void M() { int[] a = { # }; int[] b = { # }; } }", Numbers));

    [Fact]
    public void TablesOfTwoMembers_HaveACapEach() => Assert.Equal(128, WeightOfTables("class C { int[] a = { # }; int[] b = { # }; }", Numbers));

    [Theory]
    [InlineData("class C { void M() { @ } }", "a[1] = b[2]; ")]
    [InlineData("class C { void M() { F(@ 1); } }", "x + 1, ")]
    [InlineData("enum E { @ }", "A = 1, ")]
    [InlineData("class C { object[] t = { @ }; }", "Make(1), ")]
    public void OtherCode_IsNotCapped(string code, string repeated) =>
        Assert.Empty(Beyond(code.Replace("@", string.Concat(Enumerable.Repeat(repeated, 100)), StringComparison.Ordinal)));

    [Fact]
    public void ShortTable_IsNotCapped() => Assert.Empty(Beyond("class C { int[] t = { 1, 2, 3 }; }"));

    [Fact]
    public void BracketsInBrackets_AreReadOnce() => Assert.Empty(Beyond(new string('{', 300_000) + "x" + new string('}', 300_000)));

    private static IEnumerable<(int, int)> Beyond(string code) => LiteralTables.BeyondCap(Scan(code));

    /// <summary>Units that keep their weight, less those of the code around the tables.</summary>
    private static int WeightOfTables(string code, string table) => Weight(code.Replace("#", table, StringComparison.Ordinal)) - Weight(code.Replace("{ # }", "{ }", StringComparison.Ordinal).Replace("[#]", "", StringComparison.Ordinal).Replace("#", "", StringComparison.Ordinal));

    private static int Weight(string code)
    {
        var tokens = Scan(code);
        var beyond = LiteralTables.BeyondCap(tokens);
        return Enumerable.Range(0, tokens.Count).Count(i => (tokens.Traits[i] & UnitTraits.Weightless) == 0 && !beyond.Any(range => i >= range.Start && i < range.End));
    }

    private static UnitSequence Scan(string code) => new TokenUnits().Read(Encoding.UTF8.GetBytes(code))!;
}
