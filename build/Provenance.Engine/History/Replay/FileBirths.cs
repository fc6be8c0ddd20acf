using Provenance.Engine.History.Units;

namespace Provenance.Engine.History.Replay;

/// <summary>Numbers the origins of what is born in one version of a file: one origin, or one per slice.</summary>
/// <param name="origin">Without slice. Asked for once, and not where nothing is born: in most merges, and where code is only removed or moved.</param>
/// <param name="slices">Null when nothing is known about any line.</param>
internal sealed class FileBirths(OriginTable origins, Func<WalkedOrigin> origin, UnitSlices? slices)
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<(int Origin, int Length)> _born = [];
    private WalkedOrigin? _origin;

    /// <summary>The origins of a range of new units, in their order; valid until the next are asked for.</summary>
    public List<(int Origin, int Length)> Bear(int start, int end)
    {
        _born.Clear();
        if (start < end && slices is null)
        {
            _born.Add((NumberOf(""), end - start));
        }
        else if (start < end)
        {
            _born.AddRange(slices!.Runs(start, end).Select(run => (NumberOf(run.Slice), run.Length)));
        }

        return _born;
    }

    private int NumberOf(string slice)
    {
        if (!_numbers.TryGetValue(slice, out var number))
        {
            number = origins.Add((_origin ??= origin()) with { Slice = slice });
            _numbers.Add(slice, number);
        }

        return number;
    }
}
