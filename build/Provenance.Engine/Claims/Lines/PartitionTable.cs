using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Provenance.Engine.Git;

namespace Provenance.Engine.Claims.Lines;

/// <summary>Numbers evidence about lines for a replay that does not know what it means: (birth commit, path there, line) → slice. Slice 0 is what only the commit speaks about.</summary>
/// <remarks>Slices are numbered in the order in which partitions are added: add them in the order of the walk and, within a commit, by ordinal path. Not safe for concurrent use.</remarks>
public sealed class PartitionTable
{
    private readonly Dictionary<(ObjectId Commit, string Path), ImmutableArray<LineRun>> _runs = [];
    private readonly Dictionary<(ObjectId Commit, LineEvidence Evidence), int> _numbers = [];
    private readonly List<(ObjectId Commit, LineEvidence Evidence)> _slices = [(default, LineEvidence.None)];

    /// <summary>Slices by number, 0 included.</summary>
    public int Count => _slices.Count;

    /// <summary>The evidence of a slice, and the commit whose lines have it.</summary>
    public (ObjectId Commit, LineEvidence Evidence) this[int slice] => _slices[slice];

    /// <summary>Adds a file; one without evidence of its own takes no room.</summary>
    public void Add(ObjectId commit, string path, LinePartition partition)
    {
        if (partition.IsTrivial)
        {
            return;
        }

        _runs.Add((commit, path), [.. partition.Runs.Select(run => run with { Slice = NumberOf(commit, partition.Slices[run.Slice]) })]);
    }

    /// <summary>Runs of a file with the table's slices, without gaps from line 1; empty when all lines are slice 0.</summary>
    public ImmutableArray<LineRun> Find(ObjectId commit, string path) => _runs.TryGetValue((commit, path), out var runs) ? runs : [];

    /// <summary>The slice of a line (from 1) of a file.</summary>
    public int SliceAt(ObjectId commit, string path, int line)
    {
        var runs = Find(commit, path);
        var (low, high) = (0, runs.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (runs[middle].Lines.Contains(line))
            {
                return runs[middle].Slice;
            }

            (low, high) = runs[middle].Lines.Last < line ? (middle + 1, high) : (low, middle - 1);
        }

        return 0;
    }

    /// <summary>SHA-256, lower-case hex, over which lines have which slice: two tables with one digest divide every file alike, so that a stored replay may be used again.</summary>
    public string Digest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> numbers = stackalloc byte[8];
        foreach (var ((commit, path), runs) in _runs.OrderBy(pair => pair.Key.Commit).ThenBy(pair => pair.Key.Path, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(commit + " " + path + "\n"));
            BinaryPrimitives.WriteInt64LittleEndian(numbers, runs.Length);
            hash.AppendData(numbers);
            foreach (var run in runs)
            {
                BinaryPrimitives.WriteInt32LittleEndian(numbers, run.Lines.Last);
                BinaryPrimitives.WriteInt32LittleEndian(numbers[4..], run.Slice);
                hash.AppendData(numbers);
            }
        }

        return Convert.ToHexString(hash.GetHashAndReset()).ToLowerInvariant();
    }

    private int NumberOf(ObjectId commit, LineEvidence evidence)
    {
        if (evidence == LineEvidence.None)
        {
            return 0;
        }

        if (!_numbers.TryGetValue((commit, evidence), out var number))
        {
            number = _slices.Count;
            _numbers.Add((commit, evidence), number);
            _slices.Add((commit, evidence));
        }

        return number;
    }
}
