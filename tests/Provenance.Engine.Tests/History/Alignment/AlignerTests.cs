using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Provenance.Engine.History;
using Provenance.Engine.History.Alignment;
using Provenance.Engine.History.Units;
using Provenance.Testing;

namespace Provenance.Engine.Tests.History.Alignment;

public sealed class AlignerTests
{
    private static readonly string[] Words = ["a", "b", "x1", "(", ")", "{", "}", ";", " ", "\n", "\n    ", "\r\n", "return ", "// note\n", "\"s\"", "\n\n"];

    private static readonly Gen<(string Before, string After)> Texts =
        from before in Gen.Elements(Words).ListOf()
        from after in Gen.OneOf(
            Gen.Elements(Words).ListOf().Select(list => list.ToArray()),
            Gen.Elements(Words).ArrayOf(before.Count).Select(others => before.Select((word, i) => i % 5 == 0 ? others[i] : word).ToArray()))
        select (string.Concat(before), string.Concat(after));

    [Theory]
    [InlineData(UnitMode.Line)]
    [InlineData(UnitMode.Token)]
    public void Matches_AscendAndAreEqual(UnitMode mode) => Check.One(
        Laws.Config.WithMaxTest(1000),
        Prop.ForAll(Texts.ToArbitrary(), texts =>
        {
            var (before, after) = (Read(mode, texts.Before), Read(mode, texts.After));
            var (oldEnd, newEnd) = (0, 0);
            foreach (var match in new Aligner().Align(before, after))
            {
                if (match.Length <= 0 || match.OldStart < oldEnd || match.NewStart < newEnd
                    || !before.Hashes.AsSpan(match.OldStart, match.Length).SequenceEqual(after.Hashes.AsSpan(match.NewStart, match.Length)))
                {
                    return false;
                }

                (oldEnd, newEnd) = (match.OldStart + match.Length, match.NewStart + match.Length);
            }

            return oldEnd <= before.Count && newEnd <= after.Count;
        }));

    /// <summary>Sliding a group of lines moves a tie, it never loses a line.</summary>
    [Fact]
    public void LineMode_KeepsALongestCommonSubsequence() => Check.One(
        Laws.Config.WithMaxTest(1000),
        Prop.ForAll(Texts.ToArbitrary(), texts =>
        {
            var (before, after) = (Read(UnitMode.Line, texts.Before), Read(UnitMode.Line, texts.After));
            var kept = new Aligner().Align(before, after).Sum(match => match.Length);
            var longest = SlowAlignment.LongestCommonSubsequence(before.Hashes, after.Hashes);
            return SlowAlignment.HasOnlyRareElements(before.Hashes, after.Hashes) ? kept == longest : kept <= longest;
        }));

    [Fact]
    public void WhiteSpaceAndComments_ChangeNoToken() => Check.One(
        Laws.Config.WithMaxTest(1000),
        Prop.ForAll(Texts.ToArbitrary(), texts =>
        {
            var before = Read(UnitMode.Token, texts.Before);
            var after = Read(UnitMode.Token, "/* begin */\n\n" + texts.Before.Replace("\n", "\r\n\t", StringComparison.Ordinal) + "\n// end");
            var matches = new Aligner().Align(before, after);
            return before.Count == 0 ? matches.Count == 0 : matches is [{ OldStart: 0, NewStart: 0 } only] && only.Length == before.Count && after.Count == before.Count;
        }));

    [Fact]
    public void SameText_MatchesWhole() => Check.One(
        Laws.Config,
        Prop.ForAll(Texts.ToArbitrary(), texts => ((UnitMode[])[UnitMode.Line, UnitMode.Token]).All(mode =>
            new Aligner().Align(Read(mode, texts.Before), Read(mode, texts.Before)).Sum(match => match.Length) == Read(mode, texts.Before).Count)));

    [Fact]
    public void ChangedHalfOfALine_KeepsTheTokensThatStayed()
    {
        var before = Read(UnitMode.Token, "int total = first + second;\n");
        var after = Read(UnitMode.Token, "long total = first\n    - second;\n");

        Assert.Equal([new Match(1, 1, 3), new Match(5, 5, 2)], new Aligner().Align(before, after));
    }

    [Theory]
    [InlineData(UnitMode.Line)]
    [InlineData(UnitMode.Token)]
    public void LargeFilesWithNothingInCommon_HaveNoMatch(UnitMode mode)
    {
        var before = Read(mode, string.Concat(Enumerable.Range(0, 50_000).Select(i => $"a{i}\n")));
        var after = Read(mode, string.Concat(Enumerable.Range(0, 50_000).Select(i => $"b{i}\n")));

        Assert.Empty(new Aligner().Align(before, after));
    }

    [Theory]
    [InlineData(UnitMode.Line)]
    [InlineData(UnitMode.Token)]
    public void ManyEqualLines_MatchAsManyAsThereAre(UnitMode mode)
    {
        var before = Read(mode, string.Concat(Enumerable.Repeat("x\n", 100_000)));
        var after = Read(mode, string.Concat(Enumerable.Repeat("x\n", 99_000)));

        Assert.Equal(99_000, new Aligner().Align(before, after).Sum(match => match.Length));
    }

    private static UnitSequence Read(UnitMode mode, string text) => UnitReaders.Create(ReplayOptions.Of(mode)).Read(Encoding.UTF8.GetBytes(text))!;
}
