namespace Provenance.Engine.Tests.Evidence.Compile;

public sealed class NestedBodyTests
{
    [Fact]
    public void Lambdas_HaveCodeOfTheirOwn() => Classes.Verify("""
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Linq.Expressions;
        public class C
        {
            ⟦E private readonly Func<int, int> field = x => x + 1⟧, plain;
            public object M(int seed, List<int> xs)
            {
                ⟦E Func<int, int> f = w => { if (w > seed) { return 1; } return 2; ⟦X w = 3; return w;⟧ };⟧
                ⟦E Func<int, Func<int>> g = static (int w) => () => w + 1;⟧
                ⟦E Action h = delegate { Console.WriteLine(seed); return; ⟦X Console.WriteLine(2);⟧ };⟧
                ⟦E Expression<Func<int, int>> tree = w => w + 2;⟧
                ⟦E var query = from o in xs let p = o * seed where p > 1 orderby o select p + 2;⟧
                ⟦E h();⟧
                ⟦E return (f, g, tree, query.ToList(), field, plain);⟧
            }
        }
        """);

    [Fact]
    public void LocalFunctions_AreDeclarativeWithExecutableBodies() => Classes.Verify("""
        public class C
        {
            public int M(int x)
            {
                int captured;
                ⟦E captured = 3;⟧
                int Local(int p) { ⟦E return p + captured;⟧ ⟦X p = 3;⟧ }
                static int Arrow(int p) ⟦E => p + 1⟧;
                T Generic<T>(T t) where T : struct ⟦E => t⟧;
                ⟦E return Local(x) + Arrow(1) + Generic(2);⟧
                int AfterReturn(int p) { ⟦E return p;⟧ }
            }
        }
        """);

    [Fact]
    public void AsyncAndIterators_BelongToTheMethodTheyWereWrittenIn() => Classes.Verify("""
        using System;
        using System.Collections;
        using System.Collections.Generic;
        using System.Threading.Tasks;
        public class C : IEnumerable<int>
        {
            public async Task<int> A(int x, IAsyncEnumerable<int> xs)
            {
                int later;
                ⟦E later = x;⟧
                ⟦E await Task.Delay(1);⟧
                ⟦E await foreach (var i in xs) { later += i; }⟧
                ⟦E await using (var d = new D()) { later++; }⟧
                ⟦E Func<Task> f = async () => { await Task.Yield(); later++; return; ⟦X later = 9;⟧ };⟧
                ⟦E await f();⟧
                ⟦E return later;⟧
                ⟦X later = 4;⟧
            }
            public IEnumerable<int> It(int n) { ⟦E yield return n; yield break;⟧ ⟦X yield return 3;⟧ }
            public async IAsyncEnumerable<int> Ai() { ⟦E await Task.Yield(); yield return 1;⟧ }
            IEnumerator<int> IEnumerable<int>.GetEnumerator() { ⟦E yield return 1;⟧ }
            IEnumerator IEnumerable.GetEnumerator() ⟦E => null⟧;
            private class D : IAsyncDisposable { public ValueTask DisposeAsync() ⟦E => default⟧; }
        }
        """);

    [Fact]
    public void TopLevelStatements_AreExecutable() => Classes.Verify("""
        using System;
        using System.Threading.Tasks;
        ⟦E var z = args.Length;⟧
        int Add(int a) ⟦E => a + z⟧;
        ⟦E Func<int, int> twice = a => a * 2;⟧
        ⟦E await Task.Delay(Add(twice(1)));⟧
        ⟦E if (z > 3) { return 1; }⟧
        ⟦E Console.WriteLine(new Helper(z).V + Mine());⟧
        ⟦E return 0;⟧
        ⟦X Console.WriteLine(z);⟧
        class ⟦E Helper(int v)⟧ { public int V ⟦E => v⟧; }
        partial class Program { static int Mine() ⟦E => 2⟧; }
        """);

    [Fact]
    public void SynchronousTopLevelStatements_AreExecutable() => Classes.Verify("""
        ⟦E System.Console.WriteLine("a");⟧
        ⟦E foreach (var a in args) { System.Console.WriteLine(a); }⟧
        """);
}
