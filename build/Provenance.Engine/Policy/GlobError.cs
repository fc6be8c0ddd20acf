namespace Provenance.Engine.Policy;

/// <summary>Why a pattern is refused.</summary>
/// <param name="Position">1-based UTF-16 unit in the pattern.</param>
/// <param name="Reason">Fixed words.</param>
public sealed record GlobError(int Position, string Reason);
