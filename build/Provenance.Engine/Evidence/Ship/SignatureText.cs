using System.Collections.Immutable;
using System.Globalization;
using System.Reflection.Metadata;

namespace Provenance.Engine.Evidence.Ship;

/// <summary>Signatures as text that is equal in every file that refers to the same method: types by full name, without their assemblies.</summary>
internal sealed class SignatureText : ISignatureTypeProvider<string, object?>
{
    public static string Of(MethodSignature<string> signature) => string.Create(
        CultureInfo.InvariantCulture, $"{signature.GenericParameterCount} {signature.ReturnType}({string.Join(',', signature.ParameterTypes)})");

    /// <summary><c>Namespace.Outer/Inner`1</c></summary>
    public static string NameOf(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var name = string.Empty;
        for (var level = 0; level < Limits.TypeNesting && !handle.IsNil; level++)
        {
            var type = metadata.GetTypeDefinition(handle);
            name = Join(metadata.GetString(type.Namespace), metadata.GetString(type.Name), name);
            handle = type.GetDeclaringType();
        }

        return name;
    }

    /// <inheritdoc cref="NameOf(MetadataReader, TypeDefinitionHandle)"/>
    /// <returns>The simple name of the assembly that the type is in, and the type's name.</returns>
    public static (string Assembly, string Type) NameOf(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var name = string.Empty;
        for (var level = 0; level < Limits.TypeNesting; level++)
        {
            var type = metadata.GetTypeReference(handle);
            name = Join(metadata.GetString(type.Namespace), metadata.GetString(type.Name), name);
            if (type.ResolutionScope.Kind != HandleKind.TypeReference)
            {
                return type.ResolutionScope.Kind == HandleKind.AssemblyReference
                    ? (metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name), name)
                    : (string.Empty, name);
            }

            handle = (TypeReferenceHandle)type.ResolutionScope;
        }

        return (string.Empty, name);
    }

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => NameOf(reader, handle);

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => NameOf(reader, handle).Type;

    public string GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public string GetSZArrayType(string elementType) => elementType + "[]";

    public string GetArrayType(string elementType, ArrayShape shape) => elementType + "[" + new string(',', shape.Rank - 1) + "]";

    public string GetByReferenceType(string elementType) => elementType + "&";

    public string GetPointerType(string elementType) => elementType + "*";

    public string GetPinnedType(string elementType) => elementType;

    // Modifiers such as readonly and init do not tell methods of one source apart.
    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) => genericType + "<" + string.Join(',', typeArguments) + ">";

    public string GetGenericTypeParameter(object? genericContext, int index) => string.Create(CultureInfo.InvariantCulture, $"!{index}");

    public string GetGenericMethodParameter(object? genericContext, int index) => string.Create(CultureInfo.InvariantCulture, $"!!{index}");

    public string GetFunctionPointerType(MethodSignature<string> signature) => "*" + Of(signature);

    private static string Join(string space, string name, string inner) => (space.Length == 0 ? name : space + "." + name) + (inner.Length == 0 ? inner : "/" + inner);
}
