namespace Provenance.Engine.Tests.Evidence.Compile;

public sealed class StatementTests
{
    [Fact]
    public void Branches_AreExecutableWithTheirKeywords() => Classes.Verify("""
        public class C
        {
            public int M(int x)
            {
                ⟦E if (x > 1) { x = 2; } else if (x == 0) x = 3; else { x += 4; }⟧
                ⟦E switch (x) { case 1: x = 7; break; case 2: case > 7 when x < 9: x = 8; break; default: throw new System.Exception(); }⟧
                ⟦E return x switch { 1 => 2, _ => x + 3 };⟧
            }
        }
        """);

    [Fact]
    public void SwitchExpressionThatSpills_IsExecutableAsAWhole() => Classes.Verify("""
        using System.Linq;
        public class C
        {
            public object M(object o, int[] xs)
            {
                ⟦E var count = o switch { string s => xs.Where(x => x > s.Length).Count(), _ => 3 } + 4;⟧
                ⟦E if (o switch { string s => xs.Any(x => x > s.Length), _ => false }) { count++; }⟧
                ⟦E switch (o) { case string s: return xs.Where(x => x > s.Length); case int[] own: return own; }⟧
                ⟦E return o switch { string s => xs.Where(x => x > s.Length), int i when i > count => xs, _ => null };⟧
            }
            public object Arrow(object o, int[] xs) ⟦E => o switch { string s => xs.Where(x => x > s.Length), _ => null }⟧;
        }
        """);

    [Fact]
    public void Loops_AreExecutableWithTheirKeywords() => Classes.Verify("""
        public class C
        {
            public int M(int x, int[] xs)
            {
                ⟦E for (int i = 0, j = 1; i < x; i++, j--) { x -= j; }⟧
                ⟦E for (;;) { x++; if (x > 9) break; }⟧
                ⟦E while (x > 2) x--;⟧
                ⟦E do { x--; } while (x > 0);⟧
                ⟦E foreach (var item in xs) { if (item == 1) continue; x += item; }⟧
                ⟦E foreach (var (a, b) in new (int, int)[3]) { x += a + b; }⟧
                ⟦E again: x++; if (x < 5) goto again;⟧
                ⟦E return x;⟧
            }
        }
        """);

    [Fact]
    public void FoldedJumpAtTheEndOfASection_IsExecutableInRelease() => Classes.Verify("""
        public class C
        {
            public void M(int x)
            {
                ⟦E switch (x) { case 1: System.Console.WriteLine(1); break; case 2: break; default: break; }⟧
            }
        }
        """);

    [Fact]
    public void Guards_AreExecutableWithTheirKeywords() => Classes.Verify("""
        using System;
        using System.IO;
        public class C
        {
            public unsafe int M(int x, object gate)
            {
                ⟦E try { x++; } catch (InvalidOperationException e) when (e.Message == "") { x--; } catch (Exception) { x = 2; } finally { x = 4; }⟧
                ⟦E lock (gate) { x = 9; }⟧
                ⟦E using (var u = new MemoryStream()) { x = 10; }⟧
                ⟦E using var v = new MemoryStream();⟧
                ⟦E checked { x++; } unchecked { x++; } unsafe { x++; }⟧
                ⟦E var array = new int[1]; fixed (int* p = array) { *p = x; }⟧
                ⟦E return x;⟧
            }
        }
        """);

    [Fact]
    public void DeadCode_IsElided() => Classes.Verify("""
        public class C
        {
            private const bool Off = false;
            public int M(int x)
            {
                ⟦EX if⟧ (⟦EX false⟧) { ⟦X System.Console.WriteLine(1);⟧ }
                ⟦E if⟧ (⟦EX Off⟧) { ⟦X x = 3;⟧ } ⟦E else { x = 4; }⟧
                ⟦EX while (false)⟧ { ⟦X x++;⟧ }
                ⟦E x += true || ⟦X x > 2⟧ ? 1 : ⟦X x⟧;⟧
                ⟦E x += !(true) ? ⟦X x * 2⟧ : 3;⟧
                ⟦E return x;⟧
                ⟦X x = 77; return x + 1;⟧
            }
        }
        """);

    [Fact]
    public void CallsToConditionalMethods_FollowTheSymbol()
    {
        const string Source = """
            using System.Diagnostics;
            public class C
            {
                public void M(int x)
                {
                    ⟦X Debug.Assert(x > 0, "x");⟧
                    ⟦E System.Console.WriteLine(x);⟧
                }
            }
            """;

        Classes.Verify(Source);
        Classes.Verify(Source.Replace("⟦X", "⟦E", StringComparison.Ordinal), defines: "DEBUG");
    }

    [Fact]
    public void LocalsWithoutCode_AreDeclarativeWhenTheOutputKnowsThem() => Classes.Verify("""
        public class C
        {
            public int M(int x)
            {
                const int Limit = 7;
                int y;
                ⟦E if (x > Limit) y = 1; else y = 2;⟧
                ⟦E return M(y) + y;⟧
            }
        }
        """);

    [Fact]
    public void ValueThatTheOptimiserDrops_IsElidedInRelease() => Classes.Verify("""
        public class C
        {
            ⟦ED private int a⟧ ⟦EX = 0⟧;
            public void M(int x)
            {
                ⟦EX int unused = 5;⟧
                ⟦E a = x;⟧
            }
        }
        """);
}
