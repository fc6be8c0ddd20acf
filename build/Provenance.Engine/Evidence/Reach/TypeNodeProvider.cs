using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Provenance.Engine.Evidence.Reach;

/// <summary>Turns signatures into <see cref="TypeNode"/>s; variables stay indexes, as one signature serves many members.</summary>
internal sealed class TypeNodeProvider(WalkedModule module) : ISignatureTypeProvider<TypeNode, object?>
{
    public TypeNode GetArrayType(TypeNode elementType, ArrayShape shape) => TypeNode.Around(elementType);

    public TypeNode GetByReferenceType(TypeNode elementType) => TypeNode.Around(elementType);

    public TypeNode GetFunctionPointerType(MethodSignature<TypeNode> signature) =>
        new(null, null, -1, false, [signature.ReturnType, .. signature.ParameterTypes]);

    public TypeNode GetGenericInstantiation(TypeNode genericType, ImmutableArray<TypeNode> typeArguments) => genericType with { Parts = typeArguments };

    public TypeNode GetGenericMethodParameter(object? genericContext, int index) => TypeNode.OfVariable(index, isMethod: true);

    public TypeNode GetGenericTypeParameter(object? genericContext, int index) => TypeNode.OfVariable(index, isMethod: false);

    // Modifiers name types that no code runs through.
    public TypeNode GetModifiedType(TypeNode modifier, TypeNode unmodifiedType, bool isRequired) => unmodifiedType;

    public TypeNode GetPinnedType(TypeNode elementType) => elementType;

    public TypeNode GetPointerType(TypeNode elementType) => TypeNode.Around(elementType);

    public TypeNode GetPrimitiveType(PrimitiveTypeCode typeCode) => TypeNode.None;

    public TypeNode GetSZArrayType(TypeNode elementType) => TypeNode.Around(elementType);

    public TypeNode GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => module.Type(handle).Node;

    public TypeNode GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => module.Reference(handle);

    public TypeNode GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) => module.Specification(handle);
}
