using System.Runtime.InteropServices;

namespace Provenance.Engine.History.Replay;

/// <summary>The first challenges of units, aggregated as they happen.</summary>
internal sealed class ChallengeTable
{
    private readonly Dictionary<(int Origin, int Entry, int Step, bool Survived), long> _weights = [];

    public void Add(Life life, int step, bool survived, long weight)
    {
        if (weight > 0)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_weights, (life.Origin, life.Entry, step, survived), out _) += weight;
        }
    }

    /// <summary>Takes over a cell of an earlier walk.</summary>
    public void Add(HistoryChallenge cell) => _weights.Add((cell.Origin, cell.Entry, cell.Step, cell.Survived), cell.Weight);

    /// <summary>What the challenge had ended came back: it survived.</summary>
    public void Revive(Life life, int step, long weight)
    {
        if (weight == 0)
        {
            return;
        }

        var ended = (life.Origin, life.Entry, step, false);
        var rest = _weights.GetValueOrDefault(ended) - weight;
        if (rest > 0)
        {
            _weights[ended] = rest;
        }
        else
        {
            _weights.Remove(ended);
        }

        Add(life, step, survived: true, weight);
    }

    /// <summary>In no order.</summary>
    public IEnumerable<HistoryChallenge> Cells() =>
        _weights.Select(entry => new HistoryChallenge(entry.Key.Origin, entry.Key.Entry, entry.Key.Step, entry.Key.Survived, entry.Value));
}
