using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;

namespace Provenance.Engine.Evidence.Reach;

/// <summary>A field of a walked assembly.</summary>
internal sealed class WalkedField(WalkedType type, FieldDefinitionHandle handle)
{
    public WalkedType Type { get; } = type;

    public FieldDefinitionHandle Handle { get; } = handle;

    public FieldAttributes Attributes { get; } = type.Module.Metadata.GetFieldDefinition(handle).Attributes;

    public string Name => Type.Module.Metadata.GetString(Type.Module.Metadata.GetFieldDefinition(Handle).Name);

    public bool IsReached { get; set; }

    public TypeNode Signature => Type.Module.Metadata.GetFieldDefinition(Handle).DecodeSignature(Type.Module.Nodes, null);
}

/// <summary>A method of a walked assembly.</summary>
internal sealed class WalkedMethod
{
    private ImmutableArray<WalkedParameter> _parameters;
    private MethodSignature<TypeNode>? _signature;

    public WalkedMethod(WalkedType type, MethodDefinitionHandle handle)
    {
        Type = type;
        Handle = handle;
        Definition = type.Module.Metadata.GetMethodDefinition(handle);
        Attributes = Definition.Attributes;
        Name = type.Module.Metadata.GetString(Definition.Name);
        var blob = type.Module.Metadata.GetBlobReader(Definition.Signature);
        var header = blob.ReadSignatureHeader();
        Arity = header.IsGeneric ? blob.ReadCompressedInteger() : 0;
        ParameterCount = blob.ReadCompressedInteger();
    }

    public WalkedType Type { get; }

    public MethodDefinitionHandle Handle { get; }

    public MethodDefinition Definition { get; }

    public MethodAttributes Attributes { get; }

    public string Name { get; }

    public int Arity { get; }

    public int ParameterCount { get; }

    public bool IsReached { get; set; }

    /// <summary>Somebody calls it through the type that declares it, so that any override may run.</summary>
    public bool IsSlotCalled { get; set; }

    /// <summary>Overrides and implementations in types that exist, waiting for the slot to be called.</summary>
    public List<WalkedMethod>? Waiting { get; set; }

    public bool IsStatic => Attributes.HasFlag(MethodAttributes.Static);

    public bool IsVirtual => Attributes.HasFlag(MethodAttributes.Virtual);

    public bool IsNewSlot => Attributes.HasFlag(MethodAttributes.NewSlot);

    public bool IsFinal => Attributes.HasFlag(MethodAttributes.Final);

    public bool IsPublic => (Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public;

    /// <summary>Another assembly can name it, given its type.</summary>
    public bool IsVisible => (Attributes & MethodAttributes.MemberAccessMask) is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem;

    public bool IsConstructor => string.Equals(Name, ".ctor", StringComparison.Ordinal);

    public MethodSignature<TypeNode> Signature => _signature ??= Definition.DecodeSignature(Type.Module.Nodes, null);

    public ImmutableArray<WalkedParameter> Parameters =>
        _parameters.IsDefault ? _parameters = Type.Module.Parameters(Definition.GetGenericParameters()) : _parameters;

    /// <summary>Same name and shape: how a slot finds its overrides. Types of parameters are not compared, so that an overload too many is kept rather than one too few.</summary>
    public bool HasShapeOf(WalkedMethod other) =>
        ParameterCount == other.ParameterCount && Arity == other.Arity && IsStatic == other.IsStatic && string.Equals(Name, other.Name, StringComparison.Ordinal);
}

/// <summary>A generic parameter of a walked type or method, and what is known to be put in its place.</summary>
internal sealed class WalkedParameter(WalkedModule module, GenericParameterHandle handle)
{
    public WalkedModule Module { get; } = module;

    public GenericParameterHandle Handle { get; } = handle;

    /// <summary>What code does with the type by reflection.</summary>
    public Keep Keep { get; set; } = InitialKeep(module, handle);

    public HashSet<WalkedType> Arguments { get; } = [];

    /// <summary>Parameters of callers that are passed on.</summary>
    public HashSet<WalkedParameter> Sources { get; } = [];

    private static Keep InitialKeep(WalkedModule module, GenericParameterHandle handle)
    {
        var parameter = module.Metadata.GetGenericParameter(handle);
        var constraint = parameter.Attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) ? Keep.DefaultConstructor : Keep.None;
        return constraint | AccessedMembers.Of(module, parameter.GetCustomAttributes());
    }
}
