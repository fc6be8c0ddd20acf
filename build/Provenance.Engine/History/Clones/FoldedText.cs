using System.Buffers;
using Provenance.Engine.History.Units;

namespace Provenance.Engine.History.Clones;

/// <summary>A version of a file as clones are looked for in it: names and literals folded to their kind, and without what a copy can be dressed up with at no cost.</summary>
/// <remarks>Left out: parentheses, casts, <c>this.</c>, <c>!</c>, and <c>using</c> directives. A renamed, re-parenthesised copy has the same shapes as its original.</remarks>
internal sealed class FoldedText : IDisposable
{
    private const uint Name = 1;
    private const uint Literal = 2;

    // By the upper bits of a token's traits. A language has some two hundred shapes; half of a hash tells them apart.
    private const int KindShift = 5;
    private const int Weightless = UnitTraits.Weightless >> KindShift;
    private static ReadOnlySpan<uint> CommonShapes => [0, Literal, Name, Name, 0, Literal, Name, Name];
    private static ReadOnlySpan<uint> HasOwnShape => [uint.MaxValue, 0, 0, 0, uint.MaxValue, 0, 0, 0];

    private static readonly ulong Open = CodeUnits.Hash("(");
    private static readonly ulong Not = CodeUnits.Hash("!");
    private static readonly ulong This = CodeUnits.Hash("this");
    private static readonly ulong Dot = CodeUnits.Hash(".");

    private readonly uint[] _shapes;
    private readonly int[] _units;
    private readonly int _count;

    private FoldedText(UnitSequence version, int start, int end)
    {
        var tokens = new CodeUnits(version);
        start = BoundaryBefore(tokens, start);
        _shapes = ArrayPool<uint>.Shared.Rent(end - start);
        _units = ArrayPool<int>.Shared.Rent(end - start);
        _count = Fold(tokens, start, end, _shapes, _units);
    }

    /// <summary>One per token that is left, in source order.</summary>
    public ReadOnlySpan<uint> Shapes => _shapes.AsSpan(0, _count);

    /// <summary>Of each shape, the index of its token among all of the version; ascending.</summary>
    public ReadOnlySpan<int> Units => _units.AsSpan(0, _count);

    /// <param name="version">All tokens of the version: their index is what births and clones are given in.</param>
    public static FoldedText Of(UnitSequence version) => new(version, 0, version.Count);

    /// <summary>At least the part between two tokens.</summary>
    public static FoldedText Of(UnitSequence version, int start, int end) => new(version, start, end);

    /// <summary>Gives the memory back; nobody may read it any more.</summary>
    public void Dispose()
    {
        ArrayPool<uint>.Shared.Return(_shapes);
        ArrayPool<int>.Shared.Return(_units);
    }

    /// <summary>Folds the tokens from one on, which is the first or a boundary, up to another.</summary>
    /// <returns>The number of shapes.</returns>
    public static int Fold(CodeUnits tokens, int start, int end, Span<uint> shapes, Span<int> units)
    {
        var hashes = tokens.Hashes;
        var traits = tokens.Traits;
        var count = 0;
        for (var i = start; i < end; i++)
        {
            // Written first and kept or not then: which token comes next cannot be foretold, and a wrong guess takes longer than all of this.
            var (hash, kind) = (hashes[i], traits[i] >> KindShift);
            shapes[count] = ((uint)(hash >> 32) & HasOwnShape[kind]) | CommonShapes[kind];
            units[count] = i;
            count += (kind < Weightless ? hash != Not : CodeUnits.IsSeparator(hash)) ? 1 : 0;
            if (hash == Open && Casts.EndOf(tokens, i) is { } close)
            {
                i = close;
            }
            else if (hash == This && kind == 0 && i + 1 < hashes.Length && hashes[i + 1] == Dot)
            {
                count--;
                i++;
            }
        }

        return count;
    }

    /// <summary>The last token up to one from which folding goes on in the same way whatever stands before it; 0 when there is none.</summary>
    public static int BoundaryBefore(CodeUnits tokens, int token)
    {
        while (token > 0 && !tokens.IsBoundary(token))
        {
            token--;
        }

        return Math.Max(0, token);
    }

    /// <summary>The same from one on; the number of tokens when there is none.</summary>
    public static int NextBoundary(CodeUnits tokens, int token)
    {
        while (token < tokens.Count && !tokens.IsBoundary(token))
        {
            token++;
        }

        return token;
    }
}
