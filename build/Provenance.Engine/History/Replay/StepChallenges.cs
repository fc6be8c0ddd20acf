using Provenance.Engine.History.Units;

namespace Provenance.Engine.History.Replay;

/// <summary>Finds what a mainline step challenges: units that are at least a day old, within some tokens of a unit that the step deleted or replaced, when nothing challenged them before.</summary>
/// <param name="steps">Null: challenges are not looked for.</param>
internal sealed class StepChallenges(WalkTables tables, BringingSteps? steps)
{
    /// <summary>How many tokens to either side of a deleted one.</summary>
    public const int Reach = 50;

    /// <summary>Seconds from which code is challenged; younger code is still being written.</summary>
    public const long MinAge = 86_400;

    /// <summary>Per unit: nothing challenged it yet.</summary>
    public const int Never = 0;

    /// <summary>Its first challenge lies behind it.</summary>
    public const int Before = 1;

    /// <summary>It was its first challenge that ended it; only of what is gone.</summary>
    public const int Ended = 2;

    private static readonly int[] AfterRevival = [Never, Before, Before];

    private readonly RunBuilder _runs = new();
    private readonly List<(int Start, int End)> _windows = [];
    private readonly List<RunList?> _lists = [];
    private int[] _states = [];

    /// <summary>Looks at every file of a step, before it is known where what was kept stands now.</summary>
    public void Find(int step, List<OpenFile> open)
    {
        _lists.Clear();
        var oldEnough = step < 0 || steps is null ? 0 : tables.Clock.FirstYounger(MinAge);
        bool? isChallenge = null;
        foreach (var file in open)
        {
            var list = step < 0 ? null : file.Before?.Challenges;
            if (list is not null && oldEnough > 0)
            {
                FindWindows(file);
                if (_windows.Count > 0 && (isChallenge ??= steps!.Contains(step)))
                {
                    list = Challenge(file, list, step, oldEnough);
                }
            }

            _lists.Add(list);
        }
    }

    /// <summary>Per unit of the old version of a file, as it is after the step; null where challenges are not looked for.</summary>
    public RunList? Of(int file) => _lists[file];

    public bool AreLookedFor => steps is not null;

    /// <summary>Units that came back: no challenge ended them.</summary>
    public RunList? Revive(BuriedRun run, UnitSequence units, int newStart)
    {
        if (run.Challenges is not { } challenges)
        {
            return null;
        }

        foreach (var (state, start, length) in challenges.Runs(0, challenges.Count))
        {
            if (state == Ended)
            {
                foreach (var (life, from, part) in run.Lives.Runs(start, start + length))
                {
                    if ((tables.Lives[life].Kind & UnitKind.Weightless) == UnitKind.None)
                    {
                        tables.Challenges.Revive(tables.Lives[life], run.Step, units.WeightOf(newStart + from, part));
                    }
                }
            }
        }

        return challenges.Map(AfterRevival);
    }

    /// <summary>Ascending and disjoint. Taking away brackets, attributes or <c>this.</c> is dressing, not a challenge.</summary>
    private void FindWindows(OpenFile file)
    {
        _windows.Clear();
        foreach (var region in file.Step.Regions)
        {
            foreach (var run in file.Step.FreeOldIn(0, region))
            {
                foreach (var (life, start, length) in file.Before!.Lives!.Runs(run.Start, run.End))
                {
                    var deleted = file.Old.Traits.AsSpan(start, length);
                    var first = deleted.IndexOfAnyExceptInRange(UnitTraits.Weightless, byte.MaxValue);
                    if (first >= 0 && (tables.Lives[life].Kind & UnitKind.Dressing) == UnitKind.None)
                    {
                        var last = deleted.LastIndexOfAnyExceptInRange(UnitTraits.Weightless, byte.MaxValue);
                        AddWindow(Math.Max(0, start + first - Reach), Math.Min(file.Old.Count, start + last + 1 + Reach));
                    }
                }
            }
        }
    }

    private void AddWindow(int start, int end)
    {
        if (_windows.Count > 0 && start <= _windows[^1].End)
        {
            _windows[^1] = (_windows[^1].Start, Math.Max(end, _windows[^1].End));
        }
        else
        {
            _windows.Add((start, end));
        }
    }

    private RunList Challenge(OpenFile file, RunList before, int step, int oldEnough)
    {
        _runs.Clear();
        var at = 0;
        foreach (var (start, end) in _windows)
        {
            _runs.Add(before, at, start - at);
            if (_states.Length < end - start)
            {
                _states = new int[Math.Max(end - start, _states.Length * 2)];
            }

            var states = _states.AsSpan(0, end - start);
            before.CopyTo(start, states);
            foreach (var (life, from, length) in file.Before!.Lives!.Runs(start, end))
            {
                var known = tables.Lives[life];
                if (known.Entry < oldEnough && (known.Kind & UnitKind.Weightless) == UnitKind.None && !tables.Origins[known.Origin].IsTruncated)
                {
                    Challenge(file, known, from, states.Slice(from - start, length), step);
                }
            }

            foreach (var state in states)
            {
                _runs.Add(state, 1);
            }

            at = end;
        }

        _runs.Add(before, at, before.Count - at);
        return _runs.Build();
    }

    private void Challenge(OpenFile file, Life life, int start, Span<int> states, int step)
    {
        var (survived, ended) = (0L, 0L);
        for (var unit = 0; unit < states.Length; unit++)
        {
            if (states[unit] == Never)
            {
                var weight = 1 - (file.Old.Traits[start + unit] >> UnitTraits.WeightlessShift);
                if (file.Step.IsOldFree(start + unit))
                {
                    states[unit] = Ended;
                    ended += weight;
                }
                else
                {
                    states[unit] = Before;
                    survived += weight;
                }
            }
        }

        tables.Challenges.Add(life, step, survived: true, survived);
        tables.Challenges.Add(life, step, survived: false, ended);
    }
}
