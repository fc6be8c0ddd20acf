using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Provenance.Engine.Evidence.Compile;

namespace Provenance.Engine.Evidence.Ship;

/// <summary>What a native compiler made of the assemblies of a program, by its own statistics.</summary>
/// <remarks>
/// A method that has no native code of its own was dropped, or was compiled into its callers: it is unknown, except where it cannot have been
/// inlined. The compiler inlines bodies of up to 128 bytes of IL; a method of a class that has no type data was never called on an object.
/// </remarks>
public sealed class NativeCode
{
    // Four times the compiler's own limit, for versions to come.
    private const int MostInlinedBytes = 512;

    private static readonly SignatureText Signatures = new();

    private readonly HashSet<(string Assembly, string Type, string Method, string Signature)> _methods = [];
    private readonly HashSet<(string Assembly, string Type)> _types = [];
    private readonly HashSet<(string Assembly, string Type)> _holders = [];

    /// <summary>Number of methods with native code of their own.</summary>
    public int MethodCount => _methods.Count;

    internal void AddMethod(string assembly, string type, string method, string signature)
    {
        _methods.Add((assembly, type, method, signature));

        // The types around it are there as well: a lambda's class lies in the type that it was written in.
        for (var end = type.Length; end > 0; end = type.LastIndexOf('/', end - 1))
        {
            _holders.Add((assembly, type[..end]));
        }
    }

    internal void AddType(string assembly, string type) => _types.Add((assembly, type));

    /// <summary>What is left of one assembly; null when the statistics name types that it does not have, so that they are of another build.</summary>
    /// <param name="name">Simple name of the assembly.</param>
    public Remains? Of(string name, MetadataReader metadata)
    {
        var known = metadata.TypeDefinitions.Select(handle => SignatureText.NameOf(metadata, handle)).ToHashSet(StringComparer.Ordinal);
        var isOther = _types.Concat(_holders).Any(type => string.Equals(type.Assembly, name, StringComparison.Ordinal) && !type.Type.Contains('<', StringComparison.Ordinal) && !known.Contains(type.Type));
        return isOther ? null : new OfAssembly(this, name);
    }

    private sealed class OfAssembly(NativeCode code, string assembly) : Remains
    {
        public override Fate Of(PEReader pe, MethodDefinitionHandle method)
        {
            var metadata = pe.GetMetadataReader();
            var definition = metadata.GetMethodDefinition(method);
            var type = SignatureText.NameOf(metadata, definition.GetDeclaringType());
            var signature = SignatureText.Of(definition.DecodeSignature(Signatures, null));
            var name = metadata.GetString(definition.Name);
            if (code._methods.Contains((assembly, type, name, signature)))
            {
                return Fate.Kept;
            }

            var isInstance = !definition.Attributes.HasFlag(MethodAttributes.Static);
            return (isInstance && Of(metadata, definition.GetDeclaringType()) == Fate.Gone) || CannotBeInlined(pe, metadata, definition, name) ? Fate.Gone : Fate.Unknown;
        }

        public override Fate Of(MetadataReader metadata, TypeDefinitionHandle type)
        {
            var key = (assembly, SignatureText.NameOf(metadata, type));
            if (code._types.Contains(key) || code._holders.Contains(key))
            {
                return Fate.Kept;
            }

            // Data of a class is there when an object of it, or of a class derived from it, can exist.
            return IsClass(metadata, metadata.GetTypeDefinition(type)) ? Fate.Gone : Fate.Unknown;
        }

        private static bool IsClass(MetadataReader metadata, TypeDefinition type)
        {
            const TypeAttributes StaticClass = TypeAttributes.Abstract | TypeAttributes.Sealed;
            if (type.Attributes.HasFlag(TypeAttributes.Interface) || (type.Attributes & StaticClass) == StaticClass || type.BaseType.IsNil)
            {
                return false;
            }

            return type.BaseType.Kind != HandleKind.TypeReference
                || SignatureText.NameOf(metadata, (TypeReferenceHandle)type.BaseType).Type is not ("System.ValueType" or "System.Enum");
        }

        // Static constructors may have run at compile time; code that is shared between instantiations may bear another's name.
        private static bool CannotBeInlined(PEReader pe, MetadataReader metadata, MethodDefinition method, string name)
        {
            if (name == ".cctor" || method.RelativeVirtualAddress == 0 || method.GetGenericParameters().Count > 0
                || metadata.GetTypeDefinition(method.GetDeclaringType()).GetGenericParameters().Count > 0
                || method.ImplAttributes.HasFlag(MethodImplAttributes.AggressiveInlining))
            {
                return false;
            }

            return method.ImplAttributes.HasFlag(MethodImplAttributes.NoInlining) || pe.GetMethodBody(method.RelativeVirtualAddress).GetILReader().Length > MostInlinedBytes;
        }
    }
}
