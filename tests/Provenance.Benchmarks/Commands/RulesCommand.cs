using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Provenance.Analyzers.Map;
using Provenance.Analyzers.Origins;
using Provenance.Benchmarks.BareReporter;
using Provenance.Benchmarks.Measuring;
using Provenance.Benchmarks.Printing;
using Provenance.Benchmarks.Repositories;
using Provenance.Benchmarks.Rules;

namespace Provenance.Benchmarks.Commands;

/// <summary><c>rules</c>: what the rules cost a compilation, how long a map takes to read, and what counting a member's tokens allocates.</summary>
internal static class RulesCommand
{
    // The last one is no build of anybody's: for each of tens of thousands of warnings the compiler looks for a suppression, which is what takes the time.
    private static readonly (string Name, bool HasPolicy, string? Configuration)[] Sets =
    [
        ("no policy", false, null),
        ("a policy", true, null),
        ("all rules as warnings", true, "is_global = true\ndotnet_analyzer_diagnostic.category-Provenance.Origin.severity = warning\ndotnet_analyzer_diagnostic.category-Provenance.Outcome.severity = warning\ndotnet_analyzer_diagnostic.category-Provenance.Attributes.severity = warning\n"),
    ];

    public static Command Create()
    {
        var files = BenchmarkOptions.Positive(new Option<int>("--files") { Description = "Files of the project.", DefaultValueFactory = _ => 1_000 });
        var runs = BenchmarkOptions.Positive(new Option<int>("--runs") { Description = "Attributed runs of its map.", DefaultValueFactory = _ => 30_000 });
        var rounds = BenchmarkOptions.Rounds(3);
        var command = new Command("rules", "Builds a generated project with the rules on, and reads their time from the binary log.") { files, runs, rounds };
        command.SetAction(arguments => Run(arguments.GetValue(files), arguments.GetValue(runs), arguments.GetValue(rounds)));
        return command;
    }

    private static void Run(int files, int runs, int rounds)
    {
        using var scratch = new ScratchRoot();
        using var runner = new ProcessRunner(scratch.GitConfiguration);
        MachineHeader.Write(Console.Out, runner, scratch.Path);
        var table = new TextTable("build", "files", "lines", "runs", "warnings", "compiler", "rules, all threads", "share", "slowest rule");
        RuleProject? project = null;
        var warnings = 0;
        foreach (var (name, hasPolicy, configuration) in Sets)
        {
            project = RuleProject.Write(scratch.PathOf(name.Replace(' ', '-')), typeof(MapReader).Assembly.Location, files, runs, hasPolicy, configuration);
            var median = MedianBuild(runner, project, rounds, static report => report.RulesSeconds);
            var (slowest, seconds) = median.Rules.First();
            AddRow(table, name, files, project, median, median.RulesSeconds, $"{slowest} {Quantity.Time(TimeSpan.FromSeconds(seconds))}");
            warnings = median.Warnings;
        }

        // The same files, and as many diagnostics from an analyzer that knows nothing.
        var perFile = warnings / files;
        var floor = RuleProject.Write(scratch.PathOf("floor"), typeof(BareReporterAnalyzer).Assembly.Location, files, runs, hasPolicy: false, string.Create(CultureInfo.InvariantCulture, $"is_global = true\n{BareReporterAnalyzer.PerFileKey} = {perFile}\n"));
        var least = MedianBuild(runner, floor, rounds, static report => report.SecondsOf(typeof(BareReporterAnalyzer)));
        AddRow(table, "floor: reporting alone", files, floor, least, least.SecondsOf(typeof(BareReporterAnalyzer)), "–");

        Console.Out.WriteLine();
        table.Write(Console.Out);
        Console.Out.WriteLine($"Medians of {Quantity.Rounds(rounds)} by share, from the report that the compiler writes into the binary log (-p:ReportAnalyzer=true). Rules below warning do not run in builds.");
        Console.Out.WriteLine($"The map, {Quantity.Count(project!.MapText.Length)} characters, read: {Quantity.Time(ReadMap(project.MapText))} (median of 21, warm); every file in it: {Quantity.Time(ReadFiles(project.MapText, files))}.");
        Console.Out.WriteLine($"Counting the origins of a member allocates {Quantity.Number(BytesPerToken(), "0.000")} bytes per further token, on a tree whose nodes are there.");
    }

