using System.Collections.Immutable;
using Provenance.Engine.History.Units;

namespace Provenance.Engine.History.Clones;

/// <summary>Finds tables: initialisers and collection expressions of nothing but literals. A thousand numbers are not a thousand decisions.</summary>
internal static class LiteralTables
{
    /// <summary>Units with weight that the tables of one member may have together.</summary>
    public const int MostUnits = 64;

    private static readonly HashSet<ulong> Brackets = [.. new[] { "{", "}", "[", "]", "(", ")" }.Select(CodeUnits.Hash)];
    private static readonly HashSet<ulong> Inside = [.. Brackets, .. new[] { ",", "-", "+", "=", "new", "true", "false", "null", "default" }.Select(CodeUnits.Hash)];
    private static readonly HashSet<ulong> BeforeIndexer = [.. new[] { ")", "]", "this", "?" }.Select(CodeUnits.Hash)];
    private static readonly HashSet<ulong> Types = [.. new[] { "class", "struct", "interface", "enum", "namespace" }.Select(CodeUnits.Hash)];
    private static readonly ulong Record = CodeUnits.Hash("record");
    private static readonly ulong Semicolon = CodeUnits.Hash(";");
    private static readonly ulong OpenBrace = CodeUnits.Hash("{");
    private static readonly ulong OpenSquare = CodeUnits.Hash("[");
    private static readonly ulong OpenParenthesis = CodeUnits.Hash("(");
    private static readonly ulong CloseBrace = CodeUnits.Hash("}");

    /// <summary>Tokens that weigh nothing when they are born in this version: of each member's tables those beyond the first <see cref="MostUnits"/> units with weight.</summary>
    /// <returns>Ranges of token indexes, start inclusive, end exclusive, ascending.</returns>
    /// <remarks>A member ends where a semicolon or a closing brace leads back into the body of a type. Code outside of types is one member.</remarks>
    public static ImmutableArray<(int Start, int End)> BeyondCap(UnitSequence version)
    {
        var tokens = new CodeUnits(version);
        if (!HasManyLiterals(tokens))
        {
            return [];
        }

        var closings = Closings(tokens);
        var (strangers, literals) = Counts(tokens);
        var result = ImmutableArray.CreateBuilder<(int, int)>();
        var bodies = new Stack<bool>();
        var (isTypeAhead, weight) = (false, 0);
        for (var i = 0; i < tokens.Count; i++)
        {
            var hash = tokens[i];
            // Counted up front: brackets in brackets must not be read once for each.
            if (closings[i] > i && CanOpenTable(tokens, i) && strangers[closings[i]] == strangers[i + 1] && literals[closings[i]] > literals[i + 1])
            {
                if (Beyond(tokens, i, closings[i], ref weight) is { } start)
                {
                    result.Add((start, closings[i] + 1));
                }

                i = closings[i];
            }
            else if (hash == OpenBrace)
            {
                bodies.Push(isTypeAhead);
                weight = isTypeAhead ? 0 : weight;
                isTypeAhead = false;
            }
            else if (hash == CloseBrace || hash == Semicolon)
            {
                _ = hash == CloseBrace && bodies.TryPop(out _);
                weight = bodies.TryPeek(out var isType) && isType ? 0 : weight;
                isTypeAhead = false;
            }
            else
            {
                isTypeAhead |= tokens.IsIdentifier(i) ? hash == Record : Types.Contains(hash);
            }
        }

        return result.ToImmutable();
    }

    /// <summary>Whether a table may pass the cap: half as many literals in a row as it may have units, with nothing but signs, separators and brackets between them.</summary>
    private static bool HasManyLiterals(CodeUnits tokens)
    {
        var row = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens.IsLiteral(i))
            {
                row++;
            }
            else if (row > 0 && !tokens.IsWeightless(i) && (tokens.IsIdentifier(i) || !Inside.Contains(tokens[i])))
            {
                row = 0;
            }

            if (row > MostUnits / 2)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Per token the index of the bracket that closes it, the token itself where it opens none.</summary>
    private static int[] Closings(CodeUnits tokens)
    {
        var result = new int[tokens.Count];
        var open = new Stack<int>();
        for (var i = 0; i < tokens.Count; i++)
        {
            result[i] = i;
            var hash = tokens[i];
            if (hash == OpenBrace || hash == OpenSquare || hash == OpenParenthesis)
            {
                open.Push(i);
            }
            else if (Brackets.Contains(hash) && open.TryPop(out var start))
            {
                result[start] = i;
            }
        }

        return result;
    }

    private static bool CanOpenTable(CodeUnits tokens, int open) =>
        tokens[open] == OpenBrace
        || (tokens[open] == OpenSquare
            && !(open > 0 && (tokens.IsIdentifier(open - 1) || tokens.IsLiteral(open - 1) || BeforeIndexer.Contains(tokens[open - 1]))));

    /// <summary>Before each token, how many tokens no table holds, and how many literals.</summary>
    private static (int[] Strangers, int[] Literals) Counts(CodeUnits tokens)
    {
        var (strangers, literals) = (new int[tokens.Count + 1], new int[tokens.Count + 1]);
        for (var i = 0; i < tokens.Count; i++)
        {
            var isLiteral = tokens.IsLiteral(i);
            literals[i + 1] = literals[i] + (isLiteral ? 1 : 0);
            strangers[i + 1] = strangers[i] + (isLiteral || (!tokens.IsIdentifier(i) && Inside.Contains(tokens[i])) ? 0 : 1);
        }

        return (strangers, literals);
    }

    private static int? Beyond(CodeUnits tokens, int open, int close, ref int weight)
    {
        for (var i = open; i <= close; i++)
        {
            weight += tokens.IsWeightless(i) ? 0 : 1;
            if (weight > MostUnits)
            {
                return i;
            }
        }

        return null;
    }
}
