using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics;
using Provenance.Benchmarks.Contenders;
using Provenance.Benchmarks.Measuring;
using Provenance.Benchmarks.Printing;
using Provenance.Benchmarks.Repositories;
using Provenance.Engine.Evidence.Reach;

namespace Provenance.Benchmarks.Commands;

/// <summary><c>reach</c>: what a static walk over assemblies costs, and where it differs from the linker.</summary>
internal static class ReachCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("assemblies") { Description = "What is walked together; the first is the root.", Arity = ArgumentArity.OneOrMore };
        var rounds = BenchmarkOptions.Rounds(5);
        var surface = new Option<bool>("--surface") { Description = "Begin at the public surface, as for a package." };
        var linked = new Option<string?>("--linked") { Description = "Folder with the same assemblies as ILLink left them: every member on which the two differ is listed.", HelpName = "DIR" };
        var command = new Command("reach", "Times the static walk, and holds it to the linker.") { files, rounds, surface, linked };
        command.SetAction(arguments => Run(arguments.GetRequiredValue(files), arguments.GetValue(rounds), arguments.GetValue(surface), arguments.GetValue(linked)));
        return command;
    }

    private static void Run(string[] files, int rounds, bool surface, string? linked)
    {
        using (var scratch = new ScratchRoot())
        using (var runner = new ProcessRunner(scratch.GitConfiguration))
        {
            MachineHeader.Write(Console.Out, runner, scratch.Path);
        }

        var images = files.Select((file, index) => new ReachImage([.. File.ReadAllBytes(file)], index == 0 || surface)).ToImmutableArray();
        var options = new ReachOptions(surface ? ReachRoots.Surface : ReachRoots.EntryPoint);
        var row = new Row("walk");
        ReachResult? result = null;
        using var process = Process.GetCurrentProcess();
        var (cold, coldCpu, cpuTimes) = (TimeSpan.Zero, TimeSpan.Zero, new List<TimeSpan>());
        for (var round = 0; round <= rounds; round++)
        {
            process.Refresh();
            var before = process.TotalProcessorTime;
            var watch = Stopwatch.StartNew();
            result = Reachability.Walk(images, options, CancellationToken.None);
            var wall = watch.Elapsed;
            process.Refresh();
            var cpu = process.TotalProcessorTime - before;
            if (round == 0)
            {
                (cold, coldCpu) = (wall, cpu);
                continue;
            }

            row.Add(new Measurement(wall, Cpu: null, PeakProcess: null, PeakTree: null));
            cpuTimes.Add(cpu);
        }

        Console.Out.WriteLine();
        Console.Out.WriteLine($"{Quantity.Number(Quantity.ToMegabytes(images.Sum(image => (long)image.Image.Length)), "0.0")} MB of IL and metadata walked in {Quantity.Time(row.Wall)} ({Quantity.Time(cpuTimes.Order().ElementAt(cpuTimes.Count / 2))} of processors), medians of {Quantity.Rounds(rounds)} in process after a first one of {Quantity.Time(cold)} ({Quantity.Time(coldCpu)}), which compiles the walk itself; complete: {(result!.IsComplete ? "yes" : "no")}.");
        var trace = new ReachTrace();
        result = Reachability.Walk(images, options with { Trace = trace }, CancellationToken.None);
        LinkerComparison.Write(Console.Out, images, result, trace, linked is null ? null : Path.GetFullPath(linked));
    }
}
