using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Provenance.Engine.Evidence.Reach;

/// <summary>What a static walk found in the assemblies of one artifact.</summary>
/// <param name="Assemblies">Those that could be read, in the order given.</param>
/// <param name="IsComplete">False when an assembly could not be read: what it calls is not known, so that unreached means nothing.</param>
public sealed record ReachResult(ImmutableArray<ReachedAssembly> Assemblies, bool IsComplete)
{
    /// <summary>Null when the walk did not read such an assembly.</summary>
    public ReachedAssembly? Find(Guid mvid) => Assemblies.FirstOrDefault(assembly => assembly.Mvid == mvid);
}

/// <summary>The members of one assembly that a walk came to. What it did not come to may still be used by reflection on names that nobody can see.</summary>
public sealed class ReachedAssembly
{
    private readonly bool[] _types;
    private readonly bool[] _methods;
    private readonly bool[] _fields;

    internal ReachedAssembly(string name, Guid mvid, bool[] types, bool[] methods, bool[] fields)
    {
        (Name, Mvid) = (name, mvid);
        (_types, _methods, _fields) = (types, methods, fields);
    }

    public string Name { get; }

    public Guid Mvid { get; }

    /// <summary>Whether a definition of this assembly was reached; false for handles of other kinds and of other assemblies.</summary>
    public bool IsReached(EntityHandle handle)
    {
        var row = System.Reflection.Metadata.Ecma335.MetadataTokens.GetRowNumber(handle) - 1;
        var marks = handle.Kind switch
        {
            HandleKind.TypeDefinition => _types,
            HandleKind.MethodDefinition => _methods,
            HandleKind.FieldDefinition => _fields,
            _ => [],
        };
        return row >= 0 && row < marks.Length && marks[row];
    }
}
