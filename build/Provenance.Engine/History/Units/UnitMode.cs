namespace Provenance.Engine.History.Units;

/// <summary>What is tracked: physical lines, for comparison with git blame and line-based tools, or significant tokens.</summary>
public enum UnitMode
{
    Line,
    Token,
}

/// <summary>Cuts a blob into units. Implementations hold no state between calls but buffers, so that one instance serves one thread.</summary>
public interface IUnitReader
{
    /// <summary>Null when the content is no text (docs/limits.md).</summary>
    UnitSequence? Read(ReadOnlySpan<byte> content);
}
