using System.Collections.Immutable;
using System.Globalization;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Provenance.Engine.Evidence.Reach;

/// <summary>Writes signatures as text, so that overloads of two assemblies can be held against each other.</summary>
internal sealed class SignatureText : ISignatureTypeProvider<string, object?>
{
    // Damaged metadata can nest a type in itself, or let a specification mean itself.
    private int _depth;

    public static string Of(MetadataReader metadata, BlobHandle signature)
    {
        var blob = metadata.GetBlobReader(signature);
        var decoded = new SignatureDecoder<string, object?>(new SignatureText(), metadata, null).DecodeMethodSignature(ref blob);
        return decoded.ReturnType + "(" + string.Join(',', decoded.ParameterTypes) + ")";
    }

    public string GetArrayType(string elementType, ArrayShape shape) => elementType + "[" + shape.Rank.ToString(CultureInfo.InvariantCulture) + "]";

    public string GetByReferenceType(string elementType) => elementType + "&";

    public string GetFunctionPointerType(MethodSignature<string> signature) => "fn " + signature.ReturnType + "(" + string.Join(',', signature.ParameterTypes) + ")";

    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) => genericType + "<" + string.Join(',', typeArguments) + ">";

    public string GetGenericMethodParameter(object? genericContext, int index) => "!!" + index.ToString(CultureInfo.InvariantCulture);

    public string GetGenericTypeParameter(object? genericContext, int index) => "!" + index.ToString(CultureInfo.InvariantCulture);

    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

    public string GetPinnedType(string elementType) => elementType;

    public string GetPointerType(string elementType) => elementType + "*";

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();

    public string GetSZArrayType(string elementType) => elementType + "[]";

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
    {
        Enter();
        var type = reader.GetTypeDefinition(handle);
        var name = reader.GetString(type.Namespace) + "." + reader.GetString(type.Name);
        return type.GetDeclaringType() is { IsNil: false } outer ? GetTypeFromDefinition(reader, outer, 0) + "+" + name : name;
    }

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        Enter();
        var type = reader.GetTypeReference(handle);
        var name = reader.GetString(type.Namespace) + "." + reader.GetString(type.Name);
        return type.ResolutionScope.Kind == HandleKind.TypeReference ? GetTypeFromReference(reader, (TypeReferenceHandle)type.ResolutionScope, 0) + "+" + name : name;
    }

    public string GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind)
    {
        Enter();
        return reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);
    }

    private void Enter()
    {
        if (++_depth > Limits.SignatureBytes)
        {
            throw new BadImageFormatException("A signature has no end.");
        }
    }
}
