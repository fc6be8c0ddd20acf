using Provenance.Engine.History;
using Provenance.Engine.History.Units;
using Provenance.Testing;
using Xunit.Abstractions;

namespace Provenance.Engine.Tests.History.Oracles;

/// <summary>Oracle 2 of docs/history.md: git blame of a shadow history that has one token per line.</summary>
public sealed class TokenBlameTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void HistoryWithoutTies_EqualsGitBlameOfEveryToken(int seed)
    {
        using var repository = TestRepository.Create();
        new TieFreeHistory(seed).WriteTo(repository, 60);
        var ids = repository.Import();
        using var shadow = TestRepository.Create();
        new TieFreeHistory(seed, OneTokenPerLine).WriteTo(shadow, 60);
        var shadowIds = shadow.Import();

        var history = TestReplay.Run(repository, ReplayOptions.PlainTokens);

        Assert.Contains(history.Commits, commit => commit.Parents.Distinct().Count() > 1);
        Assert.True(history.Files.Sum(file => file.Origins.Count) > 200);
        Assert.All(history.Files, file => Assert.Equal(
            GitBlame.Of(shadow, file.Path).Select(id => Array.IndexOf(shadowIds, id)),
            TestReplay.Blame(history, file).Select(id => Array.IndexOf(ids, id))));
    }

    [Theory]
    [InlineData(61)]
    [InlineData(62)]
    [InlineData(63)]
    public void HistoryWithSeparators_AgreesButForTies(int seed)
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

    private static byte[] OneTokenPerLine(byte[] content) => new OneTokenPerLine().Rewrite(content)!;
}
