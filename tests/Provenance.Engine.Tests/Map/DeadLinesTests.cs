using FsCheck;
using FsCheck.Fluent;
using Provenance.Engine.Map;

namespace Provenance.Engine.Tests.Map;

public sealed class DeadLinesTests
{
    [Theory]
    [InlineData("class C { }\n", new int[0])]
    [InlineData("#if false\nint a;\n#endif\n", new[] { 1 })]
    [InlineData("#if OLD\nint a;\n\nint b;\n#else\nint c;\n#endif\n", new[] { 1, 2, 3 })]
    [InlineData("#if DEBUG\nint a;\n#endif\n", new int[0])]
    [InlineData("#if true\nint a;\n#else\nint b;\n#endif\n#if !OLD\nint c;\n#else\nint d;\n#endif\n", new[] { 3, 8 })]
    [InlineData("#if OLD\nint a;\n", new[] { 1 })]
    public void Lines_AreThoseThatNoBuildCompiles(string text, int[] lines) => Assert.Equal(lines, DeadLines.In(text));

    [Fact]
    public void Births_AreTheVersionsThatBroughtTheLines()
    {
        string[] versions = ["a\nb\nc", "a\nnew 1\nb\nc", "new 2\na\nnew 1\nc"];

        Assert.Equal([2, 0, 1, 0], DeadLines.Births(versions));
    }

    /// <summary>A line that was never there before is the last version's, and the text of a line is in the version that it is given to.</summary>
    [Fact]
    public void Births_NeverPointToAVersionWithoutTheLine() => Check.One(
        Config.QuickThrowOnFailure,
        Prop.ForAll(
            (from versions in Gen.NonEmptyListOf(from lines in Gen.ListOf(Gen.Elements("a", "b", "c", "d", "")) select string.Join('\n', lines)) select versions.ToArray()).ToArbitrary(),
            versions =>
            {
                var births = DeadLines.Births(versions);
                var last = versions[^1].Split('\n');
                return births.Length == last.Length && births.Select((version, line) => versions[version].Split('\n').Contains(last[line], StringComparer.Ordinal)).All(isThere => isThere);
            }));
}
