using Provenance.Engine.History.Scanning;
using Provenance.Engine.History.Units;

namespace Provenance.Engine.History.Identity;

/// <summary>Finds whole members inside a run of tokens, by their brackets: no parser would read a fragment.</summary>
/// <remarks>A member begins after a brace or semicolon with an attribute or an access modifier, and ends with the brace that closes its first block, or with a semicolon outside all brackets.</remarks>
internal sealed class MemberRuns
{
    /// <summary>Fewer units say too little, even when they are a member: <c>private int x;</c> is everywhere.</summary>
    public const int MinUnits = 12;

    private static readonly ulong OpenBrace = TokenHash.Of("{"u8);
    private static readonly ulong CloseBrace = TokenHash.Of("}"u8);
    private static readonly ulong OpenParenthesis = TokenHash.Of("("u8);
    private static readonly ulong CloseParenthesis = TokenHash.Of(")"u8);
    private static readonly ulong Semicolon = TokenHash.Of(";"u8);

    private static readonly HashSet<ulong> Beginnings = [
        TokenHash.Of("["u8), TokenHash.Of("public"u8), TokenHash.Of("private"u8), TokenHash.Of("protected"u8), TokenHash.Of("internal"u8)];

    /// <summary>The outermost whole members of a run, in order.</summary>
    public IEnumerable<FreeRun> Find(UnitSequence units, FreeRun run)
    {
        for (var unit = run.Start; unit + MinUnits <= run.End;)
        {
            var end = Beginnings.Contains(units.Hashes[unit]) && IsBoundary(units, unit - 1) ? EndOf(units.Hashes, unit, run.End) : -1;
            if (end - unit >= MinUnits)
            {
                yield return new FreeRun(run.File, unit, end);
            }

            unit = end > unit ? end : unit + 1;
        }
    }

    private static bool IsBoundary(UnitSequence units, int unit) =>
        unit < 0 || units.Hashes[unit] == OpenBrace || units.Hashes[unit] == CloseBrace || units.Hashes[unit] == Semicolon;

    private static int EndOf(ulong[] hashes, int start, int limit)
    {
        var depth = 0;
        for (var unit = start; unit < limit; unit++)
        {
            var hash = hashes[unit];
            if (hash == OpenBrace || hash == OpenParenthesis)
            {
                depth++;
            }
            else if (hash == CloseBrace || hash == CloseParenthesis)
            {
                depth--;
                if (depth < 0)
                {
                    return -1;
                }

                if (depth == 0 && hash == CloseBrace)
                {
                    return unit + 1;
                }
            }
            else if (hash == Semicolon && depth == 0)
            {
                return unit + 1;
            }
        }

        return -1;
    }
}
