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

    /// <summary>
    /// The file begins at the later birth for one side; blame follows it to a deleted file that <c>git log -M</c>, and so the replay, gave to
    /// another heir: blame looks for the origin of one path at a time and lets every heir have it.
    /// </summary>
    RenameOfAnothersSource,

    /// <summary>The file begins at the later birth for one side, for another reason: similarity differs between a repository and its shadow.</summary>
    Rename,
}
