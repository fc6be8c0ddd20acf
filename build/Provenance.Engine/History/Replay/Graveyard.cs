using Provenance.Engine.History.Identity;

namespace Provenance.Engine.History.Replay;

/// <summary>A run that one mainline step removed from a file.</summary>
/// <param name="seconds">The committer time of the step as written: what a later commit makes of the clock must not change what was decided.</param>
/// <param name="units">Hashes of the run.</param>
internal sealed class BuriedRun(int step, long seconds, Lineage file, string path, DeathCause cause, ulong[] units, RunList origins, RunList lives)
{
    public int Step { get; } = step;

    public long Seconds { get; } = seconds;

    public Lineage File { get; } = file;

    public string Path { get; } = path;

    public DeathCause Cause { get; } = cause;

    public ulong[] Units { get; } = units;

    public RunList Origins { get; } = origins;

    public RunList Lives { get; } = lives;
}

/// <summary>Keeps what died lately, whole, so that a revert gives it back: no death happened then.</summary>
internal sealed class Graveyard
{
    /// <summary>How long a run can come back.</summary>
    public const long RevivalSeconds = 30 * 86_400L;

    private readonly List<BuriedRun> _runs = [];
    private readonly Dictionary<Lineage, List<BuriedRun>> _byFile = [];
    private readonly Dictionary<string, Lineage> _removedFiles = new(StringComparer.Ordinal);

    /// <summary>In the order of burial.</summary>
    public IReadOnlyList<BuriedRun> Runs => _runs;

    public void Bury(BuriedRun run)
    {
        _runs.Add(run);
        (_byFile.TryGetValue(run.File, out var list) ? list : _byFile[run.File] = []).Add(run);
        if (run.Cause == DeathCause.FileRemoved)
        {
            _removedFiles[run.Path] = run.File;
        }
    }

    /// <summary>Forgets what can no longer come back.</summary>
    public void Forget(long now)
    {
        // Times are as written, so that an old run may stand behind a young one; most steps find nothing at the front and stop.
        var gone = 0;
        while (gone < _runs.Count && _runs[gone].Seconds < now - RevivalSeconds)
        {
            Remove(_runs[gone++]);
        }

        _runs.RemoveRange(0, gone);
    }

    /// <summary>Finds the buried runs that a file takes back whole, and takes them out.</summary>
    /// <param name="path">Where a file that was removed is created again, it is the same file.</param>
    public List<(BuriedRun Run, int NewStart)> TakeReturned(FileStep step, int file, Lineage lineage, string path, long now)
    {
        var result = new List<(BuriedRun, int)>();
        var candidates = Candidates(lineage, path, now);
        if (candidates.Count == 0)
        {
            return result;
        }

        var byFirst = candidates.ToLookup(run => run.Units[0]);
        foreach (var free in step.FreeNew(file).ToArray())
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
        }

        return result;
    }

    private List<BuriedRun> Candidates(Lineage lineage, string path, long now)
    {
        var result = new List<BuriedRun>(_byFile.GetValueOrDefault(lineage) ?? []);
        if (_removedFiles.TryGetValue(path, out var removed) && removed != lineage)
        {
            result.AddRange(_byFile.GetValueOrDefault(removed) ?? []);
        }

        result.RemoveAll(run => Math.Abs(now - run.Seconds) > RevivalSeconds);
        return result;
    }

    private void Remove(BuriedRun run)
    {
        var list = _byFile[run.File];
        list.Remove(run);
        if (list.Count == 0)
        {
            _byFile.Remove(run.File);
        }

        if (run.Cause == DeathCause.FileRemoved && _removedFiles.GetValueOrDefault(run.Path) == run.File)
        {
            _removedFiles.Remove(run.Path);
        }
    }
}
