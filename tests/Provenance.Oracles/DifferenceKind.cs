namespace Provenance.Oracles;

/// <summary>Why two blames may differ.</summary>
internal enum DifferenceKind
{
    /// <summary>At the later birth both keep as many units: several alignments are as good.</summary>
    Tie,

    /// <summary>Ours keeps more units there than git's diff.</summary>
    OursKeepsMore,

    /// <summary>Ours keeps fewer units there than git's diff: lines are matched before tokens are, or an effort limit was met.</summary>
    OursKeepsFewer,

    /// <summary>The later birth is a merge.</summary>
    Merge,

    /// <summary>The later birth is the first commit of the file for one side: renames were paired otherwise.</summary>
    Rename,
}
