using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;

namespace Provenance.Engine.Evidence.Reach;

/// <summary>A type of a walked assembly.</summary>
internal sealed class WalkedType
{
    private readonly TypeDefinition _definition;
    private TypeNode? _base;
    private ImmutableArray<TypeNode> _interfaces;
    private ImmutableArray<WalkedMethod> _methods;
    private ImmutableArray<WalkedField> _fields;
    private ImmutableArray<WalkedParameter> _parameters;
    private ILookup<string, WalkedMethod>? _byName;

    public WalkedType(WalkedModule module, TypeDefinitionHandle handle)
    {
        Module = module;
        Handle = handle;
        _definition = module.Metadata.GetTypeDefinition(handle);
        Attributes = _definition.Attributes;
        Namespace = module.Metadata.GetString(_definition.Namespace);
        Name = module.Metadata.GetString(_definition.Name);
        Node = new TypeNode(this, null, -1, false, []);
    }

    public WalkedModule Module { get; }

    public TypeDefinitionHandle Handle { get; }

    public TypeNode Node { get; }

    public TypeAttributes Attributes { get; }

    public string Namespace { get; }

    public string Name { get; }

    public bool IsReached { get; set; }

    /// <summary>An instance can exist, of this type or of one derived from it.</summary>
    public bool IsConstructed { get; set; }

    public bool IsInitialized { get; set; }

    public Keep Kept { get; set; }

    public TypeDefinition Definition => _definition;

    public bool IsInterface => Attributes.HasFlag(TypeAttributes.Interface);

    public bool IsStaticClass => (Attributes & (TypeAttributes.Abstract | TypeAttributes.Sealed)) == (TypeAttributes.Abstract | TypeAttributes.Sealed);

    public WalkedType? Outer => _definition.GetDeclaringType() is { IsNil: false } outer ? Module.Type(outer) : null;

    /// <summary>As reflection writes it: nested types after <c>+</c>.</summary>
    public string FullName => string.Join('+', WithOuter().Reverse().Select(type => type.Namespace.Length == 0 ? type.Name : type.Namespace + "." + type.Name));

    public TypeNode Base => _base ??= _definition.BaseType.IsNil ? TypeNode.None : Module.Node(_definition.BaseType);

    public bool IsValueType => Base.External is { Namespace: "System", Name: "ValueType" or "Enum" };

    public bool IsEnum => Base.External is { Namespace: "System", Name: "Enum" };

    public bool IsDelegate => Base.External is { Namespace: "System", Name: "MulticastDelegate" };

    /// <summary>Every interface that the compiler listed, inherited ones included.</summary>
    public ImmutableArray<TypeNode> Interfaces => _interfaces.IsDefault
        ? _interfaces = [.. _definition.GetInterfaceImplementations().Select(handle => Module.Node(Module.Metadata.GetInterfaceImplementation(handle).Interface))]
        : _interfaces;

    public ImmutableArray<WalkedMethod> Methods => _methods.IsDefault
        ? _methods = [.. _definition.GetMethods().Select(handle => Module.Method(handle, this))]
        : _methods;

    public ImmutableArray<WalkedField> Fields => _fields.IsDefault
        ? _fields = [.. _definition.GetFields().Select(handle => Module.Field(handle, this))]
        : _fields;

    public ImmutableArray<WalkedParameter> Parameters =>
        _parameters.IsDefault ? _parameters = Module.Parameters(_definition.GetGenericParameters()) : _parameters;

    public IEnumerable<WalkedMethod> Named(string name) => (_byName ??= Methods.ToLookup(method => method.Name, StringComparer.Ordinal))[name];

    /// <summary>Another assembly can name it.</summary>
    public bool IsVisible => WithOuter().All(type => (type.Attributes & TypeAttributes.VisibilityMask)
        is TypeAttributes.Public or TypeAttributes.NestedPublic or TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem);

    /// <summary>The type and the types that it is nested in; damage can nest a type in itself.</summary>
    public IEnumerable<WalkedType> WithOuter()
    {
        var depth = 0;
        for (var type = this; type is not null && depth++ < Limits.TypeNesting; type = type.Outer)
        {
            yield return type;
        }
    }

    /// <summary>The type and its bases, as far as they are walked.</summary>
    public IEnumerable<WalkedType> WithBases()
    {
        var depth = 0;
        for (var type = this; type is not null && depth++ < Limits.TypeNesting * 4; type = type.Base.Walked)
        {
            yield return type;
        }
    }

    public override string ToString() => FullName;
}
