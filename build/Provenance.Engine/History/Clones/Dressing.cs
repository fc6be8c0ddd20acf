using System.Collections.Immutable;
using Provenance.Engine.History.Units;

namespace Provenance.Engine.History.Clones;

/// <summary>Finds what can be written around code at no cost: attribute lists, casts and <c>this.</c>.</summary>
/// <remarks>Told by tokens alone. A mistake takes the weight of a few tokens, whoever wrote them.</remarks>
internal static class Dressing
{
    /// <summary>Brackets that hold no attributes are looked through as often as this for each token of a file, so that no text takes long.</summary>
    private const int StepsPerToken = 4;

    private static readonly ulong OpenSquare = CodeUnits.Hash("[");
    private static readonly ulong CloseSquare = CodeUnits.Hash("]");
    private static readonly ulong Open = CodeUnits.Hash("(");
    private static readonly ulong This = CodeUnits.Hash("this");
    private static readonly ulong Dot = CodeUnits.Hash(".");
    private static readonly ulong Colon = CodeUnits.Hash(":");

    /// <summary>Between members and statements nothing but an attribute list begins with a bracket.</summary>
    private static readonly HashSet<ulong> Ends = [.. new[] { "{", "}", ";" }.Select(CodeUnits.Hash)];

    /// <summary>Parameters and lambdas have attributes too, and arguments have lists.</summary>
    private static readonly HashSet<ulong> MayPrecede = [.. new[] { "(", ",", "<", "=", "=>", "return" }.Select(CodeUnits.Hash)];

    /// <summary>What stands after the brackets of a list, a pattern or an element that is set.</summary>
    private static readonly HashSet<ulong> NotAfter =
        [.. new[] { "=", "=>", ",", "}", ")", "]", ";", ".", "?", ":", "and", "or", "when", "is", "as", "??", "..", "==", "!=" }.Select(CodeUnits.Hash)];

    /// <summary>Gives the units born in a version that are dressing their kind, where they have none yet.</summary>
    /// <param name="births">Ranges of its units (end exclusive), ascending and apart.</param>
    public static void Mark(UnitSequence version, ImmutableArray<(int Start, int End)> births, ref UnitKind[]? kinds)
    {
        if (!births.IsEmpty)
        {
            MarkAttributes(new CodeUnits(version), version.Hashes, births, ref kinds);
            MarkCasts(new CodeUnits(version), version.Hashes, births, ref kinds);
            MarkThis(version.Hashes, births, ref kinds);
        }
    }

    private static void MarkAttributes(CodeUnits tokens, ulong[] hashes, ImmutableArray<(int Start, int End)> births, ref UnitKind[]? kinds)
    {
        var budget = tokens.Count * StepsPerToken;
        var end = 0;
        for (var open = Next(hashes, OpenSquare, 0, hashes.Length); open >= 0 && budget > 0; open = Next(hashes, OpenSquare, open + 1, hashes.Length))
        {
            var isBetween = open == 0 || open == end || Ends.Contains(tokens[open - 1]);
            if ((isBetween || MayPrecede.Contains(tokens[open - 1])) && open + 1 < tokens.Count && IsName(tokens, open + 1) && CloseOf(hashes, open, ref budget) is var close and > 0
                && IsFollowedByDeclaration(tokens, close + 1))
            {
                Mark(open, close + 1, hashes.Length, births, ref kinds);
                end = close + 1;
                open = close;
            }
        }
    }

    private static void MarkCasts(CodeUnits tokens, ulong[] hashes, ImmutableArray<(int Start, int End)> births, ref UnitKind[]? kinds)
    {
        foreach (var birth in births)
        {
            for (var open = Next(hashes, Open, Math.Max(0, birth.Start - 1), birth.End - 1); open >= 0; open = Next(hashes, Open, open + 1, birth.End - 1))
            {
                if (Casts.EndOf(tokens, open) is { } close)
                {
                    Mark(open, close + 1, hashes.Length, births, ref kinds);
                }
            }
        }
    }

    private static void MarkThis(ulong[] hashes, ImmutableArray<(int Start, int End)> births, ref UnitKind[]? kinds)
    {
        foreach (var birth in births)
        {
            for (var at = Next(hashes, This, Math.Max(0, birth.Start - 1), birth.End); at >= 0; at = Next(hashes, This, at + 1, birth.End))
            {
                if (at + 1 < hashes.Length && hashes[at + 1] == Dot)
                {
                    Mark(at, at + 2, hashes.Length, births, ref kinds);
                }
            }
        }
    }

    // The target of an attribute may be a keyword: `return:`.
    private static bool IsName(CodeUnits tokens, int unit) => tokens.IsIdentifier(unit) || (unit + 1 < tokens.Count && tokens[unit + 1] == Colon && !tokens.IsLiteral(unit));

    private static bool IsFollowedByDeclaration(CodeUnits tokens, int unit) => unit == tokens.Count || !NotAfter.Contains(tokens[unit]);

    private static int CloseOf(ulong[] hashes, int open, ref int budget)
    {
        var depth = 0;
        for (var at = open; at < hashes.Length && budget > 0; at++, budget--)
        {
            depth += hashes[at] == OpenSquare ? 1 : hashes[at] == CloseSquare ? -1 : 0;
            if (depth == 0)
            {
                return at;
            }
        }

        return -1;
    }

    // No further than a birth reaches: a file with many would be looked through for each of them.
    private static int Next(ulong[] hashes, ulong wanted, int from, int end)
    {
        var found = from < end ? hashes.AsSpan(from, end - from).IndexOf(wanted) : -1;
        return found < 0 ? -1 : from + found;
    }

    private static void Mark(int start, int end, int count, ImmutableArray<(int Start, int End)> births, ref UnitKind[]? kinds)
    {
        var (low, high) = (0, births.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = births[middle].End <= start ? (middle + 1, high) : (low, middle);
        }

        for (; low < births.Length && births[low].Start < end; low++)
        {
            for (var unit = Math.Max(start, births[low].Start); unit < Math.Min(end, births[low].End); unit++)
            {
                kinds ??= new UnitKind[count];
                kinds[unit] = kinds[unit] == UnitKind.None ? UnitKind.Dressing : kinds[unit];
            }
        }
    }
}