    private static void AddRow(TextTable table, string name, int files, RuleProject project, AnalyzerReport report, double seconds, string slowest) => table.Add(
        name, Quantity.Count(files), Quantity.Count(project.Lines), Quantity.Count(project.Runs), Quantity.Count(report.Warnings), Quantity.Time(report.Compiler), Quantity.Time(TimeSpan.FromSeconds(seconds)),
        Quantity.Number(100 * seconds / report.Compiler.TotalSeconds, "0.0") + " %", slowest);

    private static AnalyzerReport MedianBuild(ProcessRunner runner, RuleProject project, int rounds, Func<AnalyzerReport, double> seconds)
    {
        runner.Run(project.Folder, "dotnet", ["restore", "-v", "q", "-nologo"]).OrThrow();
        var reports = Enumerable.Range(0, rounds).Select(round => Build(runner, project, round)).OrderBy(report => seconds(report) / report.Compiler.TotalSeconds).ToArray();
        return reports[reports.Length / 2];
    }

    private static AnalyzerReport Build(ProcessRunner runner, RuleProject project, int round)
    {
        var log = Path.Combine(project.Folder, $"{round}.binlog");
        runner.Run(project.Folder, "dotnet", ["build", "--no-restore", "--no-incremental", "-v", "q", "-nologo", "-p:ReportAnalyzer=true", "-bl:" + log]).OrThrow();
        return AnalyzerReport.Read(log);
    }

    private static TimeSpan ReadMap(string text) => Median(21, () => _ = MapReader.Read(text));

    private static TimeSpan ReadFiles(string text, int files) => Median(21, () =>
    {
        var map = MapReader.Read(text);
        for (var i = 0; i < files; i++)
        {
            _ = map.Find($"File{i:0000}.cs", ignoreCase: false);
        }
    });

    private static TimeSpan Median(int rounds, Action action)
    {
        var times = new TimeSpan[rounds];
        for (var i = 0; i < times.Length; i++)
        {
            var watch = Stopwatch.StartNew();
            action();
            times[i] = watch.Elapsed;
        }

        Array.Sort(times);
        return times[times.Length / 2];
    }

    /// <summary>The slope between a short and a long member: what does not depend on the tokens cancels out.</summary>
    private static double BytesPerToken()
    {
        var (shortBytes, shortTokens) = Count(100);
        var (longBytes, longTokens) = Count(20_000);
        return (double)(longBytes - shortBytes) / (longTokens - shortTokens);
    }

    private static (long Bytes, int Tokens) Count(int statements)
    {
        var text = "class C\n{\n    void M(int x)\n    {\n" + string.Concat(Enumerable.Repeat("        x = x + x * 2;\n", statements)) + "    }\n}\n";
        var map = MapReader.Read(Engine.Map.MapWriter.Write(new Engine.Map.ProvenanceMap(
            [], [new Engine.Map.MapOrigin(Engine.Label.Agent, "claude", null, Engine.Map.MapConfidence.High, Engine.Tier.Asserted, null, false, null)], [],
            [Engine.Map.MapFile.Of("C.cs", text, [], [new Engine.Map.MapRun(1, statements + 6, 0, 9, 9)], [])])));
        var tree = CSharpSyntaxTree.ParseText(text, path: "C.cs");
        var origins = map.OriginsOf(tree, "C.cs", ignoreCase: false, CancellationToken.None)!;
        var member = MemberDeclaration.In(tree.GetRoot()).Single();

        // Nodes are held, so that the tree does not make them again: the compiler holds them, too.
        SyntaxNode[] held = [.. member.DescendantNodes()];
        var shares = origins.SharesOf(member, CancellationToken.None);
        var before = GC.GetAllocatedBytesForCurrentThread();
        shares = origins.SharesOf(member, CancellationToken.None);
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        GC.KeepAlive(held);
        return (bytes, shares.Units);
    }
}
