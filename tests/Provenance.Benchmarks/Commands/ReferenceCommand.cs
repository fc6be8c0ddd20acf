using System.Collections;
using System.CommandLine;
using System.Globalization;
using Provenance.Benchmarks.Formulas;
using Provenance.Benchmarks.Printing;
using Provenance.Engine;
using Provenance.Engine.Analysis;
using Provenance.Engine.Git;
using Provenance.Engine.History;
using Provenance.Engine.History.Replay;
using Provenance.Engine.History.Units;
using Provenance.Engine.Metric;

namespace Provenance.Benchmarks.Commands;

/// <summary><c>reference REPOSITORY</c>: the survival of all C# code of a repository under each rule of identity, and what other tools' formulas make of the same lives.</summary>
/// <remarks>No scope classes, no window, no horizon, the root commit included: only the unit and the rules differ between rows.</remarks>
internal static class ReferenceCommand
{
    private const long DaySeconds = 86_400;

    private static readonly int[] Days = [14, 30, 90, 180, 365];

    private static readonly (string Name, ReplayOptions Options)[] Walks =
    [
        ("lines as they are", ReplayOptions.Lines),
        ("code lines as they are", ReplayOptions.Lines with { WeighsCodeLinesOnly = true }),
        ("lines, white space ignored, moves ≥ 20 characters within a file", ReplayOptions.MovedLines),
        ("the same, moves ≥ 20 characters anywhere in a commit (the reference)", ReplayOptions.ReferenceLines),
        ("the same, code lines", ReplayOptions.ReferenceLines with { WeighsCodeLinesOnly = true }),
        ("tokens as a diff matches them", ReplayOptions.PlainTokens),
        ("+ moves within the file", ReplayOptions.PlainTokens with { MoveAlphanumerics = ReplayOptions.Tokens.MoveAlphanumerics }),
        ("+ moves to other files", ReplayOptions.Tokens with { WeighsOnce = false, RevivesReverted = false, FollowsRenamedNames = false }),
        ("+ consistent renaming", ReplayOptions.Tokens with { WeighsOnce = false, RevivesReverted = false }),
        ("+ revert and re-land", ReplayOptions.Tokens with { WeighsOnce = false }),
        ("+ copies weigh nothing (the product)", ReplayOptions.Tokens),
    ];

    public static Command Create()
    {
        var repository = new Argument<string>("REPOSITORY") { Description = "Folder of a git repository. It is only read." };
        var command = new Command("reference", "Prints S(t) of all C# code under each rule of identity, and other tools' formulas over the same line lives.") { repository };
        command.SetAction(arguments => Run(arguments.GetRequiredValue(repository)));
        return command;
    }

    private static void Run(string repository)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);
        var host = Value(GitHost.Find(environment, explicitPath: null, repository, Path.GetTempPath()));
        var location = Value(RepositoryDiscovery.Locate(host, repository));
        var tip = location.Head ?? throw new BenchmarkException("The repository has no commit.");
        Console.Out.WriteLine($"commit {tip}\n\n| rule | births | deaths | alive | {string.Join(" | ", Days.Select(day => $"S({Text(day)})"))} | RMST(180) |\n| :-- |{string.Concat(Enumerable.Repeat(" --: |", Days.Length + 4))}");
        HistoryResult? lines = null;
        ClusterErrors clusters = default;
        foreach (var (name, options) in Walks)
        {
            using var room = CleanRoom.Open(host, location);
            var (result, notices) = HistoryReplay.Run(room, tip, options, CancellationToken.None);
            var history = result ?? throw new BenchmarkException("The walk gave no result: " + string.Join(", ", notices));
            lines ??= history;
            if (options == ReplayOptions.PlainTokens)
            {
                Print(name + ", structure counted too", history, cell => cell.Count);
            }

            if (options == ReplayOptions.Tokens)
            {
                Print("+ tables, dressing and restored code weigh nothing", history, cell => IsWeightlessButForCopies(history, cell) ? 0 : cell.Units);
            }

            Print(name, history, cell => cell.Weight);
            if (options == ReplayOptions.ReferenceLines)
            {
                clusters = CommitClusters.At(Observations(history), 180 * DaySeconds);
            }

            if (options == ReplayOptions.Tokens)
            {
                Print("+ what is gone on the day it came was never there", history, cell => CellJoin.IsOfOneDay(history, cell) ? 0 : cell.Weight);
            }
        }

        Console.Out.WriteLine($"\nthe reference at 180 days, clusters by mainline commit, standard errors: birth {Error(clusters.ByBirth)}, death {Error(clusters.ByDeath)}, two-way {Error(clusters.TwoWay)}");

        OtherTools.Print(lines!, Days);
    }

    private static IEnumerable<ObservedLines> Observations(HistoryResult history)
    {
        var end = history.Mainline[^1].Seconds;
        foreach (var cell in history.Cells)
        {
            var entry = history.Lives[cell.Life].Entry;
            var birth = history.Mainline[entry].Seconds;
            yield return new(entry, cell.Exit < 0 ? -1 - entry : cell.Exit, Math.Max(1, (cell.Exit < 0 ? end : history.Mainline[cell.Exit].Seconds) - birth), cell.Exit >= 0, cell.Weight);
        }
    }

    private static string Error(double error) => error.ToString(".0000", CultureInfo.InvariantCulture);

    private static void Print(string name, HistoryResult history, Func<HistoryCell, long> weight)
    {
        LifeCell[] cells = [.. history.Cells.Select(cell => CellOf(history, cell, weight(cell)))];
        var curve = SurvivalCurve.Estimate(cells, new MetricOptions(0, null, history.Mainline[^1].Seconds), CodeGroup.All);
        var births = cells.Sum(cell => cell.Authored.Weight);
        var deaths = cells.Where(cell => cell.DeathSeconds is not null).Sum(cell => cell.Authored.Weight);
        var points = Days.Select(days => curve.ProductLimit(days * DaySeconds).ToString(".0000", CultureInfo.InvariantCulture));
        var mean = curve.MeanWithin(180).Mean is { } value ? Quantity.Number(value, "0.0") : Quantity.Unknown;
        Console.Out.WriteLine($"| {name} | {Quantity.Count(births)} | {Quantity.Count(deaths)} | {Quantity.Count(births - deaths)} | {string.Join(" | ", points)} | {mean} d |");
    }

    private static LifeCell CellOf(HistoryResult history, HistoryCell cell, long weight) => new(
        history.Mainline[history.Lives[cell.Life].Entry].Seconds,
        cell.Exit < 0 ? null : history.Mainline[cell.Exit].Seconds,
        Label.Unknown,
        ScopeClass.Ships,
        new Amount(weight, weight))
    {
        Cause = cell.Cause,
    };

    private static bool IsWeightlessButForCopies(HistoryResult history, HistoryCell cell) => (history.Lives[cell.Life].Kind & UnitKind.Weightless & ~UnitKind.Copied) != UnitKind.None;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static T Value<T>(Outcome<T> outcome)
        where T : class => outcome.IsSuccess ? outcome.Value : throw new BenchmarkException(outcome.Notice.ToString());
}
