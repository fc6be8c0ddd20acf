using System.Collections;
using System.CommandLine;
using System.Diagnostics;
using Provenance.Benchmarks.Measuring;
using Provenance.Benchmarks.Printing;
using Provenance.Engine.Git;
using Provenance.Engine.History;
using Provenance.Engine.History.Replay;

namespace Provenance.Benchmarks.Commands;

/// <summary><c>weights REPOSITORY</c>: what it costs to find copies and tables, as a share of the walk without them.</summary>
internal static class WeightsCommand
{
    public static Command Create()
    {
        var repository = new Argument<string>("REPOSITORY") { Description = "Folder of a git repository. It is only read." };
        var rounds = BenchmarkOptions.Rounds(3);
        var command = new Command("weights", "Walks a history with and without looking for copies and tables, in turn, in one process.") { repository, rounds };
        command.SetAction(arguments => Run(arguments.GetRequiredValue(repository), arguments.GetValue(rounds)));
        return command;
    }

    private static void Run(string repository, int rounds)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);
        var host = Value(GitHost.Find(environment, explicitPath: null, repository, Path.GetTempPath()));
        var location = Value(RepositoryDiscovery.Locate(host, repository));
        var tip = location.Head ?? throw new BenchmarkException("The repository has no commit.");
        var (without, with) = (new Row("walk without"), new Row("walk with"));
        for (var round = 0; round <= rounds; round++)
        {
            // The first compiles the walk.
            var (plain, weighed) = (Walk(host, location, tip, weighsOnce: false), Walk(host, location, tip, weighsOnce: true));
            if (round > 0)
            {
                without.Add(plain);
                with.Add(weighed);
            }
        }

        using (var scratch = new Repositories.ScratchRoot())
        using (var runner = new ProcessRunner(scratch.GitConfiguration))
        {
            MachineHeader.Write(Console.Out, runner, scratch.Path);
        }

        Console.Out.WriteLine();
        foreach (var row in (Row[])[without, with])
        {
            Console.Out.WriteLine($"{row.Name,-14} {Quantity.Time(row.Wall),10} {Quantity.Time(row.Cpu!.Value),10} of processors, git's not counted");
        }

        Console.Out.WriteLine(
            $"copies and tables cost {Share(with.Wall, without.Wall)} of the walk's time and {Share(with.Cpu!.Value, without.Cpu!.Value)} of its processors (goal 30 %); medians of {Quantity.Rounds(rounds)} in turn after one that is not counted");
    }

    private static string Share(TimeSpan with, TimeSpan without) => Quantity.Number(100 * ((with / without) - 1), "0.0") + " %";

    private static Measurement Walk(GitHost host, RepositoryLocation location, ObjectId tip, bool weighsOnce)
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        using var room = CleanRoom.Open(host, location);
        var (result, notices) = HistoryReplay.Run(room, tip, ReplayOptions.Tokens with { WeighsOnce = weighsOnce }, CancellationToken.None);
        var wall = watch.Elapsed;
        process.Refresh();
        _ = result ?? throw new BenchmarkException("The walk gave no result: " + string.Join(", ", notices));
        return new Measurement(wall, process.TotalProcessorTime - before, PeakProcess: null, PeakTree: null);
    }

    private static T Value<T>(Outcome<T> outcome)
        where T : class => outcome.IsSuccess ? outcome.Value : throw new BenchmarkException(outcome.Notice.ToString());
}
