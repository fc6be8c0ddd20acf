using System.Text;
using Provenance.Engine.History;
using Provenance.Engine.History.Scanning;
using Provenance.Engine.History.Units;
using Provenance.Testing;
using Xunit.Abstractions;

namespace Provenance.Engine.Tests.History.Alignment;

/// <summary>Token mode over whole histories.</summary>
public sealed class TokenReplayTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(41)]
    [InlineData(42)]
    [InlineData(43)]
    public void RandomHistory_ConservesTokens(int seed)
    {
        using var repository = TestRepository.Create();
        new RandomHistory(seed).WriteTo(repository, 80);
        repository.Import();

        var history = TestReplay.Run(repository, UnitMode.Token);

        Assert.Equal(AtTip(history), Alive(history));
        Assert.All(history.Cells, cell => Assert.True(cell.Exit < 0 || cell.Exit > history.Lives[cell.Life].Entry));
        Assert.All(history.Cells, cell => Assert.InRange(cell.Weight, 0, cell.Count));
        Assert.Contains(history.Cells, cell => cell.Exit >= 0);
    }

    /// <summary>Oracle 4 of docs/history.md: a commit that only reformats bears and kills nothing.</summary>
    [Theory]
    [InlineData(51)]
    [InlineData(52)]
    public void ReformattedRepository_HasNoBirthAndNoDeath(int seed)
    {
        using var repository = TestRepository.Create();
        new RandomHistory(seed).WriteTo(repository, 40);
        repository.Import();
        var before = TestReplay.Run(repository, UnitMode.Token);
        var random = new Random(seed);
        foreach (var file in before.Files)
        {
            // As file names may be anything, git itself is told by pathspec "."; the work tree has them all.
            File.WriteAllText(repository.PathOf(file.Path), Reformat(File.ReadAllText(repository.PathOf(file.Path)), random));
        }

        repository.Git("-c", "user.name=Person One", "-c", "user.email=person.one@corp.example", "commit", "-q", "-a", "-m", "reformat");
        Assert.NotEqual("", repository.Git("diff", "--name-only", "HEAD~1", "HEAD").Trim());

        var after = TestReplay.Run(repository, UnitMode.Token);

        Assert.Equal(before.Commits.Length + 1, after.Commits.Length);
        Assert.Equal([.. before.Cells], after.Cells.ToArray());
        Assert.Equal([.. before.Lives], after.Lives.ToArray());
        Assert.Equal(before.Files.Select(file => TestReplay.Blame(before, file)), after.Files.Select(file => TestReplay.Blame(after, file)));
    }

    /// <summary>Oracle 2 of docs/history.md: git blame of a shadow history that has one token per line.</summary>
    [Theory]
    [InlineData(61)]
    [InlineData(62)]
    [InlineData(63)]
    public void RandomHistory_AgreesWithGitBlameOfOneTokenPerLine(int seed)
    {
        using var repository = TestRepository.Create();
        new RandomHistory(seed).WriteTo(repository, 60);
        var ids = repository.Import();
        using var shadow = TestRepository.Create();
        new RandomHistory(seed, OneTokenPerLine).WriteTo(shadow, 60);
        var shadowIds = shadow.Import();
        var history = TestReplay.Run(repository, ReplayOptions.PlainTokens);

        var (agreeing, all, agreeingUnique, allUnique) = (0, 0, 0, 0);
        foreach (var file in history.Files)
        {
            var ours = TestReplay.Blame(history, file).Select(id => Array.IndexOf(ids, id)).ToArray();
            var theirs = GitBlame.Of(shadow, file.Path).Select(id => Array.IndexOf(shadowIds, id)).ToArray();
            var tokens = File.ReadAllLines(shadow.PathOf(file.Path));
            Assert.Equal(ours.Length, theirs.Length);
            for (var i = 0; i < ours.Length; i++)
            {
                var isUnique = tokens[i].StartsWith("line", StringComparison.Ordinal);
                var agrees = ours[i] == theirs[i];
                all++;
                agreeing += agrees ? 1 : 0;
                allUnique += isUnique ? 1 : 0;
                agreeingUnique += isUnique && agrees ? 1 : 0;
            }
        }

        output.WriteLine($"{agreeing} of {all} tokens agree, {agreeingUnique} of {allUnique} unique ones");
        Assert.True(agreeingUnique >= allUnique * UniqueAgreement / 100, $"{agreeingUnique} of {allUnique} unique tokens agree");
        Assert.True(agreeing >= all * Agreement / 100, $"{agreeing} of {all} tokens agree");
    }

    /// <summary>Percent. Separators repeat on every line: a diff by tokens has ties that a diff by lines has not.</summary>
    private const int Agreement = 95;

    /// <summary>Percent, of names that occur once. Where three lines are replaced and one of them moves up, keeping the separators costs git as little as keeping the line; ours keeps the line.</summary>
    private const int UniqueAgreement = 98;

    private static byte[] OneTokenPerLine(byte[] content)
    {
        var tokens = new TokenBuffer();
        new TokenScanner().Scan(content, tokens);
        using var result = new MemoryStream();
        for (var i = 0; i < tokens.Count; i++)
        {
            result.Write(content.AsSpan(tokens.Starts[i], tokens.Lengths[i]));
            result.WriteByte((byte)'\n');
        }

        return result.ToArray();
    }

    /// <summary>Other indents, line ends and line breaks between the same tokens.</summary>
    private static string Reformat(string text, Random random)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var tokens = new TokenBuffer();
        new TokenScanner().Scan(bytes, tokens);
        var result = new StringBuilder("// reformatted\n");
        for (var i = 0; i < tokens.Count; i++)
        {
            result.Append(Encoding.UTF8.GetString(bytes, tokens.Starts[i], tokens.Lengths[i]));
            result.Append(random.Next(5) switch { 0 => "\r\n\t", 1 => "\n", 2 => "  ", 3 => " // why\n", _ => " " });
        }

        return result.ToString();
    }

    private static SortedDictionary<int, long> Alive(HistoryResult history) =>
        new(history.Cells.Where(cell => cell.Exit < 0).ToDictionary(cell => cell.Life, cell => cell.Count));

    private static SortedDictionary<int, long> AtTip(HistoryResult history)
    {
        var result = new SortedDictionary<int, long>();
        foreach (var lives in history.Files.Select(file => file.Lives))
        {
            for (var run = 0; run < lives.Starts.Length; run++)
            {
                result[lives.Values[run]] = result.GetValueOrDefault(lives.Values[run]) + lives.EndOf(run) - lives.Starts[run];
            }
        }

        return result;
    }
}
