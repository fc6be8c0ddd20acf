using System.Reflection;
using System.Reflection.Metadata;

namespace Provenance.Engine.Evidence.Reach;

/// <summary>Whether what a declaration made was reached.</summary>
internal static class DeclarationReach
{
    /// <returns>Null when nothing can be said: the declaration was not found, or is a constant that compilers copy to where it is used.</returns>
    public static bool? Of(ReachedAssembly reached, MetadataReader metadata, IEnumerable<EntityHandle> entities)
    {
        bool? answer = null;
        foreach (var entity in entities)
        {
            if (Of(reached, metadata, entity) is { } one)
            {
                answer = one || (answer ?? false);
            }
        }

        return answer;
    }

    private static bool? Of(ReachedAssembly reached, MetadataReader metadata, EntityHandle entity)
    {
        switch (entity.Kind)
        {
            case HandleKind.MethodDefinition:
                return reached.IsReached(entity);
            case HandleKind.TypeDefinition:
                var type = (TypeDefinitionHandle)entity;
                return reached.IsReached(type) || HoldsConstants(metadata, type) ? true : false;
            case HandleKind.FieldDefinition:
                var field = metadata.GetFieldDefinition((FieldDefinitionHandle)entity);
                return field.Attributes.HasFlag(FieldAttributes.Literal) && MayBeCopied(metadata, field, reached) ? null : reached.IsReached(entity);
            case HandleKind.PropertyDefinition:
                var property = metadata.GetPropertyDefinition((PropertyDefinitionHandle)entity).GetAccessors();
                return reached.IsReached(property.Getter) || reached.IsReached(property.Setter) || BackingField(reached, metadata, (PropertyDefinitionHandle)entity);
            case HandleKind.EventDefinition:
                var accessors = metadata.GetEventDefinition((EventDefinitionHandle)entity).GetAccessors();
                return reached.IsReached(accessors.Adder) || reached.IsReached(accessors.Remover);
            default:
                return null;
        }
    }

    // An initialiser of a property without callers writes the field all the same.
    private static bool BackingField(ReachedAssembly reached, MetadataReader metadata, PropertyDefinitionHandle handle)
    {
        var property = metadata.GetPropertyDefinition(handle);
        var accessor = property.GetAccessors() is { Getter.IsNil: false } accessors ? accessors.Getter : property.GetAccessors().Setter;
        if (accessor.IsNil)
        {
            return false;
        }

        var name = "<" + metadata.GetString(property.Name) + ">k__BackingField";
        return metadata.GetTypeDefinition(metadata.GetMethodDefinition(accessor).GetDeclaringType()).GetFields()
            .Any(field => reached.IsReached(field) && metadata.StringComparer.Equals(metadata.GetFieldDefinition(field).Name, name));
    }

    // The value stands where the constant is used, and nothing there says so. A private one can only be used in its own type.
    private static bool MayBeCopied(MetadataReader metadata, FieldDefinition field, ReachedAssembly reached) =>
        (field.Attributes & FieldAttributes.FieldAccessMask) != FieldAttributes.Private || reached.IsReached(field.GetDeclaringType()) || HoldsConstants(metadata, field.GetDeclaringType());

    // Enums, and classes of which nothing but constants is in the metadata.
    private static bool HoldsConstants(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        var literals = type.GetFields().Count(field => metadata.GetFieldDefinition(field).Attributes.HasFlag(FieldAttributes.Literal));
        return literals > 0 && (IsEnum(metadata, type) || type.GetMethods().Count == 0);
    }

    private static bool IsEnum(MetadataReader metadata, TypeDefinition type) =>
        type.BaseType.Kind == HandleKind.TypeReference && metadata.StringComparer.Equals(metadata.GetTypeReference((TypeReferenceHandle)type.BaseType).Name, "Enum");
}
