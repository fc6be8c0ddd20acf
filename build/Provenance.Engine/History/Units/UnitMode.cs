using Provenance.Engine.Git;

namespace Provenance.Engine.History.Units;

/// <summary>What is tracked: physical lines, for comparison with git blame and line-based tools, or significant tokens.</summary>
public enum UnitMode
{
    Line,
    Token,
}

/// <summary>Cuts a blob into units. What it gives depends on the content alone; it keeps work space and recent versions between calls, so that one instance serves one thread.</summary>
public interface IUnitReader
{
    /// <summary>Null when the content is no text (docs/limits.md).</summary>
    UnitSequence? Read(ReadOnlySpan<byte> content);

    /// <summary>Reads the content of a blob of which other versions are read too, in the order of the history: the same result in less time.</summary>
    /// <param name="content">The whole blob.</param>
    /// <param name="blob">Its name, by which a later version may ask for it.</param>
    /// <param name="replaced">The blob that it replaces in a commit; null when there is none. It need not have been read.</param>
    UnitSequence? Read(ReadOnlySpan<byte> content, ObjectId blob, ObjectId? replaced) => Read(content);

    /// <summary>A version that was read lately; null when it is not at hand.</summary>
    UnitSequence? Recent(ObjectId blob) => null;

    /// <summary>The line in which each unit begins, from 1, as git counts lines. Empty when the content is no text.</summary>
    int[] LinesOf(ReadOnlySpan<byte> content);
}
