namespace Provenance.Engine.History.Identity;

/// <summary>Units that are not accounted for, of one file of a step.</summary>
internal readonly record struct FreeRun(int File, int Start, int End)
{
    public int Length => End - Start;
}

/// <summary>The free runs of regions, ascending. It looks while it is enumerated, and is no <see cref="IEnumerable{T}"/>: a history has millions of regions, most of them without a free run.</summary>
/// <param name="regions">Ascending.</param>
/// <param name="taken">Of the side that is asked for.</param>
internal readonly ref struct FreeRuns(ReadOnlySpan<Region> regions, bool[] taken, int file, bool isOld)
{
    private readonly ReadOnlySpan<Region> _regions = regions;

    public Enumerator GetEnumerator() => new(_regions, taken, file, isOld);

    public List<FreeRun> ToList()
    {
        var result = new List<FreeRun>();
        foreach (var run in this)
        {
            result.Add(run);
        }

        return result;
    }

    internal ref struct Enumerator(ReadOnlySpan<Region> regions, bool[] taken, int file, bool isOld)
    {
        private readonly ReadOnlySpan<Region> _regions = regions;
        private int _next;
        private int _at;
        private int _end;

        public FreeRun Current { get; private set; }

        public bool MoveNext()
        {
            while (true)
            {
                var free = taken.AsSpan(_at, _end - _at).IndexOf(false);
                if (free >= 0)
                {
                    var start = _at + free;
                    var length = taken.AsSpan(start, _end - start).IndexOf(true);
                    _at = length < 0 ? _end : start + length;
                    Current = new FreeRun(file, start, _at);
                    return true;
                }

                if (_next == _regions.Length)
                {
                    return false;
                }

                var region = _regions[_next++];
                (_at, _end) = isOld ? (region.OldStart, region.OldEnd) : (region.NewStart, region.NewEnd);
            }
        }
    }
}
