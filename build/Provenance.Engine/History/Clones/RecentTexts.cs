using Provenance.Engine.History.Units;

namespace Provenance.Engine.History.Clones;

/// <summary>Keeps the versions that were compared last: what is copied once is often copied again.</summary>
internal sealed class RecentTexts
{
    private const int Most = 512;

    private readonly Dictionary<UnitSequence, FoldedText> texts = [];
    private readonly Queue<UnitSequence> order = [];

    /// <summary>A version folded, valid until the next is asked for.</summary>
    public FoldedText Of(UnitSequence version)
    {
        if (!texts.TryGetValue(version, out var text))
        {
            text = FoldedText.Of(version);
            texts.Add(version, text);
            order.Enqueue(version);
            if (order.Count > Most && texts.Remove(order.Dequeue(), out var oldest))
            {
                oldest.Dispose();
            }
        }

        return text;
    }
}
