namespace Provenance.Engine.Evidence.Compile;

/// <summary>A token's class, or what it would be without a sequence point.</summary>
internal readonly record struct Verdict(TokenClass Class, UnknownReason Reason = UnknownReason.None)
{
    public static readonly Verdict None = new(TokenClass.None);
    public static readonly Verdict Inactive = new(TokenClass.Inactive);
    public static readonly Verdict Elided = new(TokenClass.Elided);
    public static readonly Verdict Declarative = new(TokenClass.Declarative);
    public static readonly Verdict Executable = new(TokenClass.Executable);

    public static Verdict Unknown(UnknownReason reason) => new(TokenClass.Unknown, reason);
}

/// <summary>What holds for the tokens below a node.</summary>
/// <param name="Body">Whose sequence points count.</param>
/// <param name="Rest">The verdict where no point covers a token.</param>
/// <param name="InCode">Below a body, where a missing point means that nothing was compiled; not in a header.</param>
/// <param name="IsFixed">Points are not asked and nothing below changes the verdict.</param>
internal sealed record Scope(Body Body, Verdict Rest, bool InCode = false, bool IsFixed = false)
{
    public Scope Fix(Verdict verdict) => this with { Rest = verdict, IsFixed = true };

    public Scope With(Verdict rest) => Rest == rest ? this : this with { Rest = rest };
}
