using System.Reflection.Metadata;

namespace Provenance.Engine.Evidence;

/// <summary>Simple names of the types of custom attributes.</summary>
internal static class AttributeNames
{
    public static HashSet<string> Of(MetadataReader metadata, CustomAttributeHandleCollection attributes)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        AddTo(names, metadata, attributes);
        return names;
    }

    /// <summary>Adds the names, without the arity suffix of generic attributes.</summary>
    public static void AddTo(HashSet<string> names, MetadataReader metadata, CustomAttributeHandleCollection attributes)
    {
        foreach (var handle in attributes)
        {
            if (TypeName(metadata, metadata.GetCustomAttribute(handle).Constructor) is { } name)
            {
                var tick = name.IndexOf('`', StringComparison.Ordinal);
                names.Add(tick < 0 ? name : name[..tick]);
            }
        }
    }

    public static string? TypeName(MetadataReader metadata, EntityHandle constructor)
    {
        var type = constructor.Kind switch
        {
            HandleKind.MethodDefinition => metadata.GetMethodDefinition((MethodDefinitionHandle)constructor).GetDeclaringType(),
            HandleKind.MemberReference => metadata.GetMemberReference((MemberReferenceHandle)constructor).Parent,
            _ => default(EntityHandle),
        };
        return type.Kind switch
        {
            _ when type.IsNil => null,
            HandleKind.TypeDefinition => metadata.GetString(metadata.GetTypeDefinition((TypeDefinitionHandle)type).Name),
            HandleKind.TypeReference => metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)type).Name),
            HandleKind.TypeSpecification => GenericName(metadata, (TypeSpecificationHandle)type),
            _ => null,
        };
    }

    // A generic attribute: ELEMENT_TYPE_GENERICINST (0x15), CLASS or VALUETYPE, then the open type (ECMA-335 II.23.2.12).
    private static string? GenericName(MetadataReader metadata, TypeSpecificationHandle handle)
    {
        var blob = metadata.GetBlobReader(metadata.GetTypeSpecification(handle).Signature);
        if (blob.ReadByte() != 0x15)
        {
            return null;
        }

        blob.ReadByte();
        var open = blob.ReadTypeHandle();
        return open.Kind switch
        {
            HandleKind.TypeDefinition => metadata.GetString(metadata.GetTypeDefinition((TypeDefinitionHandle)open).Name),
            HandleKind.TypeReference => metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)open).Name),
            _ => null,
        };
    }
}
