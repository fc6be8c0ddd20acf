using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Provenance.Engine.History.Scanning;
using Provenance.Testing;

namespace Provenance.Engine.Tests.History.Scanning;

public sealed class TokenBufferTests
{
    [Fact]
    public void EachKind_IsTold()
    {
        var tokens = Scan("class a 1 \"b\" 'c' + [ ( ) { } ; , `");

        TokenKind[] kinds =
        [
            TokenKind.Keyword, TokenKind.Identifier, TokenKind.Number, TokenKind.String, TokenKind.Character, TokenKind.Punctuation, TokenKind.Punctuation,
            .. Enumerable.Repeat(TokenKind.Structural, 6), TokenKind.Bad,
        ];
        Assert.Equal(kinds, Enumerable.Range(0, tokens.Count).Select(tokens.Kind));
        Assert.Equal(kinds.Select(kind => kind == TokenKind.Structural), Enumerable.Range(0, tokens.Count).Select(tokens.IsStructural));
    }

    [Fact]
    public void Hashes_AreThoseOfTheTexts()
    {
        var words = Enumerable.Range(1, 70).Select(length => new string('x', length)).ToArray();

        var inside = Scan(string.Join(' ', words) + " and something behind them all");
        var atEnd = words.Select(word => Scan(word).Hashes[0]);

        Assert.Equal(atEnd, inside.Hashes[..words.Length].ToArray());
        Assert.Equal(words.Select(word => TokenHash.Of(Encoding.UTF8.GetBytes(word))), inside.Hashes[..words.Length].ToArray());
    }

    [Theory]
    [InlineData("a", 0x524F8B9F5011AD52)]
    [InlineData("namespace", 0x0F8327359555EF31)]
    [InlineData("\"a string of more than sixteen bytes\"", 0x012AFD2F9F2FF2E4)]
    public void Hash_IsTheSameOnEveryMachine(string token, ulong expected) =>
        Assert.Equal(expected.ToString("X16"), TokenHash.Of(Encoding.UTF8.GetBytes(token)).ToString("X16"));

    [Fact]
    public void DifferentTokens_HaveDifferentHashes() => Check.One(Laws.Config.WithMaxTest(2000), Prop.ForAll<byte[], byte[]>((left, right) =>
        left.AsSpan().SequenceEqual(right) == (TokenHash.Of(left) == TokenHash.Of(right))));

    [Fact]
    public void OneChangedBit_ChangesHalfOfTheHash()
    {
        var text = "identifier_with_more_than_16_bytes"u8.ToArray();
        var original = TokenHash.Of(text);
        var changed = new List<int>();
        for (var bit = 0; bit < text.Length * 8; bit++)
        {
            text[bit / 8] ^= (byte)(1 << (bit % 8));
            changed.Add(ulong.PopCount(original ^ TokenHash.Of(text)) is var count ? (int)count : 0);
            text[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        Assert.InRange(changed.Average(), 30, 34);
        Assert.InRange(changed.Min(), 12, 32);
    }

    [Fact]
    public void OwnRepository_HasNoTwoTokensWithOneHash()
    {
        var texts = new Dictionary<ulong, string>();
        foreach (var file in SourceCorpus.OwnRepository())
        {
            var utf8 = Encoding.UTF8.GetBytes(File.ReadAllText(file).ReplaceLineEndings("\n"));
            var tokens = new TokenBuffer();
            new TokenScanner().Scan(utf8, tokens);
            for (var index = 0; index < tokens.Count; index++)
            {
                var text = Encoding.UTF8.GetString(utf8, tokens.Starts[index], tokens.Lengths[index]);
                Assert.Equal(text, texts.TryGetValue(tokens.Hashes[index], out var known) ? known : texts[tokens.Hashes[index]] = text);
            }
        }
    }

    [Fact]
    public void LineEndsInsideToken_DoNotChangeItsHash()
    {
        var lf = Scan(TokenScannerTests.EveryLiteral);
        var crLf = Scan(TokenScannerTests.EveryLiteral.ReplaceLineEndings("\r\n"));
        var cr = Scan(TokenScannerTests.EveryLiteral.ReplaceLineEndings("\r"));

        Assert.Equal(lf.Hashes.ToArray(), crLf.Hashes.ToArray());
        Assert.Equal(lf.Count, cr.Count);
        Assert.NotEqual(lf.Hashes.ToArray(), cr.Hashes.ToArray());
    }

    [Fact]
    public void FoldedHashes_ForgetNamesAndLiterals()
    {
        var one = Scan("int a = b + 1; var c = \"d\" + 'e';");
        var other = Scan("int xx = yy + 0xFF; zz ww = $\"{1}\" + '\\n';");
        var third = Scan("int xx = yy - 0xFF; zz ww = $\"{1}\" + '\\n';");

        Assert.Equal(Folded(one), Folded(other));
        Assert.NotEqual(Folded(one), Folded(third));
        Assert.Equal(4, Folded(Scan("a 1 \"a\" 'a'")).Distinct().Count());
    }

    private static ulong[] Folded(TokenBuffer tokens) => [.. Enumerable.Range(0, tokens.Count).Select(tokens.FoldedHash)];

    private static TokenBuffer Scan(string text)
    {
        var tokens = new TokenBuffer();
        new TokenScanner().Scan(Encoding.UTF8.GetBytes(text), tokens);
        return tokens;
    }
}
