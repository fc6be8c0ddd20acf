using System.Globalization;
using System.Text.Json;
using Provenance.Engine.Analysis;
using Provenance.Engine.History.Units;
using Provenance.Engine.Metric;
using Provenance.Engine.Reports;
using Provenance.Engine.Tests.Claims;
using Provenance.Engine.Tests.History;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Analysis;

/// <summary>Whose code is challenged and by whom, from git to the report.</summary>
public sealed class ChallengeLabelTests : IDisposable
{
    private const string Path = "src/Shop/Cart.cs";
    private const int Members = 20;
    private static readonly DateTimeOffset Start = new(2025, 3, 1, 9, 0, 0, TimeSpan.Zero);

    private readonly TestRepository _repository = TestRepository.Create();
    private readonly TemporaryFolder _cache = TemporaryFolder.Create();
    private int _last;

    public void Dispose()
    {
        _repository.Dispose();
        _cache.Dispose();
    }

    public static TheoryData<Label, Label> Labels
    {
        get
        {
            var result = new TheoryData<Label, Label>();
            foreach (var birth in Enum.GetValues<Label>())
            {
                foreach (var step in Enum.GetValues<Label>())
                {
                    result.Add(birth, step);
                }
            }

            return result;
        }
    }

    [Theory]
    [MemberData(nameof(Labels))]
    public void Step_ChallengesAnybodysCodeUnlessItIsAnAgents(Label birth, Label step)
    {
        Commit(0, "Begin", ("README", ""));
        Commit(1, "Add", (Path, Source()));
        Commit(9, "Change", (Path, Source(7)));
        var ids = _repository.Import();
        Overlay((ids[2], birth), (ids[3], step));

        var cells = CellJoin.Challenges(AnalyzedLines.Of(_repository, ids[3], mode: UnitMode.Token));

        Assert.Equal(step == Label.Agent ? 0 : 2, cells.Length);
        Assert.All(cells, cell => Assert.Equal((birth, 8L * 86_400), (cell.Label, cell.ChallengeSeconds - cell.BirthSeconds)));
        Assert.Equal(step == Label.Agent ? [] : [false, true], cells.Select(cell => cell.Survived).Order());
    }

    /// <summary>An agent's commit whose note gives every line to people is not an agent's alone, whether its label was read now or before.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void NoteOfPeople_MakesAnAgentsCommitAChallenge(bool isNoted)
    {
        Commit(0, "Begin", ("README", ""));
        Commit(1, "Add", (Path, Source()));
        Commit(9, "Change\n\n" + CommitSamples.Claude, (Path, Source(7).Replace("class Cart", "class Basket", StringComparison.Ordinal)));
        var ids = _repository.Import();
        if (isNoted)
        {
            AnalyzedLines.AddNote(_repository, ids[3], Path, "  h_a 1-40");
        }

        var plain = AnalyzedLines.Of(_repository, ids[3], mode: UnitMode.Token);
        var cold = AnalyzedLines.Of(_repository, ids[3], _cache.Path, UnitMode.Token);
        foreach (var stored in Directory.GetFiles(_cache.Path, "*.snapshot", SearchOption.AllDirectories))
        {
            File.Delete(stored);
        }

        var labelledBefore = AnalyzedLines.Of(_repository, ids[3], _cache.Path, UnitMode.Token);

        Assert.Equal(isNoted, !plain.History.Challenges.IsEmpty);
        Assert.Equal(plain.History.Challenges.AsEnumerable(), cold.History.Challenges);
        Assert.Equal(plain.History.Challenges.AsEnumerable(), labelledBefore.History.Challenges);
    }

    /// <summary>Who is an agent decides what a step challenges: a stored history of another opinion is not used.</summary>
    [Fact]
    public void ChangedOverlay_IsWalkedAnew()
    {
        Commit(0, "Begin", ("README", ""));
        Commit(1, "Add", (Path, Source()));
        Commit(9, "Change", (Path, Source(7)));
        var ids = _repository.Import();

        var before = AnalyzedLines.Of(_repository, ids[3], _cache.Path, UnitMode.Token);
        Overlay((ids[3], Label.Agent));
        var after = AnalyzedLines.Of(_repository, ids[3], _cache.Path, UnitMode.Token);

        Assert.Equal((false, true), (before.History.Challenges.IsEmpty, after.History.Challenges.IsEmpty));
    }

