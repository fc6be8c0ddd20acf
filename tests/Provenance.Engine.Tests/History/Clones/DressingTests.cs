using System.Text;
using Provenance.Engine.History;
using Provenance.Engine.History.Clones;
using Provenance.Engine.History.Units;
using Provenance.Engine.Tests.History.Identity;

namespace Provenance.Engine.Tests.History.Clones;

public sealed class DressingTests
{
    [Theory]
    [InlineData("[Obsolete] class A { }", 3)]
    [InlineData("[assembly: X(\"a\", Y = 3)]\n[module: Z]", 17)]
    [InlineData("class A { [X, Y(1)] [return: Z] int F() => 1; }", 13)]
    [InlineData("class A { void F([X] int a, [Y(1)] string b) { } }", 9)]
    [InlineData("class A<[X] T> { }", 3)]
    [InlineData("enum A { [X] B, [Y(\"z\")] C }", 9)]
    [InlineData("class A { void F() { var f = [X] (int a) => a; } }", 3)]
    [InlineData("class A { int b = (int)c; }", 3)]
    [InlineData("class A { int F() => ((List<int>)(this.b))[0]; }", 8)]
    [InlineData("class A { int F() => this.b + this.C(); }", 4)]
    public void WhatIsWrittenAroundCode_IsDressing(string source, int expected) => Assert.Equal(expected, Marked(source));

    [Theory]
    [InlineData("class A { int[] b = [c, d]; }")]
    [InlineData("class A { int F(int[] b, int c) => b[c] + F([c], c); }")]
    [InlineData("class A { object b = new D { [\"c\"] = 1, [d] = 2 }; }")]
    [InlineData("class A { int F(int[] b) => b switch { [] => 1, [var c, ..] when c > 2 => c, [d] => 2, _ => 3 }; }")]
    [InlineData("class A { int[][] b = { [c], [d] }; }")]
    [InlineData("class A { int this[int b] => (b); A F() => this; }")]
    [InlineData("class A { int F(int b) { if (b > 1) { return (b); } return G(b)(b); } }")]
    [InlineData("class A { bool F(object b) => b is (C, [d] and var e); }")]
    public void ExpressionsInBrackets_AreNone(string source) => Assert.Equal(0, Marked(source));

    [Fact]
    public void BracketsWithoutEnd_AreLookedThroughInLinearTime() =>
        Assert.Equal(0, Marked("class A { " + string.Concat(Enumerable.Repeat("; [a ", 100_000))));

    [Fact]
    public void AttributesAndCastsAddedToCode_WeighNothing()
    {
        using var story = new Story();
        story.Commit(0, ("A.cs", "class A { int F(long b) { return G(b) + c; } }"));
        story.Commit(1, ("A.cs", "[X(\"y\")] class A { [Z] int F(long b) { return (int)G(b) + this.c; } }"));

        var history = story.Run();

        Assert.Equal(0, history.Cells.Where(cell => history.Lives[cell.Life].Entry == 1).Sum(cell => cell.Weight));
        Assert.Equal(history.Entries(1), history.OfKind(UnitKind.Dressing).Sum(cell => cell.Count));
        history.AssertSound();
    }

    private static int Marked(string source)
    {
        var units = new TokenUnits().Read(Encoding.UTF8.GetBytes(source))!;
        UnitKind[]? kinds = null;
        Dressing.Mark(units, [(0, units.Count)], ref kinds);
        return kinds?.Count(kind => kind == UnitKind.Dressing) ?? 0;
    }
}
