using System.Collections.Immutable;

namespace Provenance.Engine.Notices;

/// <summary>A condition that the user should know of: never an exception, never a reason to fail a build.</summary>
/// <param name="Code">One of <see cref="NoticeCatalog"/>, <c>PROV9xx</c>.</param>
/// <param name="Arguments">Numbers, ids and fixed words for the placeholders of the message, in their order; never text from a repository.</param>
public sealed record Notice(string Code, ImmutableArray<string> Arguments)
{
    public static Notice Of(string code, params string[] arguments) => new(code, [.. arguments]);

    /// <summary>It tells of the machine's cache and not of the commit: said, but kept out of records, whose bytes depend on the commit alone.</summary>
    public bool IsOfTheCache => Code is "PROV930" or "PROV931" or "PROV934";

    /// <summary>Equal notices are equal values, so that a run can print each once.</summary>
    public bool Equals(Notice? other) => other is not null
        && string.Equals(Code, other.Code, StringComparison.Ordinal)
        && Arguments.AsSpan().SequenceEqual(other.Arguments.AsSpan());

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Code);
}

/// <summary>How loud a notice is: a low- or high-importance message, or a warning.</summary>
public enum NoticeSeverity
{
    Low,
    Information,
    Warning,
}
