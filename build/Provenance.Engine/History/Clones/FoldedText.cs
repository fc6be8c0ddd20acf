using System.Buffers;
using Provenance.Engine.History.Units;

namespace Provenance.Engine.History.Clones;

/// <summary>A version of a file as clones are looked for in it: names and literals folded to their kind, and without what a copy can be dressed up with at no cost.</summary>
/// <remarks>Left out: parentheses, casts, <c>this.</c>, <c>!</c>, and <c>using</c> directives. A renamed, re-parenthesised copy has the same shapes as its original.</remarks>
internal sealed class FoldedText
{
    private const uint Name = 1;
    private const uint Literal = 2;

    private static readonly ulong Open = CodeUnits.Hash("(");
    private static readonly ulong Close = CodeUnits.Hash(")");
    private static readonly ulong Not = CodeUnits.Hash("!");
    private static readonly ulong This = CodeUnits.Hash("this");
    private static readonly ulong Dot = CodeUnits.Hash(".");

    private FoldedText(uint[] shapes, int[] units)
    {
        Shapes = shapes;
        Units = units;
    }

    /// <summary>One per token that is left, in source order.</summary>
    public uint[] Shapes { get; }

    /// <summary>Of each shape, the index of its token among all of the version; ascending.</summary>
    public int[] Units { get; }

    /// <param name="version">All tokens of the version: their index is what births and clones are given in.</param>
    public static FoldedText Of(UnitSequence version)
    {
        var (shapes, places) = (ArrayPool<uint>.Shared.Rent(version.Count), ArrayPool<int>.Shared.Rent(version.Count));
        var count = Fold(new CodeUnits(version), shapes, places);
        var folded = new FoldedText(shapes[..count], places[..count]);
        ArrayPool<uint>.Shared.Return(shapes);
        ArrayPool<int>.Shared.Return(places);
        return folded;
    }

    /// <summary>The anchors of a version by ascending hash: they tell where its code may stand once more.</summary>
    public static Anchors AnchorsOf(UnitSequence version)
    {
        var (shapes, places) = (ArrayPool<uint>.Shared.Rent(version.Count), ArrayPool<int>.Shared.Rent(version.Count));
        var anchors = Anchors.Of(shapes.AsSpan(0, Fold(new CodeUnits(version), shapes, places))).Sorted();
        ArrayPool<uint>.Shared.Return(shapes);
        ArrayPool<int>.Shared.Return(places);
        return anchors;
    }

    private static int Fold(CodeUnits tokens, uint[] shapes, int[] units)
    {
        var count = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            var hash = tokens[i];
            if (hash == Open && Casts.EndOf(tokens, i) is { } end)
            {
                i = end;
            }
            else if (hash == This && i + 1 < tokens.Count && tokens[i + 1] == Dot)
            {
                i++;
            }
            else if (hash != Open && hash != Close && hash != Not && !tokens.IsInUsingDirective(i))
            {
                // A language has some two hundred shapes; half of the hash tells them apart.
                shapes[count] = tokens.IsIdentifier(i) ? Name : tokens.IsLiteral(i) ? Literal : (uint)(hash >> 32);
                units[count++] = i;
            }
        }

        return count;
    }
}
