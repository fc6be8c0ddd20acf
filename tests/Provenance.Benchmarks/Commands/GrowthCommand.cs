using System.CommandLine;
using System.Globalization;
using Provenance.Benchmarks.Contenders;
using Provenance.Benchmarks.Printing;
using Provenance.Benchmarks.Repositories;

namespace Provenance.Benchmarks.Commands;

/// <summary><c>growth REPOSITORY…</c>: how cost grows with the length of a history and with the live tree.</summary>
internal static class GrowthCommand
{
    public static Command Create()
    {
        var repositories = new Argument<string[]>("REPOSITORY") { Description = "Folders of git repositories. They are only read.", Arity = ArgumentArity.OneOrMore };
        var rounds = BenchmarkOptions.Rounds(1);
        var tool = BenchmarkOptions.Tool();
        var command = new Command("growth", "Runs git's floor and the tool, cold, over several repositories and prints costs per commit, version and byte.") { repositories, rounds, tool };
        command.SetAction(arguments => Run(arguments.GetValue(repositories)!, arguments.GetValue(rounds), arguments.GetValue(tool)));
        return command;
    }

    private static void Run(string[] repositories, int rounds, string? toolPath)
    {
        using var bench = new Bench(toolPath);
        MachineHeader.Write(Console.Out, bench.Runner, bench.Scratch.Path);
        var table = new TextTable(
            "repository", "HEAD", "commits", "C# versions", "MB", "tokens at HEAD", "floor", "cold", "CPU", "÷ floor", "CPU ÷ floor", "ms per commit", "µs per version", "MB/s", "peak, tool", "peak, tree", "bytes per token at HEAD");
        for (var i = 0; i < repositories.Length; i++)
        {
            AddRow(table, bench, repositories[i], string.Create(CultureInfo.InvariantCulture, $"clone{i}"), rounds);
        }

        Console.Out.WriteLine();
        table.Write(Console.Out);
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Medians of {Quantity.Rounds(rounds)}. Costs per commit, version and MB are those of the tool, cold, tokens. Bytes per token: the tool's peak over the tokens at HEAD. Load at the end: {MachineHeader.Load()}."));
    }

    private static void AddRow(TextTable table, Bench bench, string repository, string cloneName, int rounds)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(repository)));
        Bench.Say($"{name}: reading the history");
        var clone = bench.Clone(repository, cloneName);
        var facts = HistoryFacts.Read(bench.Runner, clone);
        var tokens = HeadTokens.Count(bench.Runner, clone, facts);
        var floor = new Floor(bench.Runner, clone, facts);
        var cold = ReportRun.Cold(bench.Runner, bench.Tool, clone);
        for (var round = 1; round <= rounds; round++)
        {
            Bench.Say(string.Create(CultureInfo.InvariantCulture, $"{name}: round {round} of {rounds}"));
            floor.Run();
            cold.Run();
        }

        string[] start = [name, facts.Head[..10], Quantity.Count(facts.Commits), Quantity.Count(facts.BlobVersions), Quantity.Number(Quantity.ToMegabytes(facts.BlobBytes), "#,0.0"), Quantity.Count(tokens)];
        if ((floor.Total.Failure ?? cold.Row.Failure) is { } failure)
        {
            table.Add([.. start, failure, "", "", "", "", "", "", "", "", "", ""]);
            return;
        }

        var wall = cold.Row.Wall;
        table.Add([
            .. start, Quantity.Time(floor.Total.Wall), Quantity.Time(wall), Quantity.Time(cold.Row.Cpu), Quantity.Ratio(wall, floor.Total.Wall), Quantity.Ratio(cold.Row.Cpu, floor.Total.Cpu),
            Per(wall.TotalMilliseconds, facts.Commits, "0.000"), Per(wall.TotalMicroseconds, facts.BlobVersions, "0.0"),
            Quantity.Number(Quantity.ToMegabytes(facts.BlobBytes) / wall.TotalSeconds, "0.0"),
            Quantity.Megabytes(cold.Row.PeakProcess), Quantity.Megabytes(cold.Row.PeakTree), cold.Row.PeakProcess is { } peak ? Per(peak, tokens, "#,0") : Quantity.Unknown,
        ]);
    }

    private static string Per(double amount, long count, string format) => count == 0 ? Quantity.Unknown : Quantity.Number(amount / count, format);
}
