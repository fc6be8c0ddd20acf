using System.Collections.Frozen;
using System.Reflection.Metadata;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Provenance.Engine.Evidence.Compile;

/// <summary>Whether an attribute reached the metadata, by the simple name of its type.</summary>
/// <remarks>Attributes whose class is <c>[Conditional]</c> on an undefined symbol are dropped by the compiler, ours among them.</remarks>
internal sealed class AttributeEvidence(MetadataReader metadata)
{
    // These become flags, table rows or signatures of their own instead of custom attributes.
    private static readonly FrozenSet<string> Pseudo = new[]
    {
        "AssemblyAlgorithmId", "AssemblyCulture", "AssemblyFlags", "AssemblyVersion", "ComImport", "DefaultParameterValue", "DllImport",
        "FieldOffset", "In", "IndexerName", "MarshalAs", "MethodImpl", "NonSerialized", "Optional", "Out", "PreserveSig", "Serializable",
        "SpecialName", "StructLayout", "SuppressUnmanagedCodeSecurity", "TypeForwardedTo", "WindowsRuntimeImport",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static bool Exists(AttributeSyntax attribute, HashSet<string> names, IReadOnlyDictionary<string, string> aliases)
    {
        var written = SimpleName(attribute.Name);
        var name = aliases.TryGetValue(written, out var target) ? target : written;
        var bare = name.EndsWith("Attribute", StringComparison.Ordinal) ? name[..^"Attribute".Length] : name;
        return names.Contains(name) || names.Contains(name + "Attribute") || Pseudo.Contains(bare);
    }

    /// <summary>Aliases of a file, by their simple target name; aliases of other files are not seen.</summary>
    public static Dictionary<string, string> Aliases(SyntaxNode root) => root.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
        .OfType<UsingDirectiveSyntax>()
        .Where(directive => directive.Alias is not null && directive.NamespaceOrType is NameSyntax)
        .GroupBy(directive => directive.Alias!.Name.Identifier.ValueText, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => SimpleName((NameSyntax)group.First().NamespaceOrType), StringComparer.Ordinal);

    /// <summary>Names of the attributes on the entities and on what belongs to them: parameters, type parameters, accessors, backing fields.</summary>
    public HashSet<string> NamesOn(IEnumerable<EntityHandle> entities)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entity in entities)
        {
            Add(names, entity);
        }

        return names;
    }

    private static string SimpleName(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax aliased => aliased.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => string.Empty,
    };

    private void Add(HashSet<string> names, EntityHandle entity)
    {
        switch (entity.Kind)
        {
            case HandleKind.MethodDefinition:
                AddMethod(names, metadata.GetMethodDefinition((MethodDefinitionHandle)entity));
                break;
            case HandleKind.PropertyDefinition:
                var property = metadata.GetPropertyDefinition((PropertyDefinitionHandle)entity);
                AttributeNames.AddTo(names, metadata, property.GetCustomAttributes());
                var accessors = property.GetAccessors();
                AddMethods(names, accessors.Getter, accessors.Setter);
                AddBackingField(names, accessors.Getter.IsNil ? accessors.Setter : accessors.Getter, "<" + metadata.GetString(property.Name) + ">k__BackingField");
                break;
            case HandleKind.EventDefinition:
                var @event = metadata.GetEventDefinition((EventDefinitionHandle)entity);
                AttributeNames.AddTo(names, metadata, @event.GetCustomAttributes());
                AddMethods(names, @event.GetAccessors().Adder, @event.GetAccessors().Remover);
                AddBackingField(names, @event.GetAccessors().Adder, metadata.GetString(@event.Name));
                break;
            case HandleKind.FieldDefinition:
                AttributeNames.AddTo(names, metadata, metadata.GetFieldDefinition((FieldDefinitionHandle)entity).GetCustomAttributes());
                break;
            case HandleKind.TypeDefinition:
                var type = metadata.GetTypeDefinition((TypeDefinitionHandle)entity);
                AttributeNames.AddTo(names, metadata, type.GetCustomAttributes());
                AddGenerics(names, type.GetGenericParameters());
                break;
            case HandleKind.AssemblyDefinition:
                AttributeNames.AddTo(names, metadata, metadata.GetAssemblyDefinition().GetCustomAttributes());
                AttributeNames.AddTo(names, metadata, metadata.GetModuleDefinition().GetCustomAttributes());
                break;
        }
    }

    private void AddMethods(HashSet<string> names, params ReadOnlySpan<MethodDefinitionHandle> methods)
    {
        foreach (var method in methods)
        {
            if (!method.IsNil)
            {
                AddMethod(names, metadata.GetMethodDefinition(method));
            }
        }
    }

    private void AddMethod(HashSet<string> names, MethodDefinition method)
    {
        AttributeNames.AddTo(names, metadata, method.GetCustomAttributes());
        AddGenerics(names, method.GetGenericParameters());
        foreach (var parameter in method.GetParameters())
        {
            AttributeNames.AddTo(names, metadata, metadata.GetParameter(parameter).GetCustomAttributes());
        }
    }

    private void AddGenerics(HashSet<string> names, GenericParameterHandleCollection parameters)
    {
        foreach (var parameter in parameters)
        {
            AttributeNames.AddTo(names, metadata, metadata.GetGenericParameter(parameter).GetCustomAttributes());
        }
    }

    private void AddBackingField(HashSet<string> names, MethodDefinitionHandle accessor, string name)
    {
        if (accessor.IsNil)
        {
            return;
        }

        var type = metadata.GetTypeDefinition(metadata.GetMethodDefinition(accessor).GetDeclaringType());
        foreach (var handle in type.GetFields())
        {
            var field = metadata.GetFieldDefinition(handle);
            if (string.Equals(metadata.GetString(field.Name), name, StringComparison.Ordinal))
            {
                AttributeNames.AddTo(names, metadata, field.GetCustomAttributes());
            }
        }
    }
}
