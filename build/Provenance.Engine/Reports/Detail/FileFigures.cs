using Provenance.Engine.History;

namespace Provenance.Engine.Reports.Detail;

/// <summary>One C# file: who wrote what lives in it, how far that got, and what died that was born at its path. Units with weight only.</summary>
/// <param name="Scope">Of most of its units.</param>
/// <param name="State">Whether the commit has the file, and whether it could be read.</param>
/// <param name="HasRecord">A build record of this commit examined the file; without one its stages are unknown.</param>
/// <param name="Stages">Living units labelled agent by furthest stage, each stage holding the next.</param>
/// <param name="AgentBorn">Units labelled agent that were born at this path as shipping code, the first commit's left out.</param>
/// <param name="AgentDied">Of these, how many are gone.</param>
public sealed record FileFigures(
    string Path, ScopeClass Scope, FileState State, LabelUnits Alive, bool HasRecord, StageUnits Stages, long AgentBorn, long AgentDied);

/// <summary>What the commit has at a path.</summary>
public enum FileState : byte
{
    /// <summary>A file that was read.</summary>
    Read = 0,

    /// <summary>A file that is too large, no text, or missing: its code is in no figure.</summary>
    NotRead = 1,

    /// <summary>Nothing: the code was moved or removed.</summary>
    Gone = 2,
}

/// <summary>Units by label.</summary>
public readonly record struct LabelUnits(long Agent, long Mixed, long Human, long Unknown)
{
    public long All => Agent + Mixed + Human + Unknown;

    public static LabelUnits operator +(LabelUnits a, LabelUnits b) => new(a.Agent + b.Agent, a.Mixed + b.Mixed, a.Human + b.Human, a.Unknown + b.Unknown);

    internal static LabelUnits One(Label label) => new(
        label == Label.Agent ? 1 : 0, label == Label.Mixed ? 1 : 0, label == Label.Human ? 1 : 0, label == Label.Unknown ? 1 : 0);
}

/// <summary>Units that reached a stage.</summary>
public readonly record struct StageUnits(long Compiled, long Shipped, long Reachable)
{
    public static StageUnits operator +(StageUnits a, StageUnits b) => new(a.Compiled + b.Compiled, a.Shipped + b.Shipped, a.Reachable + b.Reachable);
}
