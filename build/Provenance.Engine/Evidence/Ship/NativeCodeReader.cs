using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Provenance.Engine.Evidence.Ship;

/// <summary>Reads the size statistics (<c>.mstat</c>) that the native compiler writes with <c>IlcGenerateMstatFile</c>.</summary>
/// <remarks>
/// Format: dotnet/runtime, src/coreclr/tools/aot/ILCompiler.Compiler, MstatObjectDumper. An assembly whose version is the format's; its global
/// methods <c>Methods</c> and <c>Types</c> are tables in the form of IL: <c>ldtoken</c> of the method or type, then integers (sizes, from
/// version 2 on the place of a name). Only the tokens are read, so that a new column changes nothing.
/// </remarks>
public static class NativeCodeReader
{
    private const int FirstVersion = 1;
    private const int LastVersion = 2;

    private static readonly SignatureText Signatures = new();

    /// <summary>Never throws for what the file holds; null when it cannot be opened, goes over a limit or is no such file.</summary>
    public static NativeCode? TryRead(string path, OpenFile open)
    {
        try
        {
            using var stream = open(path);
            if (stream is null || BoundedReader.TryRead(stream, Limits.ImageBytes) is not { } image)
            {
                return null;
            }

            using var pe = new PEReader(image);
            return pe.HasMetadata ? Read(pe, pe.GetMetadataReader()) : null;
        }
        catch (Exception e) when (Damage.IsShownBy(e))
        {
            return null;
        }
    }

    private static NativeCode? Read(PEReader pe, MetadataReader metadata)
    {
        if (!metadata.IsAssembly || metadata.GetAssemblyDefinition().Version.Major is < FirstVersion or > LastVersion)
        {
            return null;
        }

        var code = new NativeCode();
        var tables = 0;
        foreach (var method in metadata.MethodDefinitions.Select(metadata.GetMethodDefinition))
        {
            var isMethods = metadata.StringComparer.Equals(method.Name, "Methods");
            if ((!isMethods && !metadata.StringComparer.Equals(method.Name, "Types")) || method.RelativeVirtualAddress == 0)
            {
                continue;
            }

            tables++;
            foreach (var token in Tokens(pe.GetMethodBody(method.RelativeVirtualAddress).GetILReader()))
            {
                if (isMethods)
                {
                    AddMethod(code, metadata, token);
                }
                else if (TypeOf(metadata, token) is { } type)
                {
                    code.AddType(type.Assembly, type.Type);
                }
            }
        }

        return tables == 2 ? code : null;
    }

    private static List<EntityHandle> Tokens(BlobReader il)
    {
        var tokens = new List<EntityHandle>();
        while (il.RemainingBytes > 0)
        {
            var code = (ILOpCode)il.ReadByte();
            switch (code)
            {
                case ILOpCode.Ldtoken:
                    tokens.Add(MetadataTokens.EntityHandle(il.ReadInt32()));
                    break;
                case ILOpCode.Ldc_i4 or ILOpCode.Ldstr:
                    il.ReadInt32();
                    break;
                case ILOpCode.Ldc_i4_s:
                    il.ReadSByte();
                    break;
                case ILOpCode.Nop or ILOpCode.Pop or ILOpCode.Ret or (>= ILOpCode.Ldc_i4_m1 and <= ILOpCode.Ldc_i4_8):
                    break;
                default:
                    throw new InvalidDataException("An instruction that the tables do not have.");
            }
        }

        return tokens;
    }

    private static void AddMethod(NativeCode code, MetadataReader metadata, EntityHandle token)
    {
        if (token.Kind == HandleKind.MethodSpecification)
        {
            token = metadata.GetMethodSpecification((MethodSpecificationHandle)token).Method;
        }

        if (token.Kind != HandleKind.MemberReference)
        {
            return;
        }

        var method = metadata.GetMemberReference((MemberReferenceHandle)token);
        if (method.GetKind() == MemberReferenceKind.Method && TypeOf(metadata, method.Parent) is { } type)
        {
            code.AddMethod(type.Assembly, type.Type, metadata.GetString(method.Name), SignatureText.Of(method.DecodeMethodSignature(Signatures, null)));
        }
    }

    /// <summary>The open type of a reference or instantiation; null for arrays, pointers and the like.</summary>
    private static (string Assembly, string Type)? TypeOf(MetadataReader metadata, EntityHandle handle)
    {
        if (handle.Kind == HandleKind.TypeReference)
        {
            return SignatureText.NameOf(metadata, (TypeReferenceHandle)handle);
        }

        if (handle.Kind != HandleKind.TypeSpecification)
        {
            return null;
        }

        // ELEMENT_TYPE_GENERICINST (0x15), CLASS or VALUETYPE, then the open type (ECMA-335 II.23.2.12).
        var blob = metadata.GetBlobReader(metadata.GetTypeSpecification((TypeSpecificationHandle)handle).Signature);
        if (blob.ReadByte() != 0x15)
        {
            return null;
        }

        blob.ReadByte();
        var open = blob.ReadTypeHandle();
        return open.Kind == HandleKind.TypeReference ? SignatureText.NameOf(metadata, (TypeReferenceHandle)open) : null;
    }
}
