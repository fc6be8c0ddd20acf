using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Provenance.Engine.Claims;
using Provenance.Engine.Claims.Marks;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Claims.Marks;

public sealed class MarkBytesTests
{
    private static readonly string[] Names = ["AgentAuthored", "AIGenerated", "Ag", "HandWritten", "Ägide"];
    private static readonly string[] Words = ["Co-authored-by", "Co-authored by", "AI-generated", "made-with", "a-1", "b-", "a b-c"];

    private static readonly MarkBytes Bytes = new(Names, Words);

    private static readonly string[] Fragments =
    [
        .. Names, .. Words, "AgentAuthore", "Agent", "Authored", "d", "gentAuthored", "AIGen", "erated", "aIGenerated", "HandWritte", "n", "Ä", "gide",
        "AI generated", "ai Generated", "Ai GENERATED", "aI", "AI", " ", "g", "G", "enerated", "enerate", "i generated", "AI  generated",
        "co", "CO-AUTHORED", "-", "-", "--", "authored", "-by", " by", " b", "by", "y", "a", "1", "b", " c", "\u00A0by", "é", "\n", "\t", ":", "<", "\u0131", "\u0130",
        new string('-', 70), string.Concat(Enumerable.Repeat("a-", 40)), new string('a', 64),
    ];

    // Fills the text up by every length, so that each byte of a mark comes to lie at each place of a block, and in the rest behind the last.
    private static readonly Gen<string> Filling = from length in Gen.Choose(0, 33) from sign in Gen.Elements('x', ' ', '.') select new string(sign, length);

    private static readonly Gen<byte[]> Texts =
        Gen.OneOf(Gen.Elements(Fragments), Gen.Elements(Fragments), Filling).ArrayOf().Select(parts => Encoding.UTF8.GetBytes(string.Concat(parts)));

    [Fact]
    public void AnyText_HoldsThemIfASearchForEachFindsOne()
    {
        var (held, others) = (0, 0);

        Check.One(Laws.Config.WithMaxTest(20_000), Prop.ForAll(Texts.Resize(6).ToArbitrary(), text =>
        {
            var expected = IsAnyIn(text);
            _ = expected ? held++ : others++;

            Assert.Equal(expected, Bytes.AreIn(text));
        }));
        Assert.True(Math.Min(held, others) > 2000, $"{held} hold one, {others} none");
    }

    [Fact]
    public void EditOfTextWithoutThem_HoldsThemIfASearchForEachFindsOne()
    {
        var edits =
            from text in Texts
            from start in Gen.Choose(0, text.Length)
            from end in Gen.Choose(start, Math.Min(start + 20, text.Length))
            from inserted in Gen.Elements(Fragments.Append("").ToArray())
            select (Before: text, After: (byte[])[.. text[..start], .. Encoding.UTF8.GetBytes(inserted), .. text[end..]]);
        var joined = 0;

        Check.One(Laws.Config.WithMaxTest(20_000), Prop.ForAll(edits.Resize(6).ToArbitrary(), edit =>
        {
            var expected = IsAnyIn(edit.After);
            joined += expected && !IsAnyIn(edit.Before) ? 1 : 0;

            Assert.Equal(expected, Bytes.AreIn(edit.After));
        }));
        Assert.True(joined > 500, $"only {joined} edits made one");
    }

    [Fact]
    public void EachAlone_IsFoundAtEveryPlace()
    {
        foreach (var mark in Names.Concat(Words.Except(["b-", "a b-c"], StringComparer.Ordinal)).Append("AI generated"))
        {
            for (var before = 0; before < 40; before++)
            {
                for (var after = 0; after < 40; after++)
                {
                    Assert.True(Bytes.AreIn(Encoding.UTF8.GetBytes(new string('.', before) + mark + new string('.', after))), $"{before} {mark} {after}");
                }
            }
        }
    }

    [Fact]
    public void KnownWords_AreAsciiAndNoLongerThanAKey() =>
        Assert.All(Registry.Default.Content.Keys.Keys, key => Assert.True(TrailerLine.IsKey(key), key));

    // What is looked for, said without regard to time. Bytes as characters, so that no other letter counts as the other case of one.
    private static bool IsAnyIn(byte[] text)
    {
        var characters = Encoding.Latin1.GetString(text);
        return Names.Any(name => text.AsSpan().IndexOf(Encoding.UTF8.GetBytes(name)) >= 0)
            || Regex.IsMatch(characters, "ai generated", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)
            || Regex.Matches(characters, "[A-Za-z0-9-]{3,}", RegexOptions.NonBacktracking).Any(run => run.Value.Contains('-', StringComparison.Ordinal)
                && (IsWord(run.Value) || (run.Index + run.Length + 3 <= characters.Length && IsWord(characters.Substring(run.Index, run.Length + 3)))));
    }

    private static bool IsWord(string text) => Words.Contains(text, StringComparer.OrdinalIgnoreCase);
}
