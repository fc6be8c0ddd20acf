using System.CommandLine;
using System.Globalization;
using Provenance.Benchmarks.Contenders;
using Provenance.Benchmarks.Measuring;
using Provenance.Benchmarks.Printing;
using Provenance.Benchmarks.Repositories;

namespace Provenance.Benchmarks.Commands;

/// <summary><c>history REPOSITORY</c>: the tool beside its floor and its peers, in turn, in one run.</summary>
internal static class HistoryCommand
{
    private const long MemoryGoal = 400_000_000;

    private static readonly string[] Words = ["floor", "cold", "lines", "warm", "commit", "blame", "theseus", "head"];

    public static Command Create()
    {
        var repository = new Argument<string>("REPOSITORY") { Description = "Folder of a git repository. It is only read." };
        var rounds = BenchmarkOptions.Rounds(3);
        var skip = new Option<string[]>("--skip")
        {
            Description = "What not to run, separated by commas: " + string.Join(", ", Words) + ".",
            CustomParser = result => [.. result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))],
        };
        skip.Validators.Add(result =>
        {
            foreach (var word in (result.GetValueOrDefault<string[]>() ?? []).Except(Words, StringComparer.Ordinal))
            {
                result.AddError($"--skip does not know '{word}'; it knows {string.Join(", ", Words)}.");
            }
        });
        var sample = BenchmarkOptions.Positive(new Option<int>("--blame-sample") { Description = "Blame only so many random files and extrapolate by the number of files.", HelpName = "FILES" });
        var tool = BenchmarkOptions.Tool();
        var command = new Command("history", "Runs git's floor, the tool and its peers over a repository in turn and prints the ratios.") { repository, rounds, skip, sample, tool };
        command.SetAction(arguments => Run(
            arguments.GetValue(repository)!, arguments.GetValue(rounds), arguments.GetValue(skip) ?? [],
            arguments.GetValue(sample) is var size and > 0 ? size : null, arguments.GetValue(tool)));
        return command;
    }

    private static void Run(string repository, int rounds, string[] skip, int? blameSample, string? toolPath)
    {
        using var bench = new Bench(toolPath);
        Bench.Say("Reading the history, building the tool …");
        var (runner, scratch) = (bench.Runner, bench.Scratch);
        var clone = bench.Clone(repository, "clone");
        var facts = HistoryFacts.Read(runner, clone);
        var tool = bench.Tool;
        MachineHeader.Write(Console.Out, runner, clone.Path);
        WriteSubject(repository, facts);

        var floor = new Floor(runner, clone, facts);
        var cold = ReportRun.Cold(runner, tool, clone);
        var lines = new ReportRun(runner, tool, clone, "lines", "provenance report, cold, lines", "--no-cache", "--lines");
        var warm = new ReportRun(runner, tool, clone, "warm", "provenance report, unchanged HEAD", "--cache", scratch.PathOf("cache")) { FillsCache = true };
        var commits = new NewCommits(runner, tool, bench.Clone(repository, "moving"), scratch);
        var blame = Blame.WithoutGraph(runner, clone, facts, blameSample);
        var bloom = Blame.WithBloomGraph(runner, bench.Clone(repository, "bloom"), facts, blameSample);
        var theseus = new Theseus(runner, clone, scratch);
        var head = new UnchangedHead(runner, clone, facts, scratch);
        Contender[] contenders = [floor, cold, lines, warm, commits, head, bloom, blame, theseus];
        contenders = [.. contenders.Where(contender => !skip.Contains(contender.Word, StringComparer.Ordinal))];
        Interleave(contenders, rounds);

        Console.Out.WriteLine();
        RowTable.Write(Console.Out, contenders.SelectMany(contender => contender.Rows), Usable(floor.Total), Usable(cold.Row));
        WriteLegend(rounds, bloom.GraphWriting);
        var goals = new Goals(floor.Total, cold.Row);
        goals.AtMostFloors("cold, tokens: at most 2 × floor", 2);
        goals.AtLeastFaster("git blame of every file, Bloom graph: at least 15 × slower than cold", bloom.Row, 15);
        goals.AtLeastFaster("git-of-theseus, 7-day interval: at least 40 × slower than cold", theseus.Row, 40);
        goals.AtMostTime("one new commit: at most 0.3 s", commits.Row, TimeSpan.FromSeconds(0.3));
        goals.AtMostTime("unchanged HEAD, build task: at most 20 ms", head.Engine, TimeSpan.FromMilliseconds(20));
        goals.AtMostBytes("peak memory of the tool, cold: at most 400 MB (the goal is for dotnet/aspire)", cold.Row.HasResult ? cold.Row.PeakProcess : null, MemoryGoal);
        Console.Out.WriteLine();
        goals.Write(Console.Out);
    }

    private static void Interleave(Contender[] contenders, int rounds)
    {
        foreach (var contender in contenders)
        {
            Bench.Say($"Preparing: {contender.Rows[0].Name.Trim()}");
            try
            {
                contender.Prepare();
            }
            catch (BenchmarkException exception)
            {
                contender.Fail(exception.Message);
            }
        }

        for (var round = 1; round <= rounds; round++)
        {
            foreach (var contender in contenders.Where(contender => !contender.HasFailed))
            {
                Bench.Say(string.Create(CultureInfo.InvariantCulture, $"Round {round} of {rounds}: {contender.Rows[0].Name.Trim()}"));
                contender.Run();
            }
        }
    }

    private static Row? Usable(Row row) => row.HasResult ? row : null;

    private static void WriteSubject(string repository, HistoryFacts facts)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(repository)));
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {facts.Commits:#,0} commits, HEAD {facts.Head}, {facts.HeadFiles.Length:#,0} C# files at HEAD, {facts.BlobVersions:#,0} versions of {Quantity.ToMegabytes(facts.BlobBytes):#,0.0} MB in its history, commit graph: {(facts.HasCommitGraph ? "yes" : "none")}"));
        if (facts.MissingBlobs > 0)
        {
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{facts.MissingBlobs:#,0} of the versions are not in the repository: figures are for the others."));
        }
    }

    private static void WriteLegend(int rounds, Measurement? graphWriting)
    {
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Medians of {Quantity.Rounds(rounds)} in turn, packs in the system's cache; peaks are the largest seen. CPU is user + system of the process and all its children. The tree's peak is sampled, and pages that processes share count in each of them. Load at the end: {MachineHeader.Load()}."));
        if (graphWriting is { } graph)
        {
            Console.Out.WriteLine($"Writing the Bloom graph took {Quantity.Time(graph.Wall)} ({Quantity.Time(graph.Cpu)} CPU), once, and is not in the figures of blame.");
        }
    }
}
