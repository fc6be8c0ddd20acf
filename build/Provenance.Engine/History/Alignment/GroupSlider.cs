using Provenance.Engine.History.Units;

namespace Provenance.Engine.History.Alignment;

/// <summary>Moves groups of changed lines, where equal lines leave a choice, to the place that a reader would pick.</summary>
/// <remarks>
/// A group may slide up when the line before it equals its last line, and down likewise. It is placed beside a group of the other
/// side if one can be met, else where the indentation splits best. The scores are those of git's indent heuristic
/// (git-diff, <c>--indent-heuristic</c>, on by default since 2.14), as line mode has to agree with <c>git blame</c>.
/// </remarks>
internal static class GroupSlider
{
    private const int MaxSliding = 100;
    private const int MaxBlanks = 20;

    /// <summary>Slides the groups of one side; <paramref name="changed"/> has one flag per line.</summary>
    public static void Slide(ReadOnlySpan<ulong> lines, ReadOnlySpan<byte> indents, bool[] changed, int otherCount, bool[] otherChanged)
    {
        var own = new Side(changed, lines.Length);
        var other = new Side(otherChanged, otherCount);
        while (true)
        {
            if (own.End != own.Start)
            {
                Place(lines, indents, ref own, ref other);
            }

            if (!own.Next())
            {
                break;
            }

            other.Next();
        }
    }

    private static void Place(ReadOnlySpan<ulong> lines, ReadOnlySpan<byte> indents, ref Side own, ref Side other)
    {
        int size;
        int earliestEnd;
        int matchingOther;
        do
        {
            size = own.End - own.Start;
            matchingOther = -1;
            while (own.SlideUp(lines))
            {
                other.Previous();
            }

            earliestEnd = own.End;
            if (other.End > other.Start)
            {
                matchingOther = own.End;
            }

            while (own.SlideDown(lines))
            {
                other.Next();
                if (other.End > other.Start)
                {
                    matchingOther = own.End;
                }
            }

            // Sliding can join groups, and a larger group may slide further.
        }
        while (size != own.End - own.Start);

        if (own.End == earliestEnd)
        {
            return;
        }

        var target = matchingOther != -1 ? matchingOther : BestEnd(lines.Length, indents, own, size, earliestEnd);
        while (own.End > target && (matchingOther != -1 ? other.End == other.Start : own.End > target))
        {
            own.SlideUp(lines);
            other.Previous();
        }
    }

    private static int BestEnd(int count, ReadOnlySpan<byte> indents, Side own, int size, int earliestEnd)
    {
        var shift = Math.Max(earliestEnd, own.End - size - 1);
        shift = Math.Max(shift, own.End - MaxSliding);
        var best = -1;
        Score bestScore = default;
        for (; shift <= own.End; shift++)
        {
            Score score = default;
            score.Add(Split.Measure(count, indents, shift));
            score.Add(Split.Measure(count, indents, shift - size));
            if (best < 0 || score.Against(bestScore) <= 0)
            {
                (best, bestScore) = (shift, score);
            }
        }

        return best;
    }

    /// <summary>A position between two groups of one side's unchanged lines; a group may be empty.</summary>
    private struct Side(bool[] changed, int count)
    {
        public int Start { get; private set; } = 0;

        public int End { get; private set; } = EndOf(changed, count, 0);

        public bool Next()
        {
            if (End == count)
            {
                return false;
            }

            Start = End + 1;
            End = EndOf(changed, count, Start);
            return true;
        }

        public bool Previous()
        {
            if (Start == 0)
            {
                return false;
            }

            End = Start - 1;
            Start = End;
            while (Start > 0 && changed[Start - 1])
            {
                Start--;
            }

            return true;
        }

        public bool SlideDown(ReadOnlySpan<ulong> lines)
        {
            if (End >= count || lines[Start] != lines[End])
            {
                return false;
            }

            changed[Start++] = false;
            changed[End++] = true;
            End = EndOf(changed, count, End);
            return true;
        }

        public bool SlideUp(ReadOnlySpan<ulong> lines)
        {
            if (Start == 0 || lines[Start - 1] != lines[End - 1])
            {
                return false;
            }

            changed[--Start] = true;
            changed[--End] = false;
            while (Start > 0 && changed[Start - 1])
            {
                Start--;
            }

            return true;
        }

        private static int EndOf(bool[] changed, int count, int from)
        {
            while (from < count && changed[from])
            {
                from++;
            }

            return from;
        }
    }

    /// <summary>What surrounds a place between two lines.</summary>
    private readonly record struct Split(bool AtEnd, int Indent, int BlanksBefore, int IndentBefore, int BlanksAfter, int IndentAfter)
    {
        public static Split Measure(int count, ReadOnlySpan<byte> indents, int at)
        {
            var atEnd = at >= count;
            var indent = atEnd ? -1 : Indentation(indents[at]);
            var (blanksBefore, indentBefore) = Nearest(indents, at - 1, -1, -1);
            var (blanksAfter, indentAfter) = Nearest(indents, at + 1, count, 1);
            return new Split(atEnd, indent, blanksBefore, indentBefore, blanksAfter, indentAfter);
        }

        private static (int Blanks, int Indent) Nearest(ReadOnlySpan<byte> indents, int from, int stop, int step)
        {
            var blanks = 0;
            for (var i = from; step < 0 ? i > stop : i < stop; i += step)
            {
                var indent = Indentation(indents[i]);
                if (indent >= 0)
                {
                    return (blanks, indent);
                }

                if (++blanks == MaxBlanks)
                {
                    return (blanks, 0);
                }
            }

            return (blanks, -1);
        }

        private static int Indentation(byte indent) => indent == UnitSequence.BlankLine ? -1 : indent;
    }

    private struct Score
    {
        private int _indent;
        private int _penalty;

        public void Add(Split split)
        {
            if (split.IndentBefore == -1 && split.BlanksBefore == 0)
            {
                _penalty += 1;
            }

            if (split.AtEnd)
            {
                _penalty += 21;
            }

            var blanksAfter = split.Indent == -1 ? 1 + split.BlanksAfter : 0;
            var blanks = split.BlanksBefore + blanksAfter;
            _penalty += -30 * blanks;
            _penalty += 6 * blanksAfter;

            var indent = split.Indent != -1 ? split.Indent : split.IndentAfter;
            var hasBlanks = blanks != 0;
            _indent += indent;
            if (indent == -1 || split.IndentBefore == -1 || indent == split.IndentBefore)
            {
                return;
            }

            if (indent > split.IndentBefore)
            {
                _penalty += hasBlanks ? 10 : -4;
            }
            else if (split.IndentAfter != -1 && split.IndentAfter > indent)
            {
                _penalty += hasBlanks ? 17 : 24;
            }
            else
            {
                _penalty += hasBlanks ? 17 : 23;
            }
        }

        /// <summary>Negative or zero when this place is at least as good.</summary>
        public readonly int Against(Score other) =>
            60 * Math.Sign(_indent.CompareTo(other._indent)) + (_penalty - other._penalty);
    }
}
