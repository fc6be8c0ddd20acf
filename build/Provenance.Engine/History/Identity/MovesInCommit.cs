using Provenance.Engine.History.Units;

namespace Provenance.Engine.History.Identity;

/// <summary>Finds runs that a commit moves anywhere, in a file or to another, however often they stand there: the longest first.</summary>
/// <remarks>Only for the line-mode reference values of docs/metric.md: of short runs in other files too many match by chance.</remarks>
internal sealed class MovesInCommit(int alphanumerics)
{
    /// <summary>Places of a unit that are tried, the first ones.</summary>
    private const int MostPlaces = 64;

    private readonly Dictionary<ulong, List<(int File, int Unit)>> _old = [];
    private readonly PriorityQueue<Candidate, (int Length, int File, int Unit)> _longest = new();

    public void Find(List<FileStep> steps)
    {
        Index(steps);
        _longest.Clear();
        for (var file = 0; file < steps.Count; file++)
        {
            foreach (var run in steps[file].FreeNew(file))
            {
                for (var unit = run.Start; unit < run.End; unit++)
                {
                    FindCandidates(steps, run, unit);
                }
            }
        }

        while (_longest.TryDequeue(out var candidate, out _))
        {
            var rest = Trim(steps, candidate);
            if (rest == candidate)
            {
                steps[rest.File].Take(steps[rest.OldFile], new Piece(rest.OldFile, rest.OldUnit, rest.Unit, rest.Length, PieceKind.Moved));
            }
            else
            {
                Enqueue(steps, rest);
            }
        }
    }

    private void Index(List<FileStep> steps)
    {
        _old.Clear();
        for (var file = 0; file < steps.Count; file++)
        {
            foreach (var run in steps[file].FreeOld(file))
            {
                for (var unit = run.Start; unit < run.End; unit++)
                {
                    var hash = steps[file].Old.Hashes[unit];
                    (_old.TryGetValue(hash, out var places) ? places : _old[hash] = []).Add((file, unit));
                }
            }
        }
    }

    private void FindCandidates(List<FileStep> steps, FreeRun run, int unit)
    {
        if (!_old.TryGetValue(steps[run.File].New.Hashes[unit], out var places))
        {
            return;
        }

        foreach (var (file, old) in places.Take(MostPlaces))
        {
            // Else the same run was found from its first unit.
            if (unit == run.Start || !AreEqual(steps[file], old - 1, steps[run.File], unit - 1))
            {
                var length = 1;
                while (unit + length < run.End && AreEqual(steps[file], old + length, steps[run.File], unit + length))
                {
                    length++;
                }

                Enqueue(steps, new Candidate(run.File, unit, file, old, length));
            }
        }
    }

    private void Enqueue(List<FileStep> steps, Candidate candidate)
    {
        var sum = 0;
        foreach (var traits in steps[candidate.File].New.Traits.AsSpan(candidate.Unit, candidate.Length))
        {
            sum += UnitTraits.Alphanumerics(traits);
        }

        if (sum >= alphanumerics)
        {
            _longest.Enqueue(candidate, (-candidate.Length, candidate.File, candidate.Unit));
        }
    }

    /// <summary>The longest stretch that no longer run has taken; of length 0 when nothing is left.</summary>
    private static Candidate Trim(List<FileStep> steps, Candidate candidate)
    {
        var (best, bestLength) = (0, 0);
        for (var at = 0; at < candidate.Length; at++)
        {
            var first = at;
            while (at < candidate.Length && AreEqual(steps[candidate.OldFile], candidate.OldUnit + at, steps[candidate.File], candidate.Unit + at))
            {
                at++;
            }

            if (at - first > bestLength)
            {
                (best, bestLength) = (first, at - first);
            }
        }

        return candidate with { Unit = candidate.Unit + best, OldUnit = candidate.OldUnit + best, Length = bestLength };
    }

    private static bool AreEqual(FileStep from, int old, FileStep to, int @new) =>
        (uint)old < (uint)from.Old.Count && from.IsOldFree(old) && to.IsNewFree(@new) && from.Old.Hashes[old] == to.New.Hashes[@new];

    private readonly record struct Candidate(int File, int Unit, int OldFile, int OldUnit, int Length);
}
