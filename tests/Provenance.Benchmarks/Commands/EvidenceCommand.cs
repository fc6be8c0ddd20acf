using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;
using Provenance.Benchmarks.Generation;
using Provenance.Benchmarks.Measuring;
using Provenance.Benchmarks.Printing;
using Provenance.Engine.Evidence.Compile;

namespace Provenance.Benchmarks.Commands;

/// <summary><c>evidence</c>: what reading compile evidence costs beside compiling.</summary>
internal static class EvidenceCommand
{
    private static readonly double[] Shares = [1, 0.2, 0.05];

    public static Command Create()
    {
        var rounds = BenchmarkOptions.Rounds(5);
        var files = new Option<int>("--files") { Description = "Files of the generated project.", DefaultValueFactory = _ => 500 };
        var command = new Command("evidence", "Times compile evidence beside csc on a generated project.") { rounds, files };
        command.SetAction(arguments => Run(arguments.GetValue(files), arguments.GetValue(rounds)));
        return command;
    }

    private static void Run(int files, int rounds)
    {
        using var bench = new Bench(tool: null);
        MachineHeader.Write(Console.Out, bench.Runner, bench.Scratch.Path);
        var project = GeneratedProject.Write(bench.Scratch.PathOf("project"), files);
        var csc = new Row("csc, a process of its own");
        Bench.Say("csc");
        for (var round = 0; round < rounds; round++)
        {
            csc.Add(Compiled(bench.Runner.Run(project.Folder, project.Host, project.Arguments, keepsOutput: true)).Measurement);
        }

        // Before Roslyn runs in this process, so that the first reading pays for loading and compiling it, as the first task of a build node does.
        Bench.Say("evidence, first call");
        var first = new Row("evidence, first call of a node, 1 file");
        first.Add(Time(() => Read(project, 1.0 / files)));
        var rows = new List<Row>();
        foreach (var share in Shares)
        {
            var row = new Row(FormattableString.Invariant($"evidence, warm, {share:P0} of the files attributed"));
            Bench.Say(row.Name);
            Repeat(row, rounds, () => Read(project, share));
            rows.Add(row);
        }

        Bench.Say("compiler, warm");
        var warm = new Row("the compiler in a warm process");
        Repeat(warm, rounds, () => Compile(project));
        Print(project, rounds, csc, first, warm, rows);
    }

    // The compiler writes its errors to standard output.
    private static ProcessResult Compiled(ProcessResult result) => result.ExitCode == 0 ? result : throw new BenchmarkException(result.Text.Split('\n').FirstOrDefault(line => line.Contains("error", StringComparison.Ordinal)) ?? "csc failed");

    private static void Print(GeneratedProject project, int rounds, Row csc, Row first, Row warm, List<Row> rows)
    {
        var table = new TextTable("what", "wall", "CPU", "of csc", "of the warm compiler", "of its CPU");
        foreach (var row in (Row[])[csc, warm, first, .. rows])
        {
            table.Add(row.Name, Quantity.Time(row.Wall), Quantity.Time(row.Cpu), Percent(row.Wall, csc.Wall), Percent(row.Wall, warm.Wall), Percent(row.Cpu, warm.Cpu));
        }

        Console.Out.WriteLine();
        table.Write(Console.Out);
        Console.Out.WriteLine($"{Quantity.Count(project.Sources.Length)} files, {Quantity.Count(project.Lines)} lines; medians of {Quantity.Rounds(rounds)}, the first call once.");
    }

    private static string Percent(TimeSpan? time, TimeSpan? of) => time is null || of is null ? Quantity.Unknown : Quantity.Number(100 * (time.Value / of.Value), "0.0") + " %";

    private static void Repeat(Row row, int rounds, Action action)
    {
        action();
        action();
        for (var round = 0; round < rounds; round++)
        {
            row.Add(Time(action));
        }
    }

    private static Measurement Time(Action action)
    {
        var (start, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        action();
        return new Measurement(Stopwatch.GetElapsedTime(start), Environment.CpuUsage.TotalTime - cpu, null, null);
    }

    private static void Read(GeneratedProject project, double share)
    {
        var every = (int)Math.Round(1 / share);
        var sources = project.Sources.Select((path, index) => new SourceInput(path, path, Examine: index % every == 0)).ToImmutableArray();
        var evidence = CompileStage.Read(new CompileInputs(project.Assembly, project.Pdb, sources, new ParseSettings(), []), CancellationToken.None);
        var wrong = evidence.Files.Count(file => file.Status != FileStatus.Verified);
        if (wrong > 0 || evidence.Files.IsEmpty || evidence.Symbols != UnknownReason.None)
        {
            throw new BenchmarkException(FormattableString.Invariant($"{wrong} of {evidence.Files.Length} files have no evidence: nothing was measured."));
        }
    }

    private static void Compile(GeneratedProject project)
    {
        var trees = new SyntaxTree[project.Sources.Length];
        Parallel.For(0, trees.Length, i =>
        {
            using var stream = File.OpenRead(project.Sources[i]);
            trees[i] = CSharpSyntaxTree.ParseText(SourceText.From(stream, Encoding.UTF8, SourceHashAlgorithm.Sha256), CSharpParseOptions.Default, project.Sources[i]);
        });
        var compilation = CSharpCompilation.Create(
            "Generated", trees, project.References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, deterministic: true));
        using var assembly = new MemoryStream();
        using var pdb = new MemoryStream();
        if (!compilation.Emit(assembly, pdb, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb)).Success)
        {
            throw new BenchmarkException("The generated project does not compile.");
        }
    }
}
