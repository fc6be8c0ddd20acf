namespace Provenance.Engine.History;

/// <summary>Reads the files of a repository that say what kind of code is born below their folder. The nearest one in the tree of the birth holds. The history keeps which one that is, and never looks into it.</summary>
public interface IScopeRules
{
    /// <summary>Every file of this name is one.</summary>
    string FileName { get; }

    /// <summary>Reads one; a content that is not understood says nothing.</summary>
    /// <returns>By repository path; null where it says nothing.</returns>
    Func<string, ScopeClass?> Read(ReadOnlySpan<byte> content);
}
