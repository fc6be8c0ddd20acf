using System.Text;
using Provenance.Engine.Evidence;
using Provenance.Engine.Evidence.Compile;

namespace Provenance.Engine.Tests.Evidence.Compile;

public sealed class LimitTests
{
    [Fact]
    public void CodeBeyondTheLastColumn_IsUnknownAndNotElided()
    {
        var source = "class C { int M(int x) { x++; " + new string(' ', 70_000) + "x--; if (x > 3) { x = 4; } return x; } }";

        foreach (var isRelease in (bool[])[false, true])
        {
            var file = Sample.Of(source, isRelease).ReadFile();

            Assert.Equal(TokenClass.Executable, file.ClassAt(source.IndexOf("x++", StringComparison.Ordinal)));
            Assert.DoesNotContain(file.Runs, run => run.Class == TokenClass.Elided);
            Assert.Equal(UnknownReason.ColumnLimit, file.RunAt(source.IndexOf("return", StringComparison.Ordinal))?.Reason);
        }
    }

    [Theory]
    [InlineData(-1, TokenClass.Executable)]
    [InlineData(0, TokenClass.Executable)]
    [InlineData(1, TokenClass.Unknown)]
    public void LinesOverTheLimit_AreUnknown(int excess, TokenClass expected)
    {
        const string Source = "class C { int M() => 1; }";
        var file = Sample.Of(Source + new string('\n', Limits.SourceLines - 1 + excess)).ReadFile();

        Assert.Equal(expected, file.Runs.IsEmpty ? TokenClass.Unknown : file.ClassAt(Source.IndexOf('1', StringComparison.Ordinal)));
        Assert.Equal(expected == TokenClass.Unknown, file.Reason == UnknownReason.TooLarge);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void LineDirectivesOverTheLimit_MakeCodeUnknown(int excess, bool isPlaced)
    {
        // A region before the first directive and one after each.
        const int Directives = Limits.LineMappings - 1;
        var source = new StringBuilder("class C { int First() => 1;\n");
        for (var i = 0; i < Directives + excess; i++)
        {
            source.Append("#line ").Append(10_000 * (i + 1)).Append("\n\n");
        }

        var text = source.Append("int Last() => 2; }\n").ToString();
        var file = Sample.Of(text).ReadFile();
        var regions = Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText(text).GetLineMappings().Count();

        Assert.Equal(Limits.LineMappings + excess, regions);
        Assert.Equal(isPlaced ? TokenClass.Executable : TokenClass.Unknown, file.ClassAt(text.IndexOf('1', StringComparison.Ordinal)));
    }

    [Fact]
    public void DeepNesting_NeedsNoStack()
    {
        const int Depth = 20_000;
        var source = "class C { string M(string x) => " + string.Join(" + ", Enumerable.Repeat("x", Depth)) + "; }";

        // Compiled from a shorter text: the compiler itself gives up on such depth, and the walk must not.
        var sample = Sample.Of("class C { string M(string x) => x; }");
        sample.Files[Sample.FilePath] = Encoding.UTF8.GetBytes(source);
        sample.Files.Remove(Sample.PdbPath);

        Assert.Equal(UnknownReason.NoSymbols, sample.ReadFile().RunAt(source.Length - 5)?.Reason);
    }

    /// <summary>The compiler may have more stack than the process that asks what it made.</summary>
    [Theory]
    [MemberData(nameof(DeepSource.Names), MemberType = typeof(DeepSource))]
    public void SourceThatNestsTooDeeply_IsUnknownAndSaid(string shape)
    {
        var sample = Sample.Of("class C { string M(string x) => x; }");
        sample.Files[Sample.FilePath] = Encoding.UTF8.GetBytes(DeepSource.Of(shape, DeepSource.Hostile));
        sample.Files.Remove(Sample.PdbPath);

        Assert.Equal(UnknownReason.TooDeep, sample.ReadFile().Reason);
        Assert.Contains(sample.Read().Notices, notice => notice.Code == "PROV946" && notice.Arguments is ["1"]);
    }

    [Fact]
    public void HostileTextThatWasNotCompiled_HasNoTokens()
    {
        Assert.Empty(Tokens.Lex(DeepSource.Of("interpolations", DeepSource.Hostile), 0));
        Assert.Equal(10_000, Tokens.Lex(string.Concat(Enumerable.Repeat("#if A\nint x;\n", 5_000)), 0).Count());
        Assert.Single(Tokens.Lex("/// " + string.Concat(Enumerable.Repeat("<a>", DeepSource.Hostile)) + "\nx", 0));
    }
}
