using Provenance.Engine.History.Units;

namespace Provenance.Engine.History.Clones;

/// <summary>Keeps the versions that were compared last, up to a number of tokens: what is copied once is often copied again.</summary>
internal sealed class RecentTexts
{
    /// <summary>Eight bytes each, and as many again for the version. Twice as many find 5 to 8 of 100 more.</summary>
    private const int MostTokens = 1_000_000;

    private readonly Dictionary<UnitSequence, FoldedText> texts = [];
    private readonly Queue<UnitSequence> order = [];
    private int tokens;

    /// <summary>A version folded, valid until the next is asked for.</summary>
    public FoldedText Of(UnitSequence version)
    {
        if (!texts.TryGetValue(version, out var text))
        {
            text = FoldedText.Of(version);
            texts.Add(version, text);
            order.Enqueue(version);
            tokens += version.Count;
            while (tokens > MostTokens && order.Count > 1)
            {
                Remove(order.Dequeue());
            }
        }

        return text;
    }

    private void Remove(UnitSequence version)
    {
        tokens -= version.Count;
        texts.Remove(version, out var text);
        text!.Dispose();
    }
}
