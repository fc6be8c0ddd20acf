using Provenance.Engine.Evidence;
using Provenance.Engine.Evidence.Compile;

namespace Provenance.Engine.Tests.Evidence.Compile;

/// <summary>Assemblies that a linker took things out of. The tests link by leaving members out before compilation, with the same document checksums.</summary>
public sealed class RewrittenAssemblyTests
{
    private const string Source = """
        public class C
        {
        #if !LINKED
            ⟦X private int unused = 3;⟧
            ⟦X public int Dead(int x) { return x; }⟧
        #endif
            public int Live(int x) { ⟦E return x;⟧ }
        }
        #if !LINKED
        ⟦X public enum Gone { A }⟧
        #endif
        """;

    [Fact]
    public void WhatTheMetadataDoesNotHold_IsElidedAndNotUnknown()
    {
        foreach (var isRelease in (bool[])[false, true])
        {
            var source = new MarkedSource(Source);
            var linked = new Sample { IsRelease = isRelease, Parse = new ParseSettings("LINKED", "preview") }.Compile((Sample.FilePath, source.Text));

            // Classed under the options of the first compilation: the members are active in the text and absent from the assembly.
            var file = Read(linked, new ParseSettings("", "preview"), isRewritten: true);

            var differences = Classes.Differences(source, file, isRelease);
            Assert.True(differences.Length == 0, differences);
            Assert.Contains(Read(linked, new ParseSettings("", "preview"), isRewritten: false).Runs, run => run.Reason == UnknownReason.NotInMetadata);
        }
    }

    [Theory]
    [InlineData("ON", "7.3", TokenClass.Executable)]
    [InlineData("", "13.0", TokenClass.Inactive)]
    public void ParseOptions_AreThePdbsOwn(string defines, string version, TokenClass expected)
    {
        const string Text = "public class C\n{\n    public int M(int x)\n    {\n#if ON\n        x++;\n#endif\n        return x;\n    }\n}\n";
        var sample = new Sample { Parse = new ParseSettings(defines, version) }.Compile((Sample.FilePath, Text));

        Assert.Equal(expected, Read(sample, parse: null, isRewritten: false).ClassAt(Text.IndexOf("x++", StringComparison.Ordinal)));
    }

    private static FileEvidence Read(Sample sample, ParseSettings? parse, bool isRewritten)
    {
        var inputs = new CompileInputs(Sample.AssemblyPath, Sample.PdbPath, [new SourceInput(Sample.FilePath, Sample.FilePath)], parse, []) { IsRewritten = isRewritten };
        return CompileStage.Read(inputs, path => sample.Files.TryGetValue(path, out var bytes) ? new MemoryStream(bytes) : null, CancellationToken.None).Files.Single();
    }
}
