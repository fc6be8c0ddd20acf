namespace Provenance.Engine.Tests.Evidence.Compile;

/// <summary>Code in which a stretch looks uniform and is not.</summary>
public sealed class UniformTextTests
{
    [Fact]
    public void CommentsAndStringsOverSeveralLines_ChangeNoClass() => Classes.Verify(
        """"
        using System;
        class C
        {
            const int Limit = 3 /* ( */ + 4; // (
            int _field, /* between */ _other;
            string M(int a, string b = "(") // trailing ;
            {
                ⟦E var s = Join(a,
                    // a line of its own ;
                    b /* here */,
                    @"several
        lines ( ; ",
                    """
                    (
                    raw ;
                    """)⟧;
                ⟦E return true ? s : ⟦X b + a⟧⟧;
            }

            string Join(params object[] items) { ⟦E return string.Concat(items)⟧; }
        }
        """");

    [Fact]
    public void LambdasInCoveredStatements_KeepClassesOfTheirOwn() => Classes.Verify(
        """
        using System;
        class C
        {
            int M(int a)
            {
                ⟦E Func<int, int> f = x => x + 1, g = delegate(int y) { return y; ⟦X y++⟧; }⟧;
                ⟦E return f(g(a)) + (false && ⟦X a > 1⟧ ? ⟦X 1⟧ : 2)⟧;
            }
        }
        """);
}
