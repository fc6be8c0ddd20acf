using System.Reflection.Metadata;

namespace Provenance.Engine.Evidence.Compile;

/// <summary>Locals that the output knows by name: in the PDB's scopes, or as fields of closures and state machines.</summary>
internal sealed class LocalNames(MetadataReader metadata, MetadataReader pdb)
{
    private const string Closure = "<>c__DisplayClass";

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

            AddHoisted(names, metadata.GetMethodDefinition(method));
        }

        return names;
    }

    // What a lambda captures lies in closures that are numbered by method; a local function gets them by reference and lies beside them.
    private void AddHoisted(HashSet<string> names, MethodDefinition method)
    {
        var ordinal = ClosurePrefix(metadata.GetString(method.Name));
        var handle = method.GetDeclaringType();
        for (var level = 0; level < Limits.TypeNesting && !handle.IsNil; level++)
        {
            var type = metadata.GetTypeDefinition(handle);
            var name = metadata.GetString(type.Name);
            if (!name.StartsWith('<') || type.GetDeclaringType().IsNil)
            {
                AddClosures(names, type, ordinal);
                return;
            }

            AddFields(names, type);
            ordinal ??= ClosureName(name);
            handle = type.GetDeclaringType();
        }
    }

    private void AddClosures(HashSet<string> names, TypeDefinition type, string? prefix)
    {
        foreach (var nested in type.GetNestedTypes().Select(metadata.GetTypeDefinition))
        {
            if (prefix is not null && metadata.GetString(nested.Name).StartsWith(prefix, StringComparison.Ordinal))
            {
                AddFields(names, nested);
            }
        }
    }

    private void AddFields(HashSet<string> names, TypeDefinition type) =>
        names.UnionWith(type.GetFields().Select(field => Hoisted(metadata.GetString(metadata.GetFieldDefinition(field).Name))));

    // <M>g__Local|3_0 and <M>b__3_0 both name method 3, whose closures are <>c__DisplayClass3_0, <>c__DisplayClass3_1, …
    private static string? ClosurePrefix(string method)
    {
        var start = Math.Max(method.LastIndexOf('|'), method.LastIndexOf("b__", StringComparison.Ordinal) + 2);
        var end = method.LastIndexOf('_');
        return method.StartsWith('<') && start > 2 && end > start ? Closure + method[(start + 1)..end] + "_" : null;
    }

    private static string? ClosureName(string type)
    {
        var end = type.LastIndexOf('_');
        return type.StartsWith(Closure, StringComparison.Ordinal) && end > Closure.Length ? type[..(end + 1)] : null;
    }

    // A state machine keeps a local as <name>5__1, a closure under its own name.
    private static string Hoisted(string field)
    {
        var end = field.IndexOf(">5__", StringComparison.Ordinal);
        return field.StartsWith('<') && end > 1 ? field[1..end] : field;
    }
}
