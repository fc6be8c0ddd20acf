using Provenance.Engine.History.Ignoring;
using Provenance.Engine.History.Units;

namespace Provenance.Engine.History;

/// <summary>What is tracked and what keeps its identity. Part of the snapshot's key.</summary>
/// <param name="MoveAlphanumerics">Letters and digits from which a run that moves inside a file stays itself; 0: moves are births.</param>
/// <param name="MovesAcrossFiles">A long or whole piece of code that moves to another file stays itself.</param>
/// <param name="FollowsRenamedNames">A consistent renaming of identifiers ends nothing.</param>
/// <param name="RevivesReverted">Code that comes back soon was never dead, code that comes back late weighs nothing.</param>
/// <param name="WeighsOnce">Copies of living code, what a table has beyond its cap, attribute lists, casts and <c>this.</c> weigh nothing.</param>
/// <param name="IgnoresWhiteSpace">Lines are compared without white space, as <c>-w</c> does; tokens never see it.</param>
public sealed record ReplayOptions(
    UnitMode Mode, int MoveAlphanumerics, bool MovesAcrossFiles, bool FollowsRenamedNames, bool RevivesReverted, bool WeighsOnce, bool IgnoresWhiteSpace)
{
    /// <summary>git's own threshold for <c>blame -M</c>.</summary>
    private const int GitMoveAlphanumerics = 20;

    /// <summary>The product's: tokens with every rule of docs/metric.md.</summary>
    public static ReplayOptions Tokens { get; } = new(UnitMode.Token, GitMoveAlphanumerics, MovesAcrossFiles: true, FollowsRenamedNames: true, RevivesReverted: true, WeighsOnce: true, IgnoresWhiteSpace: false);

    /// <summary>Tokens that keep their identity only where a diff matches them, for comparison with git over one token per line.</summary>
    public static ReplayOptions PlainTokens { get; } = new(UnitMode.Token, 0, MovesAcrossFiles: false, FollowsRenamedNames: false, RevivesReverted: false, WeighsOnce: false, IgnoresWhiteSpace: false);

    /// <summary>Physical lines, for comparison with <c>git blame</c> and line-based tools.</summary>
    public static ReplayOptions Lines { get; } = PlainTokens with { Mode = UnitMode.Line };

    /// <summary>Lines without white space that move inside a file, with git's threshold.</summary>
    internal static ReplayOptions MovedLines { get; } = Lines with { IgnoresWhiteSpace = true, MoveAlphanumerics = GitMoveAlphanumerics };

    /// <summary>Lines as the reference values of the metric's documentation were computed: without white space, with git's move threshold for moves anywhere in a commit.</summary>
    internal static ReplayOptions ReferenceLines { get; } = MovedLines with { MovesAnywhere = true };

    /// <summary>Commits that are looked through; of no effect but in lines, as a commit that changes white space changes no token.</summary>
    public IgnoredCommits Ignored { get; init; } = IgnoredCommits.None;

    /// <summary>For reference values alone: what moves to another file is held to no more than what moves inside one.</summary>
    internal bool MovesAnywhere { get; init; }

    /// <summary>For reference values alone: blank lines, comments and lone brackets are tracked and weigh nothing.</summary>
    internal bool WeighsCodeLinesOnly { get; init; }

    public static ReplayOptions Of(UnitMode mode) => Of(mode, IgnoredCommits.None);

    /// <param name="ignored">Taken over where it has an effect.</param>
    public static ReplayOptions Of(UnitMode mode, IgnoredCommits ignored) => mode == UnitMode.Line ? Lines with { Ignored = ignored } : Tokens;
}
