using System.Collections.Immutable;
using Provenance.Shared.Map;

namespace Provenance.Engine.Map;

/// <summary>The committed text of one file, line by line. Lines are Roslyn's (CR, LF, CRLF, U+0085, U+2028, U+2029), 1-based.</summary>
/// <param name="Path">Relative to the project folder, <c>/</c> between segments, <c>../</c> for linked files.</param>
/// <param name="TextHash">Of the committed text, every line break taken as LF.</param>
/// <param name="LineHashes">One per line, without its break; never empty: an empty text has one empty line.</param>
/// <param name="Policy">Indexes into <see cref="ProvenanceMap.Policy"/>.</param>
/// <param name="Runs">Ascending, without overlap; lines in none are unknown.</param>
/// <param name="Churn">One per member that was rewritten.</param>
public sealed record MapFile(
    string Path,
    ulong TextHash,
    ImmutableArray<uint> LineHashes,
    ImmutableArray<int> Policy,
    ImmutableArray<MapRun> Runs,
    ImmutableArray<MapChurn> Churn)
{
    /// <summary>Significant, non-structural tokens that start on each line, one number per line, 255 for more; empty when nobody counted.</summary>
    public ImmutableArray<byte> LineUnits { get; init; } = [];

    /// <summary>Describes <paramref name="committedText"/>, the blob at HEAD decoded as the compiler would (docs/map.md, "Which text").</summary>
    public static MapFile Of(string path, string committedText, ImmutableArray<int> policy, ImmutableArray<MapRun> runs, ImmutableArray<MapChurn> churn)
    {
        var fingerprint = TextFingerprint.Of(committedText);
        return new MapFile(path, fingerprint.Hash, [.. fingerprint.Lines], policy, runs, churn);
    }
}

/// <summary>Consecutive lines whose tokens are all of one origin; or a single line of several, under the origin that most of its tokens have (ties: the smaller index).</summary>
/// <param name="FirstLine">1-based.</param>
/// <param name="LastLine">1-based, inclusive.</param>
/// <param name="Origin">Index into <see cref="ProvenanceMap.Origins"/>.</param>
/// <param name="AgentTokens">Tokens labelled <see cref="Label.Agent"/>; at most <paramref name="Tokens"/>.</param>
/// <param name="Tokens">Significant, non-structural tokens that start on these lines.</param>
public readonly record struct MapRun(int FirstLine, int LastLine, int Origin, int AgentTokens, int Tokens);

/// <summary>A member that was rewritten.</summary>
/// <param name="Rewrites">The most in any window of the policy's <c>rewriteDays</c>.</param>
public readonly record struct MapChurn(int FirstLine, int LastLine, int Rewrites);
