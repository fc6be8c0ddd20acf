using Provenance.Engine.History.Scanning;

namespace Provenance.Engine.History.Clones;

/// <summary>A version of a file as clones are looked for in it: names and literals folded to their kind, and without what a copy can be dressed up with at no cost.</summary>
/// <remarks>Left out: parentheses, casts, <c>this.</c>, <c>!</c>, and <c>using</c> directives. A renamed, re-parenthesised copy has the same shapes as its original.</remarks>
public sealed class FoldedText
{
    public static readonly FoldedText Empty = new([], []);

    private static readonly ulong Open = TokenHash.Of("("u8);
    private static readonly ulong Close = TokenHash.Of(")"u8);
    private static readonly ulong Not = TokenHash.Of("!"u8);
    private static readonly ulong This = TokenHash.Of("this"u8);
    private static readonly ulong Dot = TokenHash.Of("."u8);

    private FoldedText(uint[] shapes, int[] units)
    {
        Shapes = shapes;
        Units = units;
    }

    /// <summary>One per token that is left, in source order.</summary>
    internal uint[] Shapes { get; }

    /// <summary>Of each shape, the index of its token among all of the version; ascending.</summary>
    internal int[] Units { get; }

    /// <param name="tokens">All tokens of the version: their index is what births and clones are given in.</param>
    public static FoldedText Of(TokenBuffer tokens)
    {
        var shapes = new List<uint>(tokens.Count);
        var units = new List<int>(tokens.Count);
        for (var i = 0; i < tokens.Count; i++)
        {
            var hash = tokens.Hashes[i];
            if (hash == Open && Casts.EndOf(tokens, i) is { } end)
            {
                i = end;
            }
            else if (hash == This && i + 1 < tokens.Count && tokens.Hashes[i + 1] == Dot)
            {
                i++;
            }
            else if (hash != Open && hash != Close && hash != Not && !tokens.IsInUsingDirective(i))
            {
                // A language has some two hundred shapes; half of the hash tells them apart.
                shapes.Add((uint)(tokens.FoldedHash(i) >> 32));
                units.Add(i);
            }
        }

        return new([.. shapes], [.. units]);
    }
}
