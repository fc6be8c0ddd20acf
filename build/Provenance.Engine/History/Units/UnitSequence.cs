using System.Runtime.CompilerServices;

namespace Provenance.Engine.History.Units;

/// <summary>One version of a file as the replay sees it: a sequence of units (physical lines, or tokens), each known by a 64-bit hash.</summary>
/// <remarks>Immutable after construction and shared by every tree that holds the version.</remarks>
public sealed class UnitSequence
{
    public static readonly UnitSequence Empty = new([], [], [], [], []);

    private Clones.Anchors? _anchors;

    /// <param name="hashes">One per unit.</param>
    /// <param name="traits">One per unit, see <see cref="UnitTraits"/>.</param>
    /// <param name="lineHashes">One per line for the text diff; in line mode the units themselves.</param>
    /// <param name="lineStarts">Index of the first unit of each line; in line mode empty, as a line is a unit.</param>
    /// <param name="indents">Column of each line's first character, <see cref="BlankLine"/> for a blank one.</param>
    public UnitSequence(ulong[] hashes, byte[] traits, ulong[] lineHashes, int[] lineStarts, byte[] indents)
    {
        Hashes = hashes;
        Traits = traits;
        LineHashes = lineHashes;
        LineStarts = lineStarts;
        Indents = indents;
    }

    /// <summary>The indent of a line that holds only white space.</summary>
    public const byte BlankLine = byte.MaxValue;

    /// <summary>Deeper lines count as this deep.</summary>
    public const byte MaxIndent = 200;

    public ulong[] Hashes { get; }

    public byte[] Traits { get; }

    public ulong[] LineHashes { get; }

    public int[] LineStarts { get; }

    public byte[] Indents { get; }

    /// <summary>The header says that a tool writes this file (<c>&lt;auto-generated</c>).</summary>
    public bool IsMarkedGenerated { get; init; }

    /// <summary>Bytes of each line with its end, in line mode only.</summary>
    public int[]? LineLengths { get; init; }

    public int Count => Hashes.Length;

    /// <summary>By which copies of this text are found; computed when first asked for.</summary>
    internal Clones.Anchors Anchors => _anchors ??= Clones.Anchors.Of(this);

    /// <summary>Computes the anchors from those of another version, if these are known; they are the same with each, the time is not.</summary>
    internal void AnchorLike(UnitSequence other) => _anchors ??= other._anchors is { } known ? Clones.AnchorSplice.Of(this, other, known) : null;

    /// <summary>How many units of a range carry weight.</summary>
    public int WeightOf(int start, int length)
    {
        var weight = length;
        foreach (var traits in Traits.AsSpan(start, length))
        {
            weight -= traits >> UnitTraits.WeightlessShift;
        }

        return weight;
    }

    /// <summary>The units of a range of lines.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal (int Start, int End) UnitsOfLines(int firstLine, int endLine) => LineStarts.Length == 0
        ? (firstLine, endLine)
        : (UnitAt(firstLine), UnitAt(endLine));

    private int UnitAt(int line) => line < LineStarts.Length ? LineStarts[line] : Count;
}
