using System.Reflection.Metadata;

namespace Provenance.Engine.Evidence.Compile;

/// <summary>Locals that the output knows by name: in the PDB's scopes, or as fields of closures and state machines.</summary>
internal sealed class LocalNames(MetadataReader metadata, MetadataReader pdb)
{
    public HashSet<string> Of(IEnumerable<MethodDefinitionHandle> methods)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var method in methods)
        {
            foreach (var handle in pdb.GetLocalScopes(method))
            {
                var scope = pdb.GetLocalScope(handle);
                names.UnionWith(scope.GetLocalVariables().Select(local => pdb.GetString(pdb.GetLocalVariable(local).Name)));
                names.UnionWith(scope.GetLocalConstants().Select(local => pdb.GetString(pdb.GetLocalConstant(local).Name)));
            }

            var type = metadata.GetTypeDefinition(metadata.GetMethodDefinition(method).GetDeclaringType());
            if (metadata.GetString(type.Name).StartsWith('<'))
            {
                names.UnionWith(type.GetFields().Select(field => Hoisted(metadata.GetString(metadata.GetFieldDefinition(field).Name))));
            }
        }

        return names;
    }

    // A state machine keeps a local as <name>5__1, a closure under its own name.
    private static string Hoisted(string field)
    {
        var end = field.IndexOf(">5__", StringComparison.Ordinal);
        return field.StartsWith('<') && end > 1 ? field[1..end] : field;
    }
}
