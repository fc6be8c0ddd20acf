using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text;

namespace Provenance.Engine.Claims.Marks;

/// <summary>Looks for the bytes without which a text holds no mark: cheap, and true too often rather than too rarely.</summary>
/// <remarks>Every version of every file is searched. So all is looked for in one pass, which compares only where two neighbouring bytes may belong to a mark: sixteen places are asked that at once.</remarks>
internal sealed class MarkBytes
{
    // Apart from it, the two cases of an ASCII letter are the same byte.
    private const byte CaseBit = 0x20;

    private readonly ImmutableArray<byte[]> _names;
    private readonly ImmutableArray<byte[]> _otherNames;
    private readonly HyphenatedWords _words;

    /// <param name="names">Of attributes, in the case in which a text must hold them.</param>
    /// <param name="words">Trailer keys and the like, in any case.</param>
    public MarkBytes(IEnumerable<string> names, IEnumerable<string> words)
    {
        var byPass = names.ToLookup(IsFoundInPass, Encoding.UTF8.GetBytes);
        _names = [.. byPass[true]];
        _otherNames = [.. byPass[false]];
        _words = new HyphenatedWords(words);
    }

    public bool AreIn(ReadOnlySpan<byte> text)
    {
        var at = 0;
        for (; at + Vector128<byte>.Count < text.Length; at += Vector128<byte>.Count)
        {
            for (var places = PossiblePlaces(text[at..]); places != 0; places &= places - 1)
            {
                if (IsAt(text, at + BitOperations.TrailingZeroCount(places)))
                {
                    return true;
                }
            }
        }

        for (; at < text.Length; at++)
        {
            if (IsAt(text, at))
            {
                return true;
            }
        }

        return HoldsOtherName(text);
    }

    // A bit for each of the first sixteen bytes. The blank in `AI generated` stands for the whole, as a blank before a `g` is far rarer than an `a` before an `i`.
    private static uint PossiblePlaces(ReadOnlySpan<byte> text)
    {
        var here = Vector128.Create(text);
        var next = Vector128.Create(text[1..]) | Vector128.Create(CaseBit);
        var isBeforeG = Vector128.Equals(next, Vector128.Create((byte)'g'));
        var isBeforeI = Vector128.Equals(next, Vector128.Create((byte)'i'));
        var isName = Vector128.Equals(here, Vector128.Create((byte)'A')) & (isBeforeG | isBeforeI);
        var isSpacedMarker = Vector128.Equals(here, Vector128.Create((byte)' ')) & isBeforeG;
        return (isName | isSpacedMarker | Vector128.Equals(here, Vector128.Create((byte)'-'))).ExtractMostSignificantBits();
    }

    // The names that stand in no policy begin like `Agent` or like `AI`.
    private static bool IsFoundInPass(string name) => name is ['A', 'g' or 'G' or 'i' or 'I', ..];

    private bool IsAt(ReadOnlySpan<byte> text, int place) => text[place] switch
    {
        (byte)'-' => _words.IsAround(text, place),
        (byte)' ' => IsSpacedMarker(text, place),
        (byte)'A' => IsName(text[place..]),
        _ => false,
    };

    // `AI generated`, in any case.
    private static bool IsSpacedMarker(ReadOnlySpan<byte> text, int blank) =>
        blank >= 2 && text.Length - blank > 9
        && Ascii.EqualsIgnoreCase(text.Slice(blank - 2, 2), "ai"u8)
        && Ascii.EqualsIgnoreCase(text.Slice(blank + 1, 9), "generated"u8);

    private bool IsName(ReadOnlySpan<byte> text)
    {
        foreach (var name in _names)
        {
            if (text.StartsWith(name))
            {
                return true;
            }
        }

        return false;
    }

    private bool HoldsOtherName(ReadOnlySpan<byte> text)
    {
        foreach (var name in _otherNames)
        {
            if (text.IndexOf(name) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
