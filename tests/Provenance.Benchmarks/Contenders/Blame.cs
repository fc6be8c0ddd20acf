using System.Collections.Immutable;
using System.Globalization;
using Provenance.Benchmarks.Measuring;
using Provenance.Benchmarks.Repositories;

namespace Provenance.Benchmarks.Contenders;

/// <summary><c>git blame --porcelain</c> of every C# file at HEAD, one process per file; or of some files, extrapolated by their number.</summary>
internal sealed class Blame : Contender
{
    private const ulong SampleSeed = 20_240_607;

    private readonly ProcessRunner _runner;
    private readonly ScratchClone _clone;
    private readonly string[] _configuration;
    private readonly ImmutableArray<string> _paths;
    private readonly double _factor;

    private Blame(ProcessRunner runner, ScratchClone clone, HistoryFacts facts, int? sampleSize, string graph, params string[] configuration)
        : base("blame", new Row("git blame of every file, " + graph))
    {
        _runner = runner;
        _clone = clone;
        _configuration = configuration;
        _paths = [.. facts.HeadFiles.Select(file => file.Path)];
        if (sampleSize is { } size && size < _paths.Length)
        {
            var all = _paths.Length;
            _paths = [.. new StableRandom(SampleSeed).Sample(_paths, size)];
            _factor = (double)all / size;
            Row.Name += string.Create(CultureInfo.InvariantCulture, $" (SAMPLE: {size:#,0} of {all:#,0} files, times × {_factor:0.0})");
        }
        else
        {
            _factor = 1;
        }
    }

    public Row Row => Rows[0];

    /// <summary>The state of a fresh clone.</summary>
    public static Blame WithoutGraph(ProcessRunner runner, ScratchClone clone, HistoryFacts facts, int? sampleSize) =>
        new(runner, clone, facts, sampleSize, "no commit graph", "-c", "core.commitGraph=false");

    /// <param name="clone">One that nobody else uses: a commit graph with changed-path (Bloom) filters is written there.</param>
    public static Blame WithBloomGraph(ProcessRunner runner, ScratchClone clone, HistoryFacts facts, int? sampleSize) =>
        new Blame(runner, clone, facts, sampleSize, "Bloom graph") { WritesGraph = true };

    /// <summary>What writing the graph took, once; not part of the figures of blame.</summary>
    public Measurement? GraphWriting { get; private set; }

    private bool WritesGraph { get; init; }

    public override void Prepare()
    {
        if (_paths.IsEmpty)
        {
            throw new BenchmarkException("no C# file at HEAD");
        }

        if (WritesGraph)
        {
            GraphWriting = _runner.Run(_clone.Path, "git", ["commit-graph", "write", "--reachable", "--changed-paths", "--no-progress"]).OrThrow().Measurement;
        }
    }

    public override void Run()
    {
        Measurement? sum = null;
        foreach (var path in _paths)
        {
            var result = _runner.Run(_clone.Path, "git", [.. _configuration, "blame", "--porcelain", _clone.Head, "--", path]);
            if (result.Failure is { } failure)
            {
                Fail(failure);
                return;
            }

            sum = sum is { } before ? before + result.Measurement : result.Measurement;
        }

        Row.Add(sum!.Value.Times(_factor));
    }
}
