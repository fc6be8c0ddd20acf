using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Provenance.Engine.Evidence.Compile;
using Provenance.Engine.Evidence.Ship;
using Provenance.Engine.Tests.Evidence.Compile;

namespace Provenance.Engine.Tests.Evidence.Ship;

public sealed class NativeCodeTests
{
    private static readonly string Long = string.Concat(Enumerable.Repeat("x = x * 3 + System.Environment.TickCount; ", 80));

    // E and D: shipped. U: the method is gone or lives on inside its callers. X: certainly dropped.
    private static readonly string Source = """
        namespace N;
        public static class Kept
        {
            public static int Own(int x) { ⟦E return x + Small(x);⟧ }
            ⟦U public static int Small(int x) { return x * 2; }⟧
            ⟦X public static int Large(int x) { LONG return x; }⟧
            ⟦X [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)] public static int Never() => 3;⟧
            ⟦U public static int Generic<T>(int x) { LONG return x; }⟧
            public static int Overloaded(int x, int y) ⟦E => x⟧;
            ⟦U public static int Overloaded(int x) => x + 1;⟧
            public static int Closing(int x) { ⟦E System.Func<int, int> f = y => y + x; return f(x);⟧ }
        }
        public class Made { public int Field; ⟦U public int Maybe() => Field;⟧ }
        ⟦X public class Gone { public int Field; public int Method() => Field; public int P { get; set; } }⟧
        ⟦U public interface IMaybe { int M(); }⟧
        ⟦U public struct Value { public int V; public int Get() => V; }⟧
        ⟦U public enum Colour { Red }⟧
        """.Replace("LONG", Long, StringComparison.Ordinal);

    [Fact]
    public void Methods_AreShippedUnknownOrDropped()
    {
        foreach (var isRelease in (bool[])[false, true])
        {
            var source = new MarkedSource(Source);
            var sample = Sample.Of(source.Text, isRelease);
            var statistics = new TestStatistics()
                .Method("Sample", "N.Kept", "Own", parameters: 1)
                .Method("Sample", "N.Kept", "Overloaded", parameters: 2)
                .Method("Sample", "N.Kept", "Closing", parameters: 1)
                .Method("Sample", "N.Kept/<>c__DisplayClass6_0", "<Closing>b__0", isInstance: true, parameters: 1)
                .Method("Other", "N.Kept", "Small", parameters: 1)
                .Type("Sample", "N.Made")
                .Type("Other", "N.Gone");

            var file = Read(sample, statistics.Write());

            var differences = Classes.Differences(source, file, isRelease);
            Assert.True(differences.Length == 0, differences);
            Assert.All(file.Runs.Where(run => run.Class == TokenClass.Unknown), run => Assert.Equal(UnknownReason.Inlined, run.Reason));
        }
    }

    [Fact]
    public void StatisticsOfAnotherBuild_SayNothing()
    {
        var sample = Sample.Of("public class C { }");
        using var pe = new PEReader(new MemoryStream(sample.Files[Sample.AssemblyPath]));

        Assert.Null(Open(new TestStatistics().Type("Sample", "Elsewhere").Write())!.Of("Sample", pe.GetMetadataReader()));
        Assert.Null(Open(new TestStatistics().Method("Sample", "Elsewhere", "M").Write())!.Of("Sample", pe.GetMetadataReader()));
        Assert.NotNull(Open(new TestStatistics().Type("Sample", "C").Type("Other", "Elsewhere").Write())!.Of("Sample", pe.GetMetadataReader()));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void VersionOfTheFormat_MustBeKnown(int version, bool isRead) =>
        Assert.Equal(isRead, Open(new TestStatistics { Version = version }.Method("Sample", "C", "M").Write())?.MethodCount == 1);

    [Fact]
    public void InstructionThatTheTablesDoNotHave_IsDamage() =>
        Assert.Null(Open(new TestStatistics { Stray = ILOpCode.Call }.Write()));

    [Fact]
    public void OrdinaryAssembly_IsNoStatistics() => Assert.Null(Open(Sample.Of("public class C { }").Files[Sample.AssemblyPath]));

    [Fact]
    public void EveryPrefixAndFlippedByte_NeverThrows()
    {
        var whole = new TestStatistics().Method("Sample", "C", "M", parameters: 2).Type("Sample", "C/D").Write();
        using var pe = new PEReader(new MemoryStream(Sample.Of("public class C { }").Files[Sample.AssemblyPath]));
        for (var at = 0; at < whole.Length; at++)
        {
            var damaged = (byte[])whole.Clone();
            damaged[at] ^= 0xFF;
            foreach (var bytes in (byte[][])[whole[..at], damaged])
            {
                var code = Open(bytes);

                code?.Of("Sample", pe.GetMetadataReader());
                Assert.InRange(code?.MethodCount ?? 0, 0, 1);
            }
        }
    }

    private static FileEvidence Read(Sample sample, byte[] statistics)
    {
        using var pe = new PEReader(new MemoryStream(sample.Files[Sample.AssemblyPath]));
        var remains = Open(statistics)!.Of("Sample", pe.GetMetadataReader());
        var inputs = new CompileInputs(Sample.AssemblyPath, Sample.PdbPath, [new SourceInput(Sample.FilePath, Sample.FilePath)], Parse: null, []) { Remains = remains };
        return CompileStage.Read(inputs, path => sample.Files.TryGetValue(path, out var bytes) ? new MemoryStream(bytes) : null, CancellationToken.None).Files.Single();
    }

    private static NativeCode? Open(byte[] bytes) => NativeCodeReader.TryRead("/obj/app.mstat", _ => new MemoryStream(bytes));
}
