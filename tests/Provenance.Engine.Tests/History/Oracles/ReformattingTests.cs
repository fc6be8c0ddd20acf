using System.Text;
using Provenance.Engine.History;
using Provenance.Engine.History.Units;
using Provenance.Engine.Tests.History.Scanning;
using Provenance.Testing;

namespace Provenance.Engine.Tests.History.Oracles;

/// <summary>Oracle 4 of docs/history.md: a commit that only reformats bears and kills nothing.</summary>
public sealed class ReformattingTests
{
    private static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Ways => [.. Reformatting.All.Keys];

    [Theory]
    [MemberData(nameof(Ways))]
    public void ReformattedRepository_HasNoBirthAndNoDeath(string way)
    {
        var reformat = Reformatting.All[way];
        var sources = Sources();
        using var repository = TestRepository.Create();
        WriteHistory(repository, sources);
        var reformatted = sources.Select(source => (source.Path, Content: reformat(source.Text))).ToArray();
        repository.Commit(new TestCommit("reformat\n", Start.AddDays(9), [.. reformatted.Select(source => (source.Path, (byte[]?)source.Content))]), 3);
        repository.Import();
        var before = TestReplay.Run(repository, UnitMode.Token, repository.Git("rev-parse", "HEAD~1").Trim());

        var after = TestReplay.Run(repository, UnitMode.Token);

        // Roslyn says that it is a reformatting, and git that it is a change of most files.
        Assert.All(sources.Zip(reformatted), pair => Assert.Equal(Reformatting.TokensOf(Encoding.UTF8.GetBytes(pair.First.Text)), Reformatting.TokensOf(pair.Second.Content)));
        Assert.True(repository.Git("diff", "--name-only", "HEAD~1", "HEAD").Split('\n').Length > sources.Length * 9 / 10);
        Assert.Equal(before.Mainline.Length + 1, after.Mainline.Length);
        AssertSameLives(before, after);
    }

    /// <summary>One way after the other, so that each is also undone.</summary>
    [Theory]
    [InlineData(51)]
    [InlineData(52)]
    public void RandomHistoryReformattedAtItsEnd_HasNoBirthAndNoDeath(int seed)
    {
        using var repository = TestRepository.Create();
        new RandomHistory(seed).WriteTo(repository, 40);
        repository.Import();
        var before = TestReplay.Run(repository, UnitMode.Token);
        foreach (var (way, reformat) in Reformatting.All)
        {
            foreach (var file in before.Files)
            {
                // File.ReadAllText knows the byte order marks of the ways before.
                var path = repository.PathOf(file.Path);
                File.WriteAllBytes(path, reformat(File.ReadAllText(path)));
            }

            repository.Git("-c", "user.name=Person One", "-c", "user.email=person.one@corp.example", "commit", "-q", "-a", "--allow-empty", "-m", way);
        }

        var after = TestReplay.Run(repository, UnitMode.Token);

        Assert.Equal(before.Mainline.Length + Reformatting.All.Count, after.Mainline.Length);
        AssertSameLives(before, after);
    }

    /// <summary>One name changes in each file while all of it is re-wrapped: what stayed is found again. The share is for frequent tokens, which a diff of bounded effort gives up.</summary>
    [Theory]
    [InlineData("joined lines")]
    [InlineData("other line breaks")]
    [InlineData("token per line")]
    public void ReformattedAndEditedFile_KeepsWhatStayed(string way)
    {
        var sources = Sources();
        using var repository = TestRepository.Create();
        WriteHistory(repository, sources);
        repository.Commit(new TestCommit("reformat\n", Start.AddDays(9), [.. sources.Select(source => (source.Path, (byte[]?)Reformatting.All[way](Rename(source.Text))))]), 3);
        repository.Import();

        var history = TestReplay.Run(repository, UnitMode.Token);

        var last = history.Mainline.Length - 1;
        var died = history.Cells.Where(cell => cell.Exit == last).Sum(cell => cell.Count);
        var units = history.Files.Sum(file => (long)file.Lives.Count);
        Assert.InRange(died, sources.Length / 2, sources.Length + (units / 500));
    }

    /// <summary>Writes another name for the last identifier of a text.</summary>
    private static string Rename(string text)
    {
        var token = Microsoft.CodeAnalysis.CSharp.SyntaxFactory.ParseTokens(text)
            .LastOrDefault(token => token.RawKind == (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.IdentifierToken);
        return token.Span.Length == 0 ? text : text[..token.SpanStart] + "anotherName" + text[token.Span.End..];
    }

    private static void AssertSameLives(HistoryResult before, HistoryResult after)
    {
        Assert.NotEmpty(before.Cells);
        Assert.Equal([.. before.Cells], after.Cells.ToArray());
        Assert.Equal([.. before.Lives], after.Lives.ToArray());
        Assert.Equal(before.Files.Select(file => TestReplay.Blame(before, file)), after.Files.Select(file => TestReplay.Blame(after, file)));
    }

    /// <summary>Three commits, so that births are spread over the files.</summary>
    private static void WriteHistory(TestRepository repository, (string Path, string Text)[] sources)
    {
        var first = repository.Commit(TestCommit.OfText("first\n", Start, [.. sources.Select(source => (source.Path, (string?)Part(source.Text, 2)))]));
        var second = repository.Commit(TestCommit.OfText("second\n", Start.AddDays(1), [.. sources.Select(source => (source.Path, (string?)Part(source.Text, 3)))]), first);
        repository.Commit(TestCommit.OfText("third\n", Start.AddDays(2), [.. sources.Select(source => (source.Path, (string?)source.Text))]), second);
    }

    private static string Part(string text, int everyOther) =>
        string.Join('\n', text.Split('\n').Where((_, line) => line / 4 % everyOther != 1));

    /// <summary>The sources of the scanner, its tests and the replay: strings, directives and nested text of every kind.</summary>
    private static (string Path, string Text)[] Sources() =>
    [
        .. SourceCorpus.OwnRepository()
            .Where(file => file.Replace('\\', '/').Contains("/History/", StringComparison.Ordinal))
            .Select((file, index) => ($"src/{index}/{Path.GetFileName(file)}", File.ReadAllText(file).ReplaceLineEndings("\n"))),
        ("src/EveryLiteral.cs", TokenScannerTests.EveryLiteral.ReplaceLineEndings("\n")),
    ];
}
