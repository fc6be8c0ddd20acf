using System.Reflection.Metadata;

namespace Provenance.Engine.Evidence.Compile;

/// <summary>Leads from a method that the compiler made up (lambda, local function, state machine) back to the member it was written in.</summary>
/// <remarks>
/// State machines through the PDB's own table; closures by the names that Roslyn gives them (dotnet/roslyn, GeneratedNames.cs):
/// <c>&lt;Member&gt;b__…</c> for lambdas, <c>&lt;Member&gt;g__Name|…</c> for local functions, in types whose names start with <c>&lt;</c>.
/// </remarks>
internal sealed class MethodOwners(MetadataReader metadata, MetadataReader pdb)
{
    private Dictionary<TypeDefinitionHandle, MethodDefinitionHandle>? _kickoffs;

    public MethodOwner Of(MethodDefinitionHandle handle)
    {
        // A lambda can be a state machine and lie in another state machine's member, so the way back has several steps; a cycle is damage.
        for (var step = 0; step < 8; step++)
        {
            var kickoff = Kickoff(handle);
            if (kickoff.IsNil || kickoff == handle)
            {
                break;
            }

            handle = kickoff;
        }

        var method = metadata.GetMethodDefinition(handle);
        return new MethodOwner(WrittenType(method.GetDeclaringType()), WrittenName(metadata.GetString(method.Name)));
    }

    // An iterator's finally blocks are methods beside MoveNext, which alone is in the table.
    private MethodDefinitionHandle Kickoff(MethodDefinitionHandle handle)
    {
        var own = pdb.GetMethodDebugInformation(handle).GetStateMachineKickoffMethod();
        if (!own.IsNil || !metadata.GetString(metadata.GetMethodDefinition(handle).Name).StartsWith("<>m__", StringComparison.Ordinal))
        {
            return own;
        }

        _kickoffs ??= Kickoffs();
        return _kickoffs.GetValueOrDefault(metadata.GetMethodDefinition(handle).GetDeclaringType());
    }

    private Dictionary<TypeDefinitionHandle, MethodDefinitionHandle> Kickoffs()
    {
        var kickoffs = new Dictionary<TypeDefinitionHandle, MethodDefinitionHandle>();
        foreach (var handle in pdb.MethodDebugInformation)
        {
            var kickoff = pdb.GetMethodDebugInformation(handle).GetStateMachineKickoffMethod();
            if (!kickoff.IsNil)
            {
                kickoffs.TryAdd(metadata.GetMethodDefinition(handle.ToDefinitionHandle()).GetDeclaringType(), kickoff);
            }
        }

        return kickoffs;
    }

    /// <summary>The member's name out of <c>&lt;Member&gt;b__0_1</c> and <c>&lt;Member&gt;g__Local|0_1</c>; other names as they are.</summary>
    internal static string WrittenName(string name)
    {
        var end = name.LastIndexOf('>');
        return name.StartsWith('<') && end > 1 && end + 3 < name.Length && name[end + 1] is 'b' or 'g' && name.AsSpan(end + 2).StartsWith("__", StringComparison.Ordinal)
            ? name[1..end]
            : name;
    }

    private TypeDefinitionHandle WrittenType(TypeDefinitionHandle handle)
    {
        for (var level = 0; level < Limits.TypeNesting; level++)
        {
            var type = metadata.GetTypeDefinition(handle);
            var outer = type.GetDeclaringType();
            if (outer.IsNil || !metadata.GetString(type.Name).StartsWith('<'))
            {
                break;
            }

            handle = outer;
        }

        return handle;
    }
}
