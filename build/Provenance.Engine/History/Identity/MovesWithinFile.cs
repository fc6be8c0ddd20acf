using System.Runtime.InteropServices;
using Provenance.Engine.History.Units;

namespace Provenance.Engine.History.Identity;

/// <summary>Finds runs that a commit moves inside one file: removed here, inserted there, the longest first.</summary>
/// <remarks>
/// A run counts from a number of letters and digits on, as in <c>git blame -M</c>. Candidates are found by four equal units in a row, or
/// by one long unit for runs shorter than that; of a sequence that is repeated, the first places only, so that the effort is bounded.
/// </remarks>
internal sealed class MovesWithinFile(int alphanumerics)
{
    private const int Gram = 4;
    private const int LongUnit = 7;
    private const ulong SingleSalt = 0x8CB92BA72F3D8DD7;

    private readonly Dictionary<ulong, int> _first = [];
    private readonly List<(int Unit, int Next)> _places = [];
    private readonly List<(int OldStart, int NewStart, int Length)> _candidates = [];
    private readonly PriorityQueue<(int OldStart, int NewStart, int Length), (int Length, int NewStart, int OldStart)> _longest = new();
    private readonly List<FreeRun> _old = [];
    private readonly List<FreeRun> _new = [];

    public void Find(int file, FileStep step)
    {
        if (!Collect(step.FreeOld(file), step.Old, _old) || !Collect(step.FreeNew(file), step.New, _new))
        {
            return;
        }

        Index(step.Old);
        FindCandidates(step);
        TakeLongestFirst(file, step);
    }

    private bool Collect(FreeRuns runs, UnitSequence units, List<FreeRun> kept)
    {
        kept.Clear();
        foreach (var run in runs)
        {
            if (Sum(units, run.Start, run.End) >= alphanumerics)
            {
                kept.Add(run);
            }
        }

        return kept.Count > 0;
    }

    private static int Sum(UnitSequence units, int start, int end)
    {
        var sum = 0;
        foreach (var traits in units.Traits.AsSpan(start, end - start))
        {
            sum += UnitTraits.Alphanumerics(traits);
        }

        return sum;
    }

    private void Index(UnitSequence old)
    {
        _first.Clear();
        _places.Clear();

        // Backwards, so that the chain of a key begins with its first place.
        for (var k = _old.Count - 1; k >= 0; k--)
        {
            for (var unit = _old[k].End - 1; unit >= _old[k].Start; unit--)
            {
                if (unit + Gram <= _old[k].End)
                {
                    Add(WindowHash.Of(old.Hashes.AsSpan(unit, Gram)), unit);
                }

                if (UnitTraits.Alphanumerics(old.Traits[unit]) >= LongUnit)
                {
                    Add(old.Hashes[unit] ^ SingleSalt, unit);
                }
            }
        }
    }

    private void Add(ulong key, int unit)
    {
        ref var first = ref CollectionsMarshal.GetValueRefOrAddDefault(_first, key, out var exists);
        _places.Add((unit, exists ? first : -1));
        first = _places.Count - 1;
    }

    private void FindCandidates(FileStep step)
    {
        _candidates.Clear();
        var limit = _places.Count < 20_000 ? 32 : 4;
        foreach (var run in _new)
        {
            for (var unit = run.Start; unit < run.End; unit++)
            {
                if (unit + Gram <= run.End)
                {
                    Try(step, run, unit, WindowHash.Of(step.New.Hashes.AsSpan(unit, Gram)), limit, isGram: true);
                }

                if (UnitTraits.Alphanumerics(step.New.Traits[unit]) >= LongUnit)
                {
                    Try(step, run, unit, step.New.Hashes[unit] ^ SingleSalt, limit, isGram: false);
                }
            }
        }
    }

    private void Try(FileStep step, FreeRun run, int unit, ulong key, int limit, bool isGram)
    {
        var place = _first.GetValueOrDefault(key, -1);
        for (var tries = 0; place >= 0 && tries < limit; tries++)
        {
            var (old, next) = _places[place];
            place = next;
            var (start, end) = (unit, unit);
            while (start > run.Start && AreEqual(step, old - (unit - start) - 1, start - 1))
            {
                start--;
            }

            // The same run was found from its first unit.
            if (isGram && start < unit)
            {
                continue;
            }

            while (end < run.End && AreEqual(step, old + end - unit, end))
            {
                end++;
            }

            var isFoundByGram = end - start >= Gram;
            if (isFoundByGram == isGram && Sum(step.New, start, end) >= alphanumerics)
            {
                _candidates.Add((old - (unit - start), start, end - start));
            }
        }
    }

    private static bool AreEqual(FileStep step, int old, int @new) =>
        (uint)old < (uint)step.Old.Count && step.IsOldFree(old) && step.IsNewFree(@new) && step.Old.Hashes[old] == step.New.Hashes[@new];

    private void TakeLongestFirst(int file, FileStep step)
    {
        _longest.Clear();
        foreach (var candidate in _candidates)
        {
            Enqueue(candidate);
        }

        while (_longest.TryDequeue(out var candidate, out _))
        {
            if (Trim(step, candidate) is not { } rest || Sum(step.New, rest.NewStart, rest.NewStart + rest.Length) < alphanumerics)
            {
                continue;
            }

            if (rest == candidate)
            {
                step.Take(step, new Piece(file, rest.OldStart, rest.NewStart, rest.Length, PieceKind.Moved));
            }
            else
            {
                Enqueue(rest);
            }
        }
    }

    private void Enqueue((int OldStart, int NewStart, int Length) candidate) =>
        _longest.Enqueue(candidate, (-candidate.Length, candidate.NewStart, candidate.OldStart));

    /// <summary>The longest stretch of a candidate that no longer run has taken; null when nothing is left.</summary>
    private static (int OldStart, int NewStart, int Length)? Trim(FileStep step, (int OldStart, int NewStart, int Length) candidate)
    {
        var (best, bestLength) = (0, 0);
        for (var at = 0; at < candidate.Length; at++)
        {
            var first = at;
            while (at < candidate.Length && AreEqual(step, candidate.OldStart + at, candidate.NewStart + at))
            {
                at++;
            }

            if (at - first > bestLength)
            {
                (best, bestLength) = (first, at - first);
            }
        }

        return bestLength == 0 ? null : (candidate.OldStart + best, candidate.NewStart + best, bestLength);
    }
}
