using Provenance.Engine.History.Identity;

namespace Provenance.Engine.History.Ignoring;

/// <summary>Guesses which old line each line of a changed region was made from, so that a commit that only wrote code another way can be looked through.</summary>
/// <remarks>
/// The heuristic of <c>git blame --ignore-rev</c> (git 2.23, blame.c), which it is held to by tests. Inside a region the surest pair is found first and divides the lines before and
/// behind it, so that lines stay in order; what a line accounts for of an old one, no other line can. What finds nothing there may have come from anywhere in the old file.
/// </remarks>
/// <param name="old">Of all lines of the old version. What lines account for is taken away from them.</param>
/// <param name="new">Of all lines of the new version.</param>
/// <param name="mostSteps">Pairs that may be compared; lines past that are guessed for no more.</param>
internal sealed class LikelyLines(LineLikeness[] old, LineLikeness[] @new, long mostSteps)
{
    /// <summary>Nothing that the old version has.</summary>
    public const int None = -1;

    private const int MostAway = 10;
    private const int LeastAnywhere = 10;

    // Of equally like lines the nearest: git scales by this.
    private const int Scale = 1000;

    private const int NotKnown = -1;
    private const int Nothing = -2;

    /// <summary>Pairs compared so far.</summary>
    public long Steps { get; private set; }

    private bool IsSpent => Steps > mostSteps;

    /// <summary>Writes the old line of each new line of a region.</summary>
    /// <param name="region">Regions of a file are asked for in ascending order.</param>
    /// <param name="likely">Of all new lines.</param>
    public void Find(in Region region, Span<int> likely)
    {
        if (region.NewEnd == region.NewStart || IsSpent)
        {
            return;
        }

        if (region.OldEnd > region.OldStart)
        {
            new InRegion(this, region, likely).Find();
        }

        for (var line = region.NewStart; line < region.NewEnd && !IsSpent; line++)
        {
            likely[line] = likely[line] == None ? FindAnywhere(line) : likely[line];
        }
    }

    private int FindAnywhere(int line)
    {
        var (best, most) = (None, LeastAnywhere);
        for (var at = 0; at < old.Length && @new[line].Total >= LeastAnywhere; at++)
        {
            var shared = Compare(line, at);
            if (shared > most || (shared == most && (best == None || Math.Abs(best - line) >= Math.Abs(at - line))))
            {
                (best, most) = (at, shared);
            }
        }

        return best;
    }

    private int Compare(int newLine, int oldLine)
    {
        Steps += @new[newLine].Length + old[oldLine].Length;
        return @new[newLine].Shared(old[oldLine]);
    }

    private void Subtract(int oldLine, int newLine) => old[oldLine].Subtract(@new[newLine]);