    [Fact]
    public void WalkedOnHistory_HasTheChallengesOfAWholeOne()
    {
        var ids = Months();

        for (var commit = 5; commit < ids.Length; commit += 9)
        {
            AnalyzedLines.Of(_repository, ids[commit], _cache.Path, UnitMode.Token);
        }

        Assert.Equal(
            AnalyzedLines.Of(_repository, ids[^1], mode: UnitMode.Token).History.Challenges.AsEnumerable(),
            AnalyzedLines.Of(_repository, ids[^1], _cache.Path, UnitMode.Token).History.Challenges);
    }

    [Fact]
    public void Report_SaysTheShareOfThoseWhoWereChallengedOnly()
    {
        var ids = Months();
        var analyzed = AnalyzedLines.Of(_repository, ids[^1], mode: UnitMode.Token);

        var report = SurvivalReporter.Create(TestReplay.Host(_repository.Root), analyzed, new ReportRequest(null, null, null, []));

        var agent = report.Metric.Challenge.Agent;
        Assert.Null(agent.Reason);
        Assert.InRange(agent.Share!.Value, 0.4, 0.9);
        Assert.True(agent.CiLow < agent.Share && agent.Share < agent.CiHigh);
        Assert.Equal(Reasons.NoData, report.Metric.Challenge.Human.Reason);
        using var json = JsonDocument.Parse(ReportJson.Write(report));
        var written = json.RootElement.GetProperty("challenge").GetProperty("agent");
        Assert.Equal((agent.Challenged, agent.Survived), (written.GetProperty("challengedUnits").GetInt64(), written.GetProperty("survivedUnits").GetInt64()));
        Assert.Equal(agent.CiLow!.Value, written.GetProperty("ciLow").GetDouble(), 1e-8);
    }

    [Fact]
    public void Lines_AreNotLookedAt()
    {
        var ids = Months();

        Assert.Empty(AnalyzedLines.Of(_repository, ids[^1]).History.Challenges);
    }

    /// <summary>On thirty days an agent adds a file, and forty days later somebody takes a member out of each.</summary>
    private string[] Months()
    {
        Commit(0, "Begin", ("README", ""));
        var commits = Enumerable.Range(0, 30).SelectMany(i => new[]
        {
            (Day: 1 + (2 * i), Message: "Add\n\n" + CommitSamples.Claude, i, Text: Source(i, [])),
            (Day: 42 + (2 * i), Message: "Change", i, Text: Source(i, [7, 8])),
        });
        foreach (var (day, message, i, text) in commits.OrderBy(commit => commit.Day))
        {
            Commit(day, message, ($"src/Shop/Cart{i.ToString(CultureInfo.InvariantCulture)}.cs", text));
        }

        return _repository.Import();
    }

    private void Commit(int day, string message, params (string Path, string? Content)[] changes)
    {
        var commit = TestCommit.OfText(message, Start.AddDays(day), changes);
        _last = _last == 0 ? _repository.Commit(commit) : _repository.Commit(commit, _last);
    }

    private void Overlay(params (string Commit, Label Label)[] entries)
    {
        File.WriteAllText(System.IO.Path.Combine(_repository.Root, "provenance.yml"), "version: 1\noverlay: overlay.yml\n");
        File.WriteAllText(
            System.IO.Path.Combine(_repository.Root, "overlay.yml"),
            "schema: provenance-overlay/1\nentries:\n" + string.Concat(entries.Select(entry =>
                $"  - {{commit: {entry.Commit}, label: {entry.Label.ToString().ToLowerInvariant()}, {(entry.Label is Label.Agent or Label.Mixed ? "agent: claude, " : "")}reason: r}}\n")));
    }

    private static string Source(params int[] without) => Source(0, without);

    private static string Source(int file, int[] without) =>
        $"class Cart{file.ToString(CultureInfo.InvariantCulture)}\n{{\n" + string.Concat(Enumerable.Range(0, Members).Except(without).Select(n => string.Create(
            CultureInfo.InvariantCulture, $"    int Price{file}x{n}(int amount{n}) => {VariedCode.Expression((file * Members) + n, $"amount{n}", 6)};\n"))) + "}\n";
}
