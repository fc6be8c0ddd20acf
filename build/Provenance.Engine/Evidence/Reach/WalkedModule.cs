using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Provenance.Engine.Evidence.Reach;

/// <summary>One walked assembly: definitions as objects, made when they are first asked for, and references resolved once.</summary>
internal sealed class WalkedModule
{
    private readonly WalkedWorld _world;
    private readonly WalkedType?[] _types;
    private readonly WalkedMethod?[] _methods;
    private readonly WalkedField?[] _fields;
    private readonly WalkedParameter?[] _parameters;
    private readonly TypeNode?[] _references;
    private readonly TypeNode?[] _specifications;
    private readonly MemberTarget?[] _members;
    private Dictionary<(string Space, string Name), TypeDefinitionHandle>? _names;

    public WalkedModule(WalkedWorld world, PEReader image, bool isRoot)
    {
        _world = world;
        Image = image;
        IsRoot = isRoot;
        Metadata = image.GetMetadataReader();
        Name = Metadata.IsAssembly ? Metadata.GetString(Metadata.GetAssemblyDefinition().Name) : "";
        Mvid = Metadata.GetGuid(Metadata.GetModuleDefinition().Mvid);
        Nodes = new TypeNodeProvider(this);
        Signatures.Check(Metadata);
        _types = new WalkedType?[Metadata.GetTableRowCount(TableIndex.TypeDef)];
        _methods = new WalkedMethod?[Metadata.GetTableRowCount(TableIndex.MethodDef)];
        _fields = new WalkedField?[Metadata.GetTableRowCount(TableIndex.Field)];
        _parameters = new WalkedParameter?[Metadata.GetTableRowCount(TableIndex.GenericParam)];
        _references = new TypeNode?[Metadata.GetTableRowCount(TableIndex.TypeRef)];
        _specifications = new TypeNode?[Metadata.GetTableRowCount(TableIndex.TypeSpec)];
        _members = new MemberTarget?[Metadata.GetTableRowCount(TableIndex.MemberRef)];
    }

    public PEReader Image { get; }

    public bool IsRoot { get; }

    public MetadataReader Metadata { get; }

    public string Name { get; }

    public Guid Mvid { get; }

    public TypeNodeProvider Nodes { get; }

    public IEnumerable<WalkedType> Types => Metadata.TypeDefinitions.Select(Type);

    public WalkedType Type(TypeDefinitionHandle handle) => _types[MetadataTokens.GetRowNumber(handle) - 1] ??= new WalkedType(this, handle);

    public WalkedMethod Method(MethodDefinitionHandle handle, WalkedType? type = null) =>
        _methods[MetadataTokens.GetRowNumber(handle) - 1] ??= new WalkedMethod(type ?? Type(Metadata.GetMethodDefinition(handle).GetDeclaringType()), handle);

    public WalkedField Field(FieldDefinitionHandle handle, WalkedType? type = null) =>
        _fields[MetadataTokens.GetRowNumber(handle) - 1] ??= new WalkedField(type ?? Type(Metadata.GetFieldDefinition(handle).GetDeclaringType()), handle);

    public ImmutableArray<WalkedParameter> Parameters(GenericParameterHandleCollection handles) =>
        [.. handles.Select(handle => _parameters[MetadataTokens.GetRowNumber(handle) - 1] ??= new WalkedParameter(this, handle))];

    /// <summary>A type by its name as reflection writes it, nested types after <c>+</c>; null when the assembly defines none.</summary>
    public WalkedType? Find(string fullName)
    {
        var parts = fullName.Split('+');
        var dot = parts[0].LastIndexOf('.');
        var found = Find(dot < 0 ? "" : parts[0][..dot], parts[0][(dot + 1)..]);
        foreach (var part in parts.Skip(1))
        {
            found = found?.Definition.GetNestedTypes().Select(Type).FirstOrDefault(nested => string.Equals(nested.Name, part, StringComparison.Ordinal));
        }

        return found;
    }

