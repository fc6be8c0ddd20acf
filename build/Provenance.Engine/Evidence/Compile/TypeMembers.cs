using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;

namespace Provenance.Engine.Evidence.Compile;

/// <summary>Members of one type as its metadata names them.</summary>
internal sealed class TypeMembers
{
    private readonly MetadataReader _metadata;
    private readonly TypeDefinition _type;
    private readonly ILookup<string, Method> _methods;
    private readonly ILookup<string, EntityHandle> _fields;
    private readonly ILookup<string, EntityHandle> _properties;
    private readonly ILookup<string, EntityHandle> _events;

    public TypeMembers(MetadataReader metadata, TypeDefinitionHandle type)
    {
        _metadata = metadata;
        _type = metadata.GetTypeDefinition(type);
        _methods = _type.GetMethods().Select(Read).ToLookup(method => LastPart(method.Name), StringComparer.Ordinal);
        _fields = _type.GetFields().ToLookup(handle => metadata.GetString(metadata.GetFieldDefinition(handle).Name), handle => (EntityHandle)handle, StringComparer.Ordinal);
        _properties = _type.GetProperties().ToLookup(handle => LastPart(metadata.GetString(metadata.GetPropertyDefinition(handle).Name)), handle => (EntityHandle)handle, StringComparer.Ordinal);
        _events = _type.GetEvents().ToLookup(handle => LastPart(metadata.GetString(metadata.GetEventDefinition(handle).Name)), handle => (EntityHandle)handle, StringComparer.Ordinal);
    }

    /// <summary>Methods of that name, arity and number of parameters; those whose parameters have the same names, when there are any.</summary>
    /// <param name="isExplicit">An implementation of an interface member by its full name.</param>
    public ImmutableArray<EntityHandle> Methods(string name, bool isExplicit, int arity, IReadOnlyList<string> parameters)
    {
        var shaped = _methods[name]
            .Where(method => method.Arity == arity && method.ParameterCount == parameters.Count && isExplicit == (method.Name.Length > name.Length))
            .ToArray();
        var named = Array.FindAll(shaped, method => method.Parameters.SequenceEqual(parameters, StringComparer.Ordinal));
        return [.. (named.Length > 0 ? named : shaped).Select(method => method.Handle)];
    }

    /// <summary>Constructors, operators and conversions have no name of their own in source: whatever starts so and takes as many parameters.</summary>
    public ImmutableArray<EntityHandle> SpecialMethods(string prefix, int parameterCount) =>
    [
        .. _methods.Where(group => group.Key.StartsWith(prefix, StringComparison.Ordinal)).SelectMany(group => group)
            .Where(method => method.ParameterCount == parameterCount).Select(method => method.Handle),
    ];

    /// <summary>Whether the type or a closure in it has the local function.</summary>
    public bool HasLocalFunction(string name)
    {
        var mark = ">g__" + name + "|";
        return Contains(_type, mark) || _type.GetNestedTypes().Any(handle =>
        {
            var nested = _metadata.GetTypeDefinition(handle);
            return _metadata.GetString(nested.Name).StartsWith('<') && Contains(nested, mark);
        });
    }

    /// <summary>Whether the type has an extension block (C# 14), which is a nested type with a name that nobody can write.</summary>
    public bool HasExtensionBlock => _type.GetNestedTypes().Any(handle => _metadata.GetString(_metadata.GetTypeDefinition(handle).Name).StartsWith("<G>$", StringComparison.Ordinal));

    public ImmutableArray<EntityHandle> Field(string name) => [.. _fields[name]];

    public ImmutableArray<EntityHandle> Property(string name) => [.. _properties[name]];

    public ImmutableArray<EntityHandle> Event(string name) => [.. _events[name]];

    /// <summary>Indexers are called <c>Item</c> unless an attribute says otherwise: any property that takes parameters.</summary>
    public ImmutableArray<EntityHandle> Indexers(int parameterCount) =>
    [
        .. _properties.SelectMany(group => group).Where(handle =>
        {
            var signature = _metadata.GetBlobReader(_metadata.GetPropertyDefinition((PropertyDefinitionHandle)handle).Signature);
            signature.ReadSignatureHeader();
            return signature.ReadCompressedInteger() == parameterCount;
        }),
    ];

    /// <summary>All fields, properties and constructors, for attributes on the parameters of a primary constructor.</summary>
    public IEnumerable<EntityHandle> PrimaryConstructorTargets =>
        _methods[".ctor"].Select(method => method.Handle).Concat(_properties.SelectMany(group => group)).Concat(_fields.SelectMany(group => group));

    /// <summary>Explicit implementations carry the interface before the name: <c>System.IDisposable.Dispose</c>; constructors start with the dot.</summary>
    internal static string LastPart(string name)
    {
        var dot = name.LastIndexOf('.');
        return dot > 0 ? name[(dot + 1)..] : name;
    }

    private bool Contains(TypeDefinition type, string mark) =>
        type.GetMethods().Any(handle => _metadata.GetString(_metadata.GetMethodDefinition(handle).Name).Contains(mark, StringComparison.Ordinal));

    private Method Read(MethodDefinitionHandle handle)
    {
        var method = _metadata.GetMethodDefinition(handle);
        var signature = _metadata.GetBlobReader(method.Signature);
        var header = signature.ReadSignatureHeader();
        var arity = header.IsGeneric ? signature.ReadCompressedInteger() : 0;
        var names = method.GetParameters().Select(_metadata.GetParameter).Where(parameter => parameter.SequenceNumber > 0)
            .OrderBy(parameter => parameter.SequenceNumber).Select(parameter => _metadata.GetString(parameter.Name));
        return new Method(handle, _metadata.GetString(method.Name), arity, signature.ReadCompressedInteger(), [.. names]);
    }

    private sealed record Method(EntityHandle Handle, string Name, int Arity, int ParameterCount, ImmutableArray<string> Parameters);
}
