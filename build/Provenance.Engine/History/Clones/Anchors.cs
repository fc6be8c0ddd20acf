using System.Buffers;
using Provenance.Engine.History.Units;

namespace Provenance.Engine.History.Clones;

/// <summary>By which copies of a version are found (<see cref="Winnowing"/>).</summary>
/// <param name="Hashes">In the order of the text; a run that stands in several places is there several times.</param>
/// <param name="Units">Of each, the unit where the run begins; ascending.</param>
/// <param name="Shapes">Of each, the shape of the folded version where the run begins; ascending.</param>
internal sealed record Anchors(uint[] Hashes, int[] Units, int[] Shapes)
{
    public static Anchors Of(UnitSequence version)
    {
        var (shapes, units) = (ArrayPool<uint>.Shared.Rent(version.Count), ArrayPool<int>.Shared.Rent(version.Count));
        var count = FoldedText.Fold(new CodeUnits(version), 0, version.Count, shapes, units);
        var (hashes, places) = Winnowing.Choose(shapes.AsSpan(0, count));
        var result = new Anchors(hashes, Array.ConvertAll(places, place => units[place]), places);
        ArrayPool<uint>.Shared.Return(shapes);
        ArrayPool<int>.Shared.Return(units);
        return result;
    }
}
