namespace Provenance.Engine.History.Replay;

/// <summary>The mainline's clock as it is known while the walk goes on: <see cref="MainlineClock"/> of the steps so far, one step at a time.</summary>
/// <remarks>It depends on the steps so far and on nothing that follows, so that what was decided by it holds however far a walk goes. Memory: at most 16 bytes a step.</remarks>
internal sealed class StepClock
{
    private const int WrongDates = 8;

    private readonly List<long> _times = [];
    private readonly List<int> _previous = [];
    private readonly List<int> _tails = [];

    /// <summary>The next step, with the committer time as written.</summary>
    public void Add(long seconds)
    {
        var (low, high) = (0, _tails.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_times[_tails[middle]] <= seconds)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        _previous.Add(low == 0 ? -1 : _tails[low - 1]);
        if (low == _tails.Count)
        {
            _tails.Add(_times.Count);
        }
        else
        {
            _tails[low] = _times.Count;
        }

        _times.Add(seconds);
    }

    /// <summary>Whether more than <paramref name="seconds"/> lie between a step and the newest one.</summary>
    public bool IsOlder(int step, long seconds) => IsOlder(step, seconds, 0);

    /// <summary>The same, and so certainly that a few wrong dates at the end do not make it so.</summary>
    public bool IsCertainlyOlder(int step, long seconds) => IsOlder(step, seconds, WrongDates);

    /// <summary>The first step with less than <paramref name="seconds"/> between it and the newest one; 0 when no step is older. Of every step before it the clock says that as much time has passed.</summary>
    public int FirstYounger(long seconds)
    {
        if (_tails.Count == 0)
        {
            return 0;
        }

        var at = _tails[^1];
        for (var now = _times[at]; _previous[at] >= 0; at = _previous[at])
        {
            if (now - _times[_previous[at]] >= seconds)
            {
                return at;
            }
        }

        return 0;
    }

    private bool IsOlder(int step, long seconds, int left)
    {
        if (_tails.Count == 0)
        {
            return false;
        }

        var at = _tails[^1];
        for (; left > 0 && at > step; left--)
        {
            at = _previous[at];
        }

        if (at <= step)
        {
            return false;
        }

        // Times only fall on the way back: the first one too old ends the search.
        var now = _times[at];
        while (at > step && now - _times[at] <= seconds)
        {
            // Before the first kept step, its time holds.
            if (_previous[at] < 0)
            {
                return false;
            }

            at = _previous[at];
        }

        return now - _times[at] > seconds;
    }
}
