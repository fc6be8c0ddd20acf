namespace Provenance.Engine.History.Clones;

/// <summary>Added text without the few old tokens that an alignment may have found in it.</summary>
/// <param name="Shapes">Of the births alone.</param>
/// <param name="Places">Of each, its index among the shapes of the whole version.</param>
internal sealed record Stretch(uint[] Shapes, int[] Places)
{
    /// <summary>More old tokens than this between two births part them.</summary>
    public const int MostBetween = 8;

    /// <param name="isBirth">Per token of the version.</param>
    /// <returns>Those long enough to hold a clone, in the order of the text.</returns>
    public static List<Stretch> Of(FoldedText text, ReadOnlySpan<bool> isBirth)
    {
        var result = new List<Stretch>();
        var places = new List<int>();
        for (var i = 0; i < text.Shapes.Length; i++)
        {
            if (!isBirth[text.Units[i]])
            {
                continue;
            }

            if (places.Count > 0 && i - places[^1] > MostBetween + 1)
            {
                Close();
            }

            places.Add(i);
        }

        Close();
        return result;

        void Close()
        {
            if (places.Count >= Chains.Shortest)
            {
                result.Add(new([.. places.Select(place => text.Shapes[place])], [.. places]));
            }

            places.Clear();
        }
    }
}
