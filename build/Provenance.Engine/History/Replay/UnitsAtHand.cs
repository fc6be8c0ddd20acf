using Provenance.Engine.Git;
using Provenance.Engine.History.Units;

namespace Provenance.Engine.History.Replay;

/// <summary>Finds the units of a blob again as long as some tree holds them: a cherry-pick brings a text that another branch has. Safe for concurrent use.</summary>
internal sealed class UnitsAtHand
{
    private const int FirstSweep = 8192;

    private readonly Dictionary<ObjectId, WeakReference<UnitSequence>> _units = [];
    private int _sweepAt = FirstSweep;

    public void Add(ObjectId blob, UnitSequence units)
    {
        lock (_units)
        {
            _units[blob] = new WeakReference<UnitSequence>(units);
            if (_units.Count >= _sweepAt)
            {
                Sweep();
            }
        }
    }

    public UnitSequence? Find(ObjectId blob)
    {
        lock (_units)
        {
            return _units.TryGetValue(blob, out var reference) && reference.TryGetTarget(out var units) ? units : null;
        }
    }

    // So that it grows with the living trees and not with the history.
    private void Sweep()
    {
        foreach (var (blob, reference) in _units)
        {
            if (!reference.TryGetTarget(out _))
            {
                _units.Remove(blob);
            }
        }

        _sweepAt = Math.Max(FirstSweep, _units.Count * 2);
    }
}
