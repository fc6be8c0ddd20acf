using System.Collections.Immutable;

namespace Provenance.Engine.Evidence.Compile;

/// <summary>Consecutive significant tokens of one class.</summary>
/// <param name="Start">Offset of the first token, in UTF-16 units of the decoded text without its byte order mark.</param>
/// <param name="End">Offset after the last token. Trivia and structural tokens between the tokens lie inside; their class is none all the same. Other tokens of class none end a run.</param>
/// <param name="Class">Never <see cref="TokenClass.None"/>.</param>
/// <param name="Reason">Set for <see cref="TokenClass.Unknown"/> only.</param>
public readonly record struct ClassRun(int Start, int End, TokenClass Class, UnknownReason Reason);

/// <summary>How a file's text stands to the compilation.</summary>
public enum FileStatus : byte
{
    /// <summary>The PDB holds this text's checksum.</summary>
    Verified = 0,

    /// <summary>There is nothing to hold the text against; declarations were found in the metadata by name.</summary>
    Unverified,

    /// <summary>The PDB holds another text for this path.</summary>
    Stale,

    /// <summary>Not among the compiled files: every token is inactive.</summary>
    NotCompiled,

    /// <summary>Not read, see the reason of its run.</summary>
    Unreadable,
}

/// <summary>What the compiler made of one file.</summary>
/// <param name="Path">As the caller named it.</param>
/// <param name="Reason">Why the status is not <see cref="FileStatus.Verified"/>.</param>
/// <param name="Sha256">64 lower-case hexadecimal digits over the file's bytes; empty when it was not read.</param>
/// <param name="Length">Length of the decoded text in UTF-16 units.</param>
/// <param name="Runs">By ascending start, not overlapping.</param>
/// <param name="Places">The class of each token by the place where it begins, lines as Roslyn counts them (CR, LF, CRLF, U+0085, U+2028, U+2029).</param>
public sealed record FileEvidence(
    string Path,
    FileStatus Status,
    UnknownReason Reason,
    string Sha256,
    int Length,
    ImmutableArray<ClassRun> Runs,
    PlaceMap<TokenClass> Places)
{
    /// <summary>The run that covers the token that starts at an offset; null when none does.</summary>
    /// <remarks>Ask for significant, non-structural tokens only: runs span what lies between such tokens.</remarks>
    public ClassRun? RunAt(int offset)
    {
        int low = 0, high = Runs.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var run = Runs[middle];
            if (offset < run.Start)
            {
                high = middle - 1;
            }
            else if (offset >= run.End)
            {
                low = middle + 1;
            }
            else
            {
                return run;
            }
        }

        return null;
    }

    /// <inheritdoc cref="RunAt"/>
    public TokenClass ClassAt(int offset) => RunAt(offset)?.Class ?? TokenClass.None;
}
