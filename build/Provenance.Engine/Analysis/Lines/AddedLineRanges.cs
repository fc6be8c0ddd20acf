using System.Collections.Immutable;
using Provenance.Engine.Claims.Lines;
using Provenance.Engine.History.Alignment;
using Provenance.Engine.History.Units;

namespace Provenance.Engine.Analysis.Lines;

/// <summary>The lines that a version has and the one before it has not.</summary>
internal static class AddedLineRanges
{
    /// <param name="before">Units are lines.</param>
    /// <returns>Ascending and disjoint.</returns>
    public static ImmutableArray<LineRange> Between(UnitSequence before, UnitSequence after)
    {
        var ranges = ImmutableArray.CreateBuilder<LineRange>();
        var next = 0;
        foreach (var match in new Aligner().Align(before, after))
        {
            AddUpTo(match.NewStart);
            next = match.NewStart + match.Length;
        }

        AddUpTo(after.Count);
        return ranges.ToImmutable();

        void AddUpTo(int end)
        {
            if (end > next)
            {
                ranges.Add(new LineRange(next + 1, end));
            }
        }
    }
}
