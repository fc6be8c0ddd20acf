using System.Text;
using Provenance.Engine.Evidence;
using Provenance.Engine.Evidence.Compile;
using Provenance.Engine.Notices;

namespace Provenance.Engine.Tests.Evidence.Compile;

public sealed class DamagedInputTests
{
    private const string Source = """
        public class C
        {
        #if NEVER
            int gone;
        #endif
            private int field;
            public int M(int x) { return x + field; }
        }
        """;

    [Fact]
    public void NoPdb_LeavesCodeUnknownAndDeclarationsFromMetadata()
    {
        var sample = Sample.Of(Source);
        sample.Files.Remove(Sample.PdbPath);

        var evidence = sample.Read();

        var file = Assert.Single(evidence.Files);
        Assert.Equal([Notice.Of("PROV941", "Sample.dll")], evidence.Notices.AsEnumerable());
        Assert.Equal(UnknownReason.NoSymbols, file.RunAt(At("return"))?.Reason);
        Assert.Equal(TokenClass.Declarative, file.ClassAt(At("field")));
        Assert.Equal(TokenClass.Inactive, file.ClassAt(At("gone")));
        Assert.Equal(FileStatus.Unverified, file.Status);
    }

    [Fact]
    public void ForeignPdb_IsUnknown()
    {
        var sample = Sample.Of(Source);
        sample.Files[Sample.PdbPath] = Sample.Of(Source + "class Other { }").Files[Sample.PdbPath];

        var evidence = sample.Read();

        Assert.Equal([Notice.Of("PROV942", "Sample.dll")], evidence.Notices.AsEnumerable());
        AssertUnknown(evidence, UnknownReason.SymbolsMismatch);
    }

    [Fact]
    public void WindowsPdb_LeavesCodeUnknown()
    {
        var sample = Sample.Of(Source);
        sample.Files[Sample.PdbPath] = Encoding.ASCII.GetBytes("Microsoft C/C++ MSF 7.00\r\n\u001aDS\0\0\0");

        var evidence = sample.Read();

        Assert.Equal(UnknownReason.WindowsSymbols, evidence.Symbols);
        Assert.Equal("PROV941", Assert.Single(evidence.Notices).Code);
        Assert.Equal(UnknownReason.WindowsSymbols, evidence.Files[0].RunAt(At("return"))?.Reason);
    }

    [Fact]
    public void SourceChangedAfterCompilation_IsStale()
    {
        var sample = Sample.Of(Source);
        sample.Files[Sample.FilePath] = Encoding.UTF8.GetBytes(Source + "\n// edited");

        var evidence = sample.Read();

        Assert.Equal(FileStatus.Stale, evidence.Files[0].Status);
        AssertUnknown(evidence, UnknownReason.Stale);
    }

    [Fact]
    public void SourceThatIsNotInThePdb_HasUnknownCode()
    {
        var sample = Sample.Of(Source);
        sample.Files["/repo/src/Extra.cs"] = "class Extra { int M() => 1; }"u8.ToArray();

        var file = sample.ReadFile("/repo/src/Extra.cs");

        Assert.Equal((FileStatus.Unverified, UnknownReason.NoDocument), (file.Status, file.Reason));
        Assert.DoesNotContain(file.Runs, run => run.Class != TokenClass.Unknown);
    }

    [Fact]
    public void WrongParseOptions_AreUnknownAndNotMisread()
    {
        var sample = new Sample { Parse = new ParseSettings(LangVersion: "7.3") };
        sample.Compile((Sample.FilePath, Source));
        sample.Files[Sample.FilePath] = "public record R(int X);"u8.ToArray();

        AssertUnknown(sample.Read(), UnknownReason.ParseErrors);
    }

    [Fact]
    public void EveryPrefixOfAnAssembly_IsUnknownWithoutAnException() =>
        ForEveryPrefix(Sample.Of(Source), Sample.AssemblyPath, evidence => Assert.DoesNotContain(evidence.Files[0].Runs, run => run.Class == TokenClass.Executable));