    /// <summary>One region. Lines of the new version are counted from its start there.</summary>
    private readonly ref struct InRegion
    {
        private readonly LikelyLines _lines;
        private readonly Region _region;
        private readonly int _oldLength;
        private readonly int _newLength;

        // How far from the place that corresponds to a line an old one may be, and how far apart two lines may be that are compared with one old line.
        private readonly int _away;
        private readonly int _apart;

        private readonly Span<int> _result;
        private readonly int[] _second;
        private readonly int[] _certainty;

        // Per line what each of the old lines near it shares with it, or NotKnown.
        private readonly int[] _shared;

        public InRegion(LikelyLines lines, in Region region, Span<int> likely)
        {
            (_lines, _region) = (lines, region);
            (_oldLength, _newLength) = (region.OldEnd - region.OldStart, region.NewEnd - region.NewStart);
            _away = Math.Min(MostAway, _oldLength - 1);
            _apart = (int)(((((2L * _away) + 1) * _newLength) - 1) / _oldLength);
            _result = likely[region.NewStart..region.NewEnd];
            _result.Fill(None);
            _second = Filled(_newLength, None);
            _certainty = Filled(_newLength, NotKnown);
            _shared = Filled(_newLength * ((2 * _away) + 1), NotKnown);
        }

        public void Find()
        {
            // Not by recursion: a region may be as long as a file.
            var open = new Stack<(int OldStart, int OldEnd, int NewStart, int NewEnd)>();
            open.Push((_region.OldStart, _region.OldEnd, 0, _newLength));
            while (open.TryPop(out var part) && !_lines.IsSpent)
            {
                if (Surest(part) is not (>= 0 and var surest))
                {
                    continue;
                }

                var found = _result[surest];
                _lines.Subtract(found, _region.NewStart + surest);
                Forget(part, surest, found);
                if (surest + 1 < part.NewEnd)
                {
                    open.Push((found, part.OldEnd, surest + 1, part.NewEnd));
                }

                if (surest > part.NewStart)
                {
                    open.Push((part.OldStart, found + 1, part.NewStart, surest));
                }
            }

            // What stands in a part that was not come to is no result yet.
            if (_lines.IsSpent)
            {
                _result.Fill(None);
            }
        }

        private int Surest((int OldStart, int OldEnd, int NewStart, int NewEnd) part)
        {
            var (surest, most) = (None, NotKnown);
            for (var line = part.NewStart; line < part.NewEnd && !_lines.IsSpent; line++)
            {
                if (_certainty[line] == NotKnown)
                {
                    Look(line, part.OldStart, part.OldEnd);
                }

                if (_certainty[line] > most)
                {
                    (surest, most) = (line, _certainty[line]);
                }
            }

            _lines.Steps += part.NewEnd - part.NewStart;
            return surest;
        }

        private void Look(int line, int oldStart, int oldEnd)
        {
            var nearest = NearestTo(line);
            var (best, second) = ((At: 0, Shared: 0), (At: 0, Shared: 0));
            for (var at = Math.Max(oldStart, nearest - _away); at < Math.Min(oldEnd, nearest + _away + 1); at++)
            {
                ref var shared = ref SharedWith(line, at, nearest);
                if (shared == NotKnown)
                {
                    shared = _lines.Compare(_region.NewStart + line, at) * (Scale - Math.Abs(at - nearest));
                }

                if (shared > best.Shared)
                {
                    (second, best) = (best, (at, shared));
                }
                else if (shared > second.Shared)
                {
                    second = (at, shared);
                }
            }

            // To match well with two lines is surer than to match badly with one.
            (_certainty[line], _result[line], _second[line]) = best.Shared == 0
                ? (Nothing, None, None)
                : ((2 * best.Shared) - second.Shared, best.At, second.Shared == 0 ? oldStart : second.At);
        }

        /// <summary>What was known and is no longer true once a pair is fixed.</summary>
        private void Forget((int OldStart, int OldEnd, int NewStart, int NewEnd) part, int surest, int found)
        {
            var (start, end) = (Math.Max(part.NewStart, surest - _apart), Math.Min(part.NewEnd, surest + _apart + 1));
            for (var line = start; line < end; line++)
            {
                var nearest = NearestTo(line);
                if (Math.Abs(found - nearest) <= _away)
                {
                    SharedWith(line, found, nearest) = NotKnown;
                }

                var crosses = line < surest ? _result[line] >= found || _second[line] >= found : line > surest && (_result[line] <= found || _second[line] <= found);
                if (crosses && _certainty[line] >= 0)
                {
                    _certainty[line] = NotKnown;
                }
            }
        }

        /// <summary>The old line at the same share of the region; of several the one in the middle.</summary>
        private int NearestTo(int line) => (int)((((line * 2L) + 1) * _oldLength) / (_newLength * 2L)) + _region.OldStart;

        private ref int SharedWith(int line, int at, int nearest) => ref _shared[(line * ((2 * _away) + 1)) + at - nearest + _away];

        private static int[] Filled(int length, int value)
        {
            var result = new int[length];
            Array.Fill(result, value);
            return result;
        }
    }
}
