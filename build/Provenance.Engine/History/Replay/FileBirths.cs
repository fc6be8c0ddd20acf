using Provenance.Engine.History.Units;

namespace Provenance.Engine.History.Replay;

/// <summary>Numbers the origins of what is born in one version of a file: one origin, or one per slice.</summary>
/// <param name="origin">Without slice.</param>
/// <param name="slices">Null when nothing is known about any line.</param>
internal sealed class FileBirths(OriginTable origins, WalkedOrigin origin, UnitSlices? slices)
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    /// <summary>The origins of a range of new units, in their order.</summary>
    public IEnumerable<(int Origin, int Length)> Bear(int start, int end)
    {
        if (start == end)
        {
            yield break;
        }

        if (slices is null)
        {
            yield return (NumberOf(""), end - start);
            yield break;
        }

        foreach (var (slice, length) in slices.Runs(start, end))
        {
            yield return (NumberOf(slice), length);
        }
    }

    private int NumberOf(string slice)
    {
        if (!_numbers.TryGetValue(slice, out var number))
        {
            number = origins.Add(origin with { Slice = slice });
            _numbers.Add(slice, number);
        }

        return number;
    }
}