    [Fact]
    public void EveryPrefixOfAPdb_IsUnknownWithoutAnException() =>
        ForEveryPrefix(Sample.Of(Source), Sample.PdbPath, evidence => Assert.DoesNotContain(evidence.Files[0].Runs, run => run.Class == TokenClass.Executable));

    [Fact]
    public void EveryPrefixOfAnAssemblyWithItsPdbInside_IsUnknownWithoutAnException() =>
        ForEveryPrefix(new Sample { IsEmbedded = true }.Compile((Sample.FilePath, Source)), Sample.AssemblyPath, evidence => Assert.Single(evidence.Files));

    [Fact]
    public void FlippedBytes_NeverThrow()
    {
        foreach (var path in (string[])[Sample.AssemblyPath, Sample.PdbPath])
        {
            var sample = Sample.Of(Source);
            var whole = sample.Files[path];
            for (var at = 0; at < whole.Length; at += 7)
            {
                var damaged = (byte[])whole.Clone();
                damaged[at] ^= 0xFF;
                sample.Files[path] = damaged;

                Assert.Single(sample.Read().Files);
            }
        }
    }

    [Fact]
    public void EmbeddedPdbThatPromisesTooMuch_IsNotInflated()
    {
        var sample = new Sample { IsEmbedded = true }.Compile((Sample.FilePath, Source));
        var image = sample.Files[Sample.AssemblyPath];
        var header = image.AsSpan().IndexOf("MPDB"u8);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(image.AsSpan(header + 4), int.MaxValue);

        Assert.Equal(UnknownReason.TooLarge, sample.Read().Symbols);
    }

    [Fact]
    public void PathOfADocument_IsNeverOpened()
    {
        const string Redirected = "public class C\n{\n#line 1 \"/etc/passwd\"\n    int M(int x) => x;\n#line default\n}\n";
        var sample = Sample.Of(Redirected);

        sample.Read();

        Assert.Contains("/etc/passwd", Documents(sample));
        Assert.Equal([Sample.AssemblyPath, Sample.PdbPath, Sample.FilePath], sample.Opened);
    }

    [Fact]
    public void ReferenceAssembly_IsNotExamined()
    {
        var sample = Sample.Of("[assembly: System.Runtime.CompilerServices.ReferenceAssembly] public class C { }");

        Assert.Equal(ImageKind.Reference, sample.Read().Assembly.Kind);
        AssertUnknown(sample.Read(), UnknownReason.AssemblyNotExamined);
    }

    [Theory]
    [InlineData(0, TokenClass.Executable)]
    [InlineData(1, TokenClass.Unknown)]
    public void SourceOverTheLimit_IsUnknown(int excess, TokenClass expected)
    {
        var padding = new string(' ', Limits.SourceBytes - Source.Length + excess);
        var sample = Sample.Of(Source + padding);

        var file = sample.ReadFile();

        Assert.Equal(expected, expected == TokenClass.Unknown && file.Reason == UnknownReason.TooLarge ? TokenClass.Unknown : file.ClassAt(At("return")));
    }

    private static IEnumerable<string> Documents(Sample sample)
    {
        using var provider = System.Reflection.Metadata.MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(sample.Files[Sample.PdbPath]));
        var reader = provider.GetMetadataReader();
        return [.. reader.Documents.Select(handle => reader.GetString(reader.GetDocument(handle).Name))];
    }

    private static void ForEveryPrefix(Sample sample, string path, Action<CompileEvidence> verify)
    {
        var whole = sample.Files[path];
        for (var length = 0; length < whole.Length; length += 64)
        {
            sample.Files[path] = whole[..length];
            verify(sample.Read());
        }
    }

    private static int At(string word) => Source.IndexOf(word, StringComparison.Ordinal);

    private static void AssertUnknown(CompileEvidence evidence, UnknownReason reason)
    {
        var file = Assert.Single(evidence.Files);
        Assert.NotEmpty(file.Runs);
        Assert.All(file.Runs.Where(run => run.Class != TokenClass.Inactive), run => Assert.Equal((TokenClass.Unknown, reason), (run.Class, run.Reason)));
    }
}
