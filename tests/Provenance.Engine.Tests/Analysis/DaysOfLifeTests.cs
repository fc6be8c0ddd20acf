using System.Globalization;
using Provenance.Engine.Analysis;
using Provenance.Engine.History;
using Provenance.Engine.History.Units;
using Provenance.Engine.Metric;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Analysis;

/// <summary>The metric sees the trees at the ends of the mainline's days, in however many commits they were made.</summary>
public sealed class DaysOfLifeTests
{
    private const string Agent = "\n\nCo-authored-by: Claude <noreply@anthropic.com>\n";

    private static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // By day and hour, the numbers of the methods that the class has: 3 is gone on the day it came, 2 on the day after its own.
    private static readonly (int Day, int Hour, int[] Methods)[] Work =
    [
        (0, 8, [0]), (1, 7, [0, 1]), (1, 9, [0, 1, 3]), (1, 12, [0, 1, 3, 2]), (1, 20, [0, 1, 2]), (2, 1, [0, 1]), (9, 9, [4, 0, 1]), (9, 10, [4, 0]), (40, 0, [4, 0]),
    ];

    [Fact]
    public void DaysWorkInOneCommit_HasTheSameLives()
    {
        var squashed = Work.Where((work, i) => i + 1 == Work.Length || Work[i + 1].Day != work.Day).ToArray();

        Assert.True(squashed.Length < Work.Length);
        Assert.Equal(Lives(squashed), Lives(Work));
    }

    [Fact]
    public void CodeThatIsGoneOnItsFirstDay_WasNeverBorn()
    {
        var lives = Lives(Work);

        Assert.Equal(["1 → 2", "1 → 9", "9 → alive"], lives.Select(life => life.Split(':')[0]));
    }

    [Fact]
    public void LinesOfOneDay_StayInComparisonsWithLineBasedTools()
    {
        using var repository = TestRepository.Create();
        var analysis = Analyze(repository, Work);
        var none = new Dictionary<int, StageWeights>();

        Assert.Contains(analysis.History.Cells, cell => CellJoin.IsOfOneDay(analysis.History, cell));
        Assert.Equal(analysis.History.Cells.Length, CellJoin.Join(analysis, none, isPlain: true).Length);
        Assert.Contains(CellJoin.Join(analysis, none, isPlain: true), cell => cell.BirthSeconds % 86_400 != 0);
    }

    /// <summary>Days of birth and death with the weight that shared them, but for the root commit's.</summary>
    private static string[] Lives((int Day, int Hour, int[] Methods)[] work)
    {
        using var repository = TestRepository.Create();
        return
        [
            .. CellJoin.Join(Analyze(repository, work), new Dictionary<int, StageWeights>()).Where(cell => !cell.LeftTruncated)
                .GroupBy(cell => (cell.BirthSeconds, cell.DeathSeconds, cell.Label, cell.Cause))
                .OrderBy(life => life.Key.BirthSeconds).ThenBy(life => life.Key.DeathSeconds ?? long.MaxValue)
                .Select(life => string.Create(CultureInfo.InvariantCulture, $"{DayOf(life.Key.BirthSeconds)} → {(life.Key.DeathSeconds is { } death ? DayOf(death) : "alive")}: {life.Key.Label} {life.Key.Cause} {life.Sum(cell => cell.Authored.Weight)}")),
        ];
    }

    private static string DayOf(long seconds) => (DateTimeOffset.FromUnixTimeSeconds(seconds) - Start).TotalDays.ToString(CultureInfo.InvariantCulture);

    private static AnalyzedRepository Analyze(TestRepository repository, (int Day, int Hour, int[] Methods)[] work)
    {
        var parent = 0;
        foreach (var (day, hour, methods) in work)
        {
            var commit = TestCommit.OfText("Write" + Agent, Start.AddDays(day).AddHours(hour), ("src/Shop/Cart.cs", Text(methods)), ("day.txt", FormattableString.Invariant($"{day} {hour}\n")));
            parent = parent == 0 ? repository.Commit(commit) : repository.Commit(commit, parent);
        }

        return AnalyzedLines.Of(repository, repository.Import()[parent], mode: UnitMode.Token);
    }

    private static string Text(int[] methods) => "class Cart\n{\n" + string.Concat(methods.Select(Method)) + "}\n";

    private static string Method(int number) => number switch
    {
        0 => "    int Price(int amount, int shelf) => amount * shelf + Offset(amount);\n",
        1 => "    bool IsOpen(string door)\n    {\n        return door.Length > 3 && Doors.Contains(door);\n    }\n",
        2 => "    void Close()\n    {\n        foreach (var lamp in Lamps)\n        {\n            lamp.Off(quickly: true);\n        }\n    }\n",
        3 => "    decimal Total { get; set; } = 12.5m;\n",
        _ => "    string Name => $\"cart\" + string.Join(separator, words.Reverse());\n",
    };
}
