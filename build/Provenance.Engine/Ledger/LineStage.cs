namespace Provenance.Engine.Ledger;

/// <summary>How far code got in a build. Each stage holds the ones before it.</summary>
public enum LineStage : byte
{
    None = 0,
    Compiled = 1,
    Shipped = 2,
    Reachable = 3,

    /// <summary>Reachable in a package, and something outside of it refers to it: shipped code, a test or a sample.</summary>
    Referenced = 4,
}
