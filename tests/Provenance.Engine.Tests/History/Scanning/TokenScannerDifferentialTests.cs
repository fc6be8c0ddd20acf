using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using Provenance.Engine.History.Scanning;
using Provenance.Testing;
using Xunit.Abstractions;

namespace Provenance.Engine.Tests.History.Scanning;

/// <summary>Oracle: Roslyn's lexer.</summary>
public sealed class TokenScannerDifferentialTests(ITestOutputHelper output)
{
    private static readonly Config Fixed = Laws.Config
        .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(20260321, 15), FSharpOption<int>.None)));

    [Fact]
    public void OwnRepository_HasRoslynsTokens()
    {
        var files = SourceCorpus.OwnRepository();

        Assert.Empty(Compare(files));
        Assert.True(files.Length > 20, $"Only {files.Length} files were found.");
    }

    [Fact]
    public void InstalledSources_HaveRoslynsTokens() => Assert.Empty(Compare(SourceCorpus.Installed()));

    [Fact]
    public void KnownSoups_HaveRoslynsTokens() => CheckSoups(Fixed.WithMaxTest(6000).WithEndSize(60));

    [Fact]
    public void NewSoups_HaveRoslynsTokens() => CheckSoups(Laws.Config.WithMaxTest(3000).WithEndSize(60));

    [Fact]
    public void KnownMutations_HaveRoslynsTokens() => CheckMutations(Fixed.WithMaxTest(3000));

    [Fact]
    public void NewMutations_HaveRoslynsTokens() => CheckMutations(Laws.Config.WithMaxTest(1500));

    /// <summary>Whatever the bytes have become, the scanner sees the tokens that Roslyn sees in the text that the decoder makes of them.</summary>
    [Fact]
    public void DamagedFiles_HaveRoslynsTokens()
    {
        string[] sources = [.. SourceCorpus.OwnRepository().Select(File.ReadAllText).Where(text => text.Length > 0), TokenScannerTests.EveryLiteral];
        var decoder = new SourceDecoder();
        var compared = 0;

        Check.One(Laws.Config.WithMaxTest(2000), Prop.ForAll(SourceDamage.Of(sources), bytes =>
        {
            var text = Encoding.UTF8.GetString(decoder.Decode(bytes, out var encoding));

            // Of U+FFFF see SourceSoup.Mutations.
            var isCompared = encoding != SourceEncoding.NotText && !text.Contains('\uffff', StringComparison.Ordinal);
            compared += isCompared ? 1 : 0;
            return isCompared ? HasRoslynsTokens(text) : true.ToProperty();
        }));

        output.WriteLine($"{compared} damaged files compared");
        Assert.True(compared > 1000);
    }

    [Fact]
    public void AnyBytes_GiveTokensInOrder()
    {
        var scanner = new TokenScanner();
        var tokens = new TokenBuffer();
        var pieces = Gen.Elements<byte[]>([.. "\"$@{}()'\\#/*\n\r=<>|ua1.:!? "u8.ToArray().Select(value => (byte[])[value]), "#if A\n"u8.ToArray(), [0xC2], [0xE2], [0xE2, 0x80], [0xF0, 0x9F], [0xFF], [0x85], [0]]);
        var texts = Gen.ArrayOf(pieces).Select(chosen => chosen.SelectMany(bytes => bytes).ToArray()).ToArbitrary();

        Check.One(Laws.Config.WithMaxTest(3000), Prop.ForAll(texts, text =>
        {
            scanner.Scan(text, tokens);
            var end = 0;
            var inOrder = true;
            for (var index = 0; index < tokens.Count; index++)
            {
                inOrder &= tokens.Starts[index] >= end && tokens.Lengths[index] > 0;
                end = tokens.Starts[index] + tokens.Lengths[index];
            }

            return inOrder && end <= text.Length;
        }));
    }

    private static void CheckSoups(Config config) =>
        Check.One(config, Prop.ForAll(SourceSoup.Arbitrary, pieces => HasRoslynsTokens(string.Concat(pieces))));

    private static void CheckMutations(Config config)
    {
        string[] sources = [.. SourceCorpus.OwnRepository().Select(File.ReadAllText).Where(text => text.Length > 0), TokenScannerTests.EveryLiteral];
        Check.One(config, Prop.ForAll(SourceSoup.Mutations(sources), HasRoslynsTokens));
    }

    private static Property HasRoslynsTokens(string text)
    {
        var difference = RoslynLexer.FirstDifference(text);
        return (difference is null).Label(difference ?? "");
    }

    private string[] Compare(string[] files)
    {
        string[] differences = [.. files
            .Select(file => (file, difference: RoslynLexer.FirstDifference(File.ReadAllText(file))))
            .Where(result => result.difference is not null)
            .Select(result => $"{Path.GetFileName(result.file)}: {result.difference}")];
        output.WriteLine($"{files.Length} files compared, {differences.Length} differ");
        return differences;
    }
}
