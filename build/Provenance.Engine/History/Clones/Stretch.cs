using System.Collections.Immutable;
using Provenance.Engine.History.Units;

namespace Provenance.Engine.History.Clones;

/// <summary>Added text without the few old tokens that an alignment may have found in it.</summary>
/// <param name="Shapes">Of the births alone.</param>
/// <param name="Units">Of each, the index of its token among all of the version.</param>
internal sealed record Stretch(uint[] Shapes, int[] Units)
{
    /// <summary>More old shapes than this between two births part them.</summary>
    public const int MostBetween = 8;

    /// <param name="version">The version that holds it.</param>
    /// <param name="births">Ranges of its tokens, ascending; not empty.</param>
    /// <returns>Those long enough to hold a clone, in the order of the text.</returns>
    public static List<Stretch> Of(UnitSequence version, ImmutableArray<(int Start, int End)> births)
    {
        var result = new List<Stretch>();
        using var text = FoldedText.Of(version, births[0].Start, births[^1].End);
        var shapes = text.Shapes;
        var units = text.Units;
        var places = new List<int>();
        var birth = 0;
        for (var i = 0; i < units.Length; i++)
        {
            while (birth < births.Length && births[birth].End <= units[i])
            {
                birth++;
            }

            if (birth == births.Length || units[i] < births[birth].Start)
            {
                continue;
            }

            if (places.Count > 0 && i - places[^1] > MostBetween + 1)
            {
                Close(shapes, units);
            }

            places.Add(i);
        }

        Close(shapes, units);
        return result;

        void Close(ReadOnlySpan<uint> shapes, ReadOnlySpan<int> units)
        {
            if (places.Count >= Chains.Shortest)
            {
                var stretch = new Stretch(new uint[places.Count], new int[places.Count]);
                for (var i = 0; i < places.Count; i++)
                {
                    (stretch.Shapes[i], stretch.Units[i]) = (shapes[places[i]], units[places[i]]);
                }

                result.Add(stretch);
            }

            places.Clear();
        }
    }
}
