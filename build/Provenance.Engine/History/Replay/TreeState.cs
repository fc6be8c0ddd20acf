using System.Collections.Immutable;

namespace Provenance.Engine.History.Replay;

/// <summary>The files of one commit: persistent, so that branches share what they have in common.</summary>
internal sealed record TreeState(ImmutableDictionary<string, FileVersion> Files, ProjectTable Projects, RuleTable RuleFiles)
{
    public static readonly TreeState Empty = new(ImmutableDictionary.Create<string, FileVersion>(StringComparer.Ordinal), ProjectTable.Empty, RuleTable.Empty);

    /// <summary>The file of a lineage under whatever name it has here. A scan: only merges across a rename ask.</summary>
    public FileVersion? Find(Lineage lineage)
    {
        foreach (var file in Files.Values)
        {
            if (file.Lineage == lineage)
            {
                return file;
            }
        }

        return null;
    }
}
