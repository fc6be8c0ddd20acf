using System.Collections.Immutable;

namespace Provenance.Engine.Evidence.Compile;

/// <summary>Joins the runs of one text over several compilations: target frameworks, linked files.</summary>
public static class EvidenceUnion
{
    /// <returns>Runs by ascending start, not overlapping. Each offset has the strongest class that any input gives it; of equal unknowns, the lowest reason.</returns>
    /// <remarks>The inputs describe the same text. Ask for significant tokens only, as with <see cref="FileEvidence.RunAt"/>.</remarks>
    public static ImmutableArray<ClassRun> Of(IEnumerable<ImmutableArray<ClassRun>> inputs)
    {
        var events = new List<(int At, int Change, (TokenClass Class, UnknownReason Reason) Verdict)>();
        foreach (var run in inputs.SelectMany(runs => runs))
        {
            events.Add((run.Start, 1, (run.Class, run.Reason)));
            events.Add((run.End, -1, (run.Class, run.Reason)));
        }

        events.Sort((left, right) => left.At.CompareTo(right.At));
        var open = new SortedDictionary<(TokenClass Class, UnknownReason Reason), int>(Strength);
        var joined = ImmutableArray.CreateBuilder<ClassRun>();
        for (var i = 0; i < events.Count; i++)
        {
            var (at, change, verdict) = events[i];
            var count = open.GetValueOrDefault(verdict) + change;
            if (count == 0)
            {
                open.Remove(verdict);
            }
            else
            {
                open[verdict] = count;
            }

            if (i + 1 < events.Count && events[i + 1].At > at && open.Count > 0)
            {
                Append(joined, at, events[i + 1].At, open.First().Key);
            }
        }

        return joined.DrainToImmutable();
    }

    private static readonly Comparer<(TokenClass Class, UnknownReason Reason)> Strength = Comparer<(TokenClass Class, UnknownReason Reason)>.Create(
        (left, right) => left.Class != right.Class ? right.Class.CompareTo(left.Class) : left.Reason.CompareTo(right.Reason));

    private static void Append(ImmutableArray<ClassRun>.Builder joined, int start, int end, (TokenClass Class, UnknownReason Reason) verdict)
    {
        var run = new ClassRun(start, end, verdict.Class, verdict.Reason);
        if (joined.Count > 0 && joined[^1].End == start && joined[^1].Class == run.Class && joined[^1].Reason == run.Reason)
        {
            joined[^1] = joined[^1] with { End = end };
        }
        else
        {
            joined.Add(run);
        }
    }
}
