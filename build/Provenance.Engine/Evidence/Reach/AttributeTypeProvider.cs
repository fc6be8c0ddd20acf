using System.Reflection.Metadata;

namespace Provenance.Engine.Evidence.Reach;

/// <summary>Reads the arguments of attributes; a type is a walked one, or only a name.</summary>
internal sealed class AttributeTypeProvider(WalkedModule module, WalkedWorld world) : ICustomAttributeTypeProvider<TypeNode>
{
    private static readonly TypeNode SystemType = TypeNode.Of(new ExternalType("System", "Type", ""));

    public TypeNode GetPrimitiveType(PrimitiveTypeCode typeCode) => TypeNode.None;

    public TypeNode GetSZArrayType(TypeNode elementType) => TypeNode.Around(elementType);

    public TypeNode GetSystemType() => SystemType;

    public bool IsSystemType(TypeNode type) => type.External is { Namespace: "System", Name: "Type" };

    public TypeNode GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => module.Type(handle).Node;

    public TypeNode GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => module.Reference(handle);

    public TypeNode GetTypeFromSerializedName(string name)
    {
        // Arguments of a generic type stand in brackets; each name inside is looked for by itself.
        var parts = name.Split(['[', ']'], StringSplitOptions.RemoveEmptyEntries)
            .Select(part => (module.Find(part.Split(',')[0].Trim()) ?? world.FindType(part))?.Node)
            .OfType<TypeNode>()
            .ToArray();
        return parts.Length switch
        {
            0 => TypeNode.None,
            1 => parts[0],
            _ => new TypeNode(null, null, -1, false, [.. parts]),
        };
    }

    // An enum of an assembly that is not read: int is what nearly all are. A wrong width shows as damage of that one attribute.
    public PrimitiveTypeCode GetUnderlyingEnumType(TypeNode type)
    {
        if (type.Walked?.Fields.FirstOrDefault(field => string.Equals(field.Name, "value__", StringComparison.Ordinal)) is { } field)
        {
            var blob = field.Type.Module.Metadata.GetBlobReader(field.Type.Module.Metadata.GetFieldDefinition(field.Handle).Signature);
            blob.ReadSignatureHeader();
            return (PrimitiveTypeCode)blob.ReadByte();
        }

        return PrimitiveTypeCode.Int32;
    }
}
