using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Provenance.Engine.Tests.Evidence.Ship;

/// <summary>Writes <c>.mstat</c> files of the documented form: two global methods whose IL lists tokens and sizes.</summary>
internal sealed class TestStatistics
{
    private readonly MetadataBuilder _metadata = new();
    private readonly Dictionary<string, AssemblyReferenceHandle> _assemblies = new(StringComparer.Ordinal);
    private readonly List<EntityHandle> _methods = [];
    private readonly List<EntityHandle> _types = [];

    public int Version { get; init; } = 2;

    /// <summary>A byte that is written into the first table, to have an instruction that does not belong there.</summary>
    public ILOpCode? Stray { get; init; }

    /// <param name="type"><c>Namespace.Outer/Inner</c></param>
    /// <param name="parameters">Number of <c>int</c> parameters; the method returns <c>int</c>.</param>
    public TestStatistics Method(string assembly, string type, string name, bool isInstance = false, int parameters = 0, bool isVoid = false)
    {
        var signature = new BlobBuilder();
        new BlobEncoder(signature).MethodSignature(isInstanceMethod: isInstance).Parameters(
            parameters,
            result =>
            {
                if (isVoid)
                {
                    result.Void();
                }
                else
                {
                    result.Type().Int32();
                }
            },
            list =>
            {
                for (var i = 0; i < parameters; i++)
                {
                    list.AddParameter().Type().Int32();
                }
            });
        _methods.Add(_metadata.AddMemberReference(Reference(assembly, type), _metadata.GetOrAddString(name), _metadata.GetOrAddBlob(signature)));
        return this;
    }

    public TestStatistics Type(string assembly, string type)
    {
        _types.Add(Reference(assembly, type));
        return this;
    }

    public byte[] Write()
    {
        _metadata.AddAssembly(_metadata.GetOrAddString("app"), new Version(Version, 0, 0, 0), default, default, default(AssemblyFlags), AssemblyHashAlgorithm.None);
        _metadata.AddModule(0, _metadata.GetOrAddString("app"), _metadata.GetOrAddGuid(new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)), default, default);
        var bodies = new BlobBuilder();
        var encoder = new MethodBodyStreamEncoder(bodies);
        var first = Table(encoder, "Methods", _methods);
        Table(encoder, "Types", _types);
        _metadata.AddTypeDefinition(default, default, _metadata.GetOrAddString("<Module>"), default, MetadataTokens.FieldDefinitionHandle(1), first);
        var image = new BlobBuilder();
        new ManagedPEBuilder(new PEHeaderBuilder(imageCharacteristics: Characteristics.Dll), new MetadataRootBuilder(_metadata), bodies).Serialize(image);
        return image.ToArray();
    }

    private MethodDefinitionHandle Table(MethodBodyStreamEncoder bodies, string name, List<EntityHandle> rows)
    {
        var il = new InstructionEncoder(new BlobBuilder());
        foreach (var row in rows)
        {
            il.OpCode(ILOpCode.Ldtoken);
            il.Token(row);
            il.LoadConstantI4(1000);
            il.LoadConstantI4(20);
            il.LoadConstantI4(0);
            il.LoadConstantI4(70000);
        }

        if (Stray is { } stray)
        {
            il.OpCode(stray);
        }

        var signature = new BlobBuilder();
        new BlobEncoder(signature).MethodSignature().Parameters(0, result => result.Void(), _ => { });
        return _metadata.AddMethodDefinition(
            MethodAttributes.Static | MethodAttributes.Public, MethodImplAttributes.IL, _metadata.GetOrAddString(name), _metadata.GetOrAddBlob(signature), bodies.AddMethodBody(il), default);
    }

    private EntityHandle Reference(string assembly, string type)
    {
        if (!_assemblies.TryGetValue(assembly, out var scope))
        {
            _assemblies[assembly] = scope = _metadata.AddAssemblyReference(_metadata.GetOrAddString(assembly), new Version(1, 0, 0, 0), default, default, default, default);
        }

        EntityHandle outer = scope;
        foreach (var part in type.Split('/'))
        {
            var dot = part.LastIndexOf('.');
            outer = _metadata.AddTypeReference(
                outer, dot < 0 ? default : _metadata.GetOrAddString(part[..dot]), _metadata.GetOrAddString(part[(dot + 1)..]));
        }

        return outer;
    }
}
