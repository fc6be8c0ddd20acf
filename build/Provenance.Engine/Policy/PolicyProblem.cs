using System.Collections.Immutable;

namespace Provenance.Engine.Policy;

/// <summary>What is wrong with a policy or an overlay, and where.</summary>
/// <param name="Code">One of <see cref="PolicyProblemCatalog"/>, <c>PROV8xx</c>.</param>
/// <param name="File">The display path that the caller gave.</param>
/// <param name="Line">1-based.</param>
/// <param name="Column">1-based.</param>
/// <param name="Arguments">For the placeholders of the message, in their order: numbers, fixed words, and words of the file only when they are harmless (<see cref="ShownWord"/>).</param>
public sealed record PolicyProblem(string Code, string File, int Line, int Column, ImmutableArray<string> Arguments)
{
    /// <summary>The message without place and code.</summary>
    public string Message => PolicyProblemCatalog.Format(this);

    public bool Equals(PolicyProblem? other) => other is not null
        && (Code, File, Line, Column) == (other.Code, other.File, other.Line, other.Column)
        && Arguments.AsSpan().SequenceEqual(other.Arguments.AsSpan());

    public override int GetHashCode() => HashCode.Combine(StringComparer.Ordinal.GetHashCode(Code), Line, Column);
}
