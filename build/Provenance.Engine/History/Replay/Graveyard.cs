using Provenance.Engine.History.Identity;

namespace Provenance.Engine.History.Replay;

/// <summary>A run that one mainline step removed from a file.</summary>
/// <param name="units">Hashes of the run.</param>
/// <param name="challenges">Per unit, whether something challenged it, or ended it so; null where nobody asks.</param>
internal sealed class BuriedRun(int step, Lineage file, string path, DeathCause cause, ulong[] units, RunList origins, RunList lives, RunList? challenges)
{
    public int Step { get; } = step;

    /// <summary>The file that takes it back. A file that was removed and came back is the one that it was.</summary>
    public Lineage File { get; set; } = file;

    public string Path { get; } = path;

    public DeathCause Cause { get; } = cause;

    public ulong[] Units { get; } = units;

    public RunList Origins { get; } = origins;

    public RunList Lives { get; } = lives;

    public RunList? Challenges { get; } = challenges;
}

/// <summary>Keeps what died lately, whole, so that a revert gives it back: no death happened then.</summary>
internal sealed class Graveyard(StepClock clock)
{
    /// <summary>How long a run can come back.</summary>
    public const long RevivalSeconds = 30 * 86_400L;

    private readonly List<BuriedRun> _runs = [];
    private readonly Dictionary<Lineage, List<BuriedRun>> _byFile = [];
    private readonly Dictionary<string, List<BuriedRun>> _removedFiles = new(StringComparer.Ordinal);

    /// <summary>In the order of burial.</summary>
    public IReadOnlyList<BuriedRun> Runs => _runs;

    public void Bury(BuriedRun run)
    {
        _runs.Add(run);
        Add(_byFile, run.File, run);
        if (run.Cause == DeathCause.FileRemoved)
        {
            Add(_removedFiles, run.Path, run);
        }
    }

    /// <summary>Forgets what can no longer come back.</summary>
    public void Forget()
    {
        var gone = 0;
        while (gone < _runs.Count && clock.IsCertainlyOlder(_runs[gone].Step, RevivalSeconds))
        {
            Remove(_runs[gone++]);
        }

        _runs.RemoveRange(0, gone);
    }

    /// <summary>Finds the buried runs that a file takes back whole, and takes them out.</summary>
    /// <param name="path">Where a file that was removed is created again, it is the same file.</param>
    public List<(BuriedRun Run, int NewStart)> TakeReturned(FileStep step, int file, Lineage lineage, string path)
    {
        var result = new List<(BuriedRun, int)>();
        var added = step.FreeNew(file).ToList();
        var candidates = added.Count == 0 ? [] : Candidates(lineage, path);
        if (candidates.Count == 0)
        {
            return result;
        }

        var byFirst = candidates.ToLookup(run => run.Units[0]);
        foreach (var free in added)
        {
            for (var unit = free.Start; unit < free.End; unit++)
            {
                var rest = step.New.Hashes.AsSpan(unit, free.End - unit);
                BuriedRun? longest = null;
                foreach (var run in byFirst[rest[0]])
                {
                    // Of equals the one that was removed last.
                    if (run.Units.Length >= (longest?.Units.Length ?? 0) && rest.StartsWith(run.Units) && !result.Exists(taken => ReferenceEquals(taken.Item1, run)))
                    {
                        longest = run;
                    }
                }

                if (longest is not null)
                {
                    result.Add((longest, unit));
                    unit += longest.Units.Length - 1;
                }
            }
        }

        foreach (var (run, _) in result)
        {
            Remove(run);
            _runs.Remove(run);
            if (run.Cause == DeathCause.FileRemoved && run.File != lineage)
            {
                Rename(run.File, lineage);
            }
        }

        return result;
    }

    private List<BuriedRun> Candidates(Lineage lineage, string path)
    {
        var result = new List<BuriedRun>(_byFile.GetValueOrDefault(lineage) ?? []);
        foreach (var removed in (_removedFiles.GetValueOrDefault(path) ?? []).Select(run => run.File).Distinct().Where(removed => removed != lineage))
        {
            result.AddRange(_byFile[removed]);
        }

        result.RemoveAll(run => clock.IsOlder(run.Step, RevivalSeconds));
        return result;
    }

    /// <summary>A removed file came back under another lineage: the rest of what it lost may follow.</summary>
    private void Rename(Lineage removed, Lineage lineage)
    {
        if (!_byFile.Remove(removed, out var rest))
        {
            return;
        }

        foreach (var run in rest)
        {
            run.File = lineage;
        }

        // In the order of burial, as a walk that goes on from here would have it.
        var all = rest.Concat(_byFile.GetValueOrDefault(lineage) ?? []).ToHashSet();
        _byFile[lineage] = _runs.FindAll(all.Contains);
    }

    private static void Add<TKey>(Dictionary<TKey, List<BuriedRun>> runs, TKey key, BuriedRun run)
        where TKey : notnull => (runs.TryGetValue(key, out var list) ? list : runs[key] = []).Add(run);

    private void Remove(BuriedRun run)
    {
        Remove(_byFile, run.File, run);
        if (run.Cause == DeathCause.FileRemoved)
        {
            Remove(_removedFiles, run.Path, run);
        }
    }

    private static void Remove<TKey>(Dictionary<TKey, List<BuriedRun>> runs, TKey key, BuriedRun run)
        where TKey : notnull
    {
        var list = runs[key];
        list.Remove(run);
        if (list.Count == 0)
        {
            runs.Remove(key);
        }
    }
}