    /// <summary>Whether an assembly of that name is walked too.</summary>
    public bool IsBeside(string assembly) => _world.Find(assembly) is not null;

    public TypeNode Node(EntityHandle handle) => handle.Kind switch
    {
        HandleKind.TypeDefinition => Type((TypeDefinitionHandle)handle).Node,
        HandleKind.TypeReference => Reference((TypeReferenceHandle)handle),
        HandleKind.TypeSpecification => Specification((TypeSpecificationHandle)handle),
        _ => TypeNode.None,
    };

    public TypeNode Reference(TypeReferenceHandle handle) => _references[MetadataTokens.GetRowNumber(handle) - 1] ??= Resolve(Metadata.GetTypeReference(handle), 0);

    public TypeNode Specification(TypeSpecificationHandle handle)
    {
        ref var known = ref _specifications[MetadataTokens.GetRowNumber(handle) - 1];

        // Set first, so that damaged metadata in which a specification holds itself comes to an end.
        if (known is null)
        {
            known = TypeNode.None;
            known = Metadata.GetTypeSpecification(handle).DecodeSignature(Nodes, null);
        }

        return known;
    }

    /// <summary>What a method or field token means.</summary>
    public MemberTarget Member(EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.MethodDefinition:
                return MemberTarget.Of(Method((MethodDefinitionHandle)handle));
            case HandleKind.FieldDefinition:
                return MemberTarget.Of(Field((FieldDefinitionHandle)handle));
            case HandleKind.MemberReference:
                return _members[MetadataTokens.GetRowNumber(handle) - 1] ??= MemberTarget.Resolve(this, Metadata.GetMemberReference((MemberReferenceHandle)handle));
            case HandleKind.MethodSpecification:
                var specification = Metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                return Member(specification.Method) with { Arguments = specification.DecodeSignature(Nodes, null) };
            default:
                return MemberTarget.None;
        }
    }

    public ReachedAssembly Result() => new(
        Name,
        Mvid,
        Array.ConvertAll(_types, type => type is { IsReached: true }),
        Array.ConvertAll(_methods, method => method is { IsReached: true }),
        Array.ConvertAll(_fields, field => field is { IsReached: true }));

    private WalkedType? Find(string space, string name)
    {
        if (_names is null)
        {
            _names = [];
            foreach (var handle in Metadata.TypeDefinitions)
            {
                var type = Metadata.GetTypeDefinition(handle);
                if (!type.IsNested)
                {
                    _names.TryAdd((Metadata.GetString(type.Namespace), Metadata.GetString(type.Name)), handle);
                }
            }
        }

        return _names.TryGetValue((space, name), out var found) ? Type(found) : null;
    }

    private TypeNode Resolve(TypeReference reference, int depth)
    {
        var space = Metadata.GetString(reference.Namespace);
        var name = Metadata.GetString(reference.Name);
        if (reference.ResolutionScope.Kind == HandleKind.TypeReference && depth < Limits.TypeNesting)
        {
            var outer = Resolve(Metadata.GetTypeReference((TypeReferenceHandle)reference.ResolutionScope), depth + 1);
            if (outer.Walked is { } walked)
            {
                return walked.Definition.GetNestedTypes().Select(walked.Module.Type).FirstOrDefault(nested => string.Equals(nested.Name, name, StringComparison.Ordinal))?.Node ?? TypeNode.None;
            }

            return outer.External is { } external ? TypeNode.Of(external with { Name = external.Name + "+" + name }) : TypeNode.None;
        }

        var assembly = reference.ResolutionScope.Kind == HandleKind.AssemblyReference
            ? Metadata.GetString(Metadata.GetAssemblyReference((AssemblyReferenceHandle)reference.ResolutionScope).Name)
            : Name;
        return _world.Find(assembly) is { } module && module.Find(space, name) is { } type ? type.Node : TypeNode.Of(new ExternalType(space, name, assembly));
    }
}
