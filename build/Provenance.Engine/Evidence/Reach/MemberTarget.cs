using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Provenance.Engine.Evidence.Reach;

/// <summary>What a token in IL, an attribute or an implementation list means.</summary>
/// <param name="Parent">The type that it is named on, with generic arguments.</param>
/// <param name="Arguments">Generic arguments of the method.</param>
/// <param name="Name">Of a member that is not walked.</param>
/// <param name="Signature">Of a method that is not walked.</param>
internal sealed record MemberTarget(
    WalkedMethod? Method, WalkedField? Field, TypeNode Parent, ImmutableArray<TypeNode> Arguments, string Name = "", MethodSignature<TypeNode>? Signature = null)
{
    public static readonly MemberTarget None = new(null, null, TypeNode.None, []);

    public ExternalType? External => Parent.External;

    public static MemberTarget Of(WalkedMethod method) => new(method, null, method.Type.Node, []);

    public static MemberTarget Of(WalkedField field) => new(null, field, field.Type.Node, []);

    public static MemberTarget Resolve(WalkedModule module, MemberReference reference)
    {
        if (reference.Parent.Kind == HandleKind.MethodDefinition)
        {
            return module.Member(reference.Parent);
        }

        var parent = module.Node(reference.Parent);
        var name = module.Metadata.GetString(reference.Name);
        if (reference.GetKind() == MemberReferenceKind.Field)
        {
            var field = parent.Walked?.WithBases().SelectMany(type => type.Fields).FirstOrDefault(field => string.Equals(field.Name, name, StringComparison.Ordinal));
            return new MemberTarget(null, field, parent, [], name);
        }

        var method = parent.Walked is { } walked ? Find(walked, module, reference, name) : null;
        return new MemberTarget(method, null, parent, [], name, method is null ? reference.DecodeMethodSignature(module.Nodes, null) : null);
    }

    private static WalkedMethod? Find(WalkedType walked, WalkedModule module, MemberReference reference, string name)
    {
        var blob = module.Metadata.GetBlobReader(reference.Signature);
        var header = blob.ReadSignatureHeader();
        var arity = header.IsGeneric ? blob.ReadCompressedInteger() : 0;
        var count = blob.ReadCompressedInteger();
        foreach (var type in walked.WithBases())
        {
            var shaped = type.Named(name).Where(method => method.ParameterCount == count && method.Arity == arity).ToArray();
            if (shaped.Length > 0)
            {
                return shaped.Length == 1 ? shaped[0] : Exact(shaped, module, reference);
            }
        }

        return null;
    }

    private static WalkedMethod Exact(WalkedMethod[] overloads, WalkedModule module, MemberReference reference)
    {
        var wanted = SignatureText.Of(module.Metadata, reference.Signature);
        return Array.Find(overloads, method => string.Equals(SignatureText.Of(method.Type.Module.Metadata, method.Definition.Signature), wanted, StringComparison.Ordinal))
            ?? overloads[0];
    }
}
