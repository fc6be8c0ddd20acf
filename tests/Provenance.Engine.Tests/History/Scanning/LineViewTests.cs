using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Provenance.Engine.History.Scanning;
using Provenance.Testing;

namespace Provenance.Engine.Tests.History.Scanning;

public sealed class LineViewTests
{
    [Fact]
    public void Lines_EndAtLineFeedOnly()
    {
        var view = Read("a\r\nb\rc\u2028d\n\n  e", out _);

        Assert.Equal([0, 3, 11, 12], view.Starts.ToArray());
        Assert.Equal([true, true, false, true], view.HoldsCode.ToArray());
        Assert.Equal([0, 1, 1, 1, 3], view.TokenLines.ToArray());
    }

    [Fact]
    public void StructuralTokensAndTrivia_AreNotCode()
    {
        var view = Read("using A;\n{\n  // b\n#if c\nd\n#endif\n  ( ) , ;\n  }\n  e\n}\n", out _);

        Assert.Equal([false, false, false, false, false, false, false, false, true, false], view.HoldsCode.ToArray());
    }

    [Fact]
    public void LiteralOverSeveralLines_IsCodeInEach()
    {
        var view = Read("(\n@\"\n\n\"\n)", out var tokens);

        Assert.Equal([false, true, true, true, false], view.HoldsCode.ToArray());
        Assert.Equal([0, 1, 4], view.TokenLines.ToArray());
        Assert.Equal(3, tokens.Count);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("a", 1)]
    [InlineData("a\n", 1)]
    [InlineData("\n\n", 2)]
    public void LastLine_CountsWithoutItsEnd(string text, int expected) => Assert.Equal(expected, Read(text, out _).Count);

    [Fact]
    public void AnyText_HasTheLinesOfItsTokens()
    {
        var view = new LineView();
        Check.One(Laws.Config.WithMaxTest(500), Prop.ForAll(SourceSoup.Arbitrary, pieces =>
        {
            var utf8 = Encoding.UTF8.GetBytes(string.Concat(pieces));
            var tokens = new TokenBuffer();
            new TokenScanner().Scan(utf8, tokens);
            view.Read(utf8, tokens);

            int LineOf(int offset) => utf8.AsSpan(0, offset).Count((byte)'\n');
            var code = Enumerable.Range(0, tokens.Count).Where(index => !tokens.IsStructural(index))
                .SelectMany(index => Enumerable.Range(tokens.Starts[index], tokens.Lengths[index])).Select(LineOf).ToHashSet();
            return view.TokenLines.SequenceEqual(tokens.Starts.ToArray().Select(LineOf).ToArray())
                && Enumerable.Range(0, view.Count).All(line => view.HoldsCode[line] == code.Contains(line));
        }));
    }

    private static LineView Read(string text, out TokenBuffer tokens)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        tokens = new TokenBuffer();
        new TokenScanner().Scan(utf8, tokens);
        var view = new LineView();
        view.Read(utf8, tokens);
        return view;
    }
}
