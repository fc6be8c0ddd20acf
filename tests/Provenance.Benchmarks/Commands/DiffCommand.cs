using System.CommandLine;
using System.Diagnostics;
using Provenance.Benchmarks.Alignments;
using Provenance.Benchmarks.Measuring;
using Provenance.Benchmarks.Printing;
using Provenance.Benchmarks.Repositories;
using Provenance.Engine.Git;
using Provenance.Engine.History;
using Provenance.Engine.History.Alignment;
using Provenance.Engine.History.Units;

namespace Provenance.Benchmarks.Commands;

/// <summary><c>diff</c>: how long the worst alignments take, reading included.</summary>
internal static class DiffCommand
{
    public static Command Create()
    {
        var rounds = BenchmarkOptions.Rounds(3);
        var command = new Command("diff", "Times alignments of inputs that are bad for a diff.") { rounds };
        command.SetAction(arguments => Run(arguments.GetValue(rounds)));
        return command;
    }

    private static void Run(int rounds)
    {
        using (var scratch = new ScratchRoot())
        using (var runner = new ProcessRunner(scratch.GitConfiguration))
        {
            MachineHeader.Write(Console.Out, runner, scratch.Path);
        }

        var warmUp = PathologicalPair.Shuffled(2_000);
        var table = new TextTable("pair", "units", "MB", "read both", "align", "units before", "units after", "matched", "allocated", "the walk");
        foreach (var mode in (UnitMode[])[UnitMode.Line, UnitMode.Token])
        {
            Measure(warmUp, mode, 5);
            foreach (var create in PathologicalPair.All)
            {
                var pair = create();
                Bench.Say($"{pair.Name}, {mode}");
                Add(table, pair, mode, Measure(pair, mode, rounds));
            }
        }

        Console.Out.WriteLine();
        table.Write(Console.Out);
        Console.Out.WriteLine($"Medians of {Quantity.Rounds(rounds)} in process. Allocated: bytes that one round of reading and aligning takes from the collector.");
    }

    private static void Add(TextTable table, PathologicalPair pair, UnitMode mode, (Row Read, Row Align, int Before, int After, int Matched, long Allocated) result) => table.Add(
        pair.Name, mode == UnitMode.Line ? "lines" : "tokens", Quantity.Number(Quantity.ToMegabytes(pair.Before.Length + pair.After.Length), "0.0"),
        Quantity.Time(result.Read.Wall), Quantity.Time(result.Align.Wall),
        Quantity.Count(result.Before), Quantity.Count(result.After), Quantity.Count(result.Matched), Quantity.Megabytes(result.Allocated),
        Math.Max(pair.Before.Length, pair.After.Length) > GitLimits.ObjectBytes ? "does not read it" : "reads it");

    private static (Row Read, Row Align, int Before, int After, int Matched, long Allocated) Measure(PathologicalPair pair, UnitMode mode, int rounds)
    {
        var (read, align) = (new Row("read"), new Row("align"));
        var (units, aligner) = (UnitReaders.Create(ReplayOptions.Of(mode)), new Aligner());
        var (oldCount, newCount, matched, allocated) = (0, 0, 0, 0L);
        for (var round = 0; round < rounds; round++)
        {
            var allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
            var watch = Stopwatch.StartNew();
            var before = units.Read(pair.Before) ?? UnitSequence.Empty;
            var after = units.Read(pair.After) ?? UnitSequence.Empty;
            var readTime = watch.Elapsed;
            var matches = aligner.Align(before, after);
            read.Add(Wall(readTime));
            align.Add(Wall(watch.Elapsed - readTime));
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocatedBefore;
            (oldCount, newCount, matched) = (before.Count, after.Count, matches.Sum(match => match.Length));
        }

        return (read, align, oldCount, newCount, matched, allocated);
    }

    private static Measurement Wall(TimeSpan time) => new(time, Cpu: null, PeakProcess: null, PeakTree: null);
}
