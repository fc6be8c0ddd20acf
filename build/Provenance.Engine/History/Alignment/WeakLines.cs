using Provenance.Engine.History.Units;

namespace Provenance.Engine.History.Alignment;

/// <summary>Takes runs of lines that say little out of a line diff and leaves them to the token diff.</summary>
/// <remarks>
/// A line that holds a brace or <c>return;</c> has an equal somewhere, and a line diff of re-wrapped text finds nothing else to hold on to:
/// it would match such lines at the wrong places, and all tokens between them would die and be born anew.
/// </remarks>
internal static class WeakLines
{
    // Tokens that carry weight: a re-wrapped file of this repository lost 28 % of its tokens at -1, 6 % at 0, none from 10 on.
    private const int MostWeight = 10;

    /// <summary>Marks the lines of such runs as changed on both sides; runs at either end of the file are no chance matches.</summary>
    public static void Discard(UnitSequence before, UnitSequence after, bool[] oldChanged, bool[] newChanged)
    {
        var (oldCount, newCount) = (before.LineHashes.Length, after.LineHashes.Length);
        var (o, n) = (0, 0);
        while (o < oldCount || n < newCount)
        {
            var (oldStart, newStart) = (o, n);
            while (o < oldCount && n < newCount && !oldChanged[o] && !newChanged[n])
            {
                o++;
                n++;
            }

            if ((oldStart > 0 || newStart > 0) && (o < oldCount || n < newCount))
            {
                var (first, end) = before.UnitsOfLines(oldStart, o);
                if (before.WeightOf(first, end - first) <= MostWeight)
                {
                    Array.Fill(oldChanged, true, oldStart, o - oldStart);
                    Array.Fill(newChanged, true, newStart, n - newStart);
                }
            }

            while (o < oldCount && oldChanged[o])
            {
                o++;
            }

            while (n < newCount && newChanged[n])
            {
                n++;
            }
        }
    }
}
