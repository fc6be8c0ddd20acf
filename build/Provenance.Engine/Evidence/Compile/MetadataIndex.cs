using System.Collections.Concurrent;
using System.Reflection.Metadata;
using System.Security.Cryptography;
using System.Text;

namespace Provenance.Engine.Evidence.Compile;

/// <summary>Types of an assembly by the names that source gives them.</summary>
internal sealed class MetadataIndex
{
    private readonly Dictionary<(TypeDefinitionHandle Outer, string Namespace, string Name), TypeDefinitionHandle> _types = [];
    private readonly Dictionary<(string Namespace, string Name), List<(string Hash, string Stem, TypeDefinitionHandle Type)>> _fileTypes = [];
    private readonly HashSet<string> _namespaces = new(StringComparer.Ordinal);

    // Files are classed in several threads.
    private readonly ConcurrentDictionary<TypeDefinitionHandle, TypeMembers> _members = [];

    public MetadataIndex(MetadataReader metadata)
    {
        Metadata = metadata;
        foreach (var handle in metadata.TypeDefinitions)
        {
            var type = metadata.GetTypeDefinition(handle);
            var space = metadata.GetString(type.Namespace);
            var name = metadata.GetString(type.Name);
            var outer = type.GetDeclaringType();
            _types.TryAdd((outer, space, name), handle);
            if (outer.IsNil)
            {
                AddNamespace(space);
                AddFileType(space, name, handle);
            }
        }
    }

    public MetadataReader Metadata { get; }

    /// <summary>Whether the assembly has a type in the namespace or below it.</summary>
    public bool HasNamespace(string name) => _namespaces.Contains(name);

    /// <param name="outer">Nil for a top-level type; <paramref name="space"/> is empty otherwise.</param>
    /// <param name="name">With the arity suffix: <c>List`1</c>.</param>
    public TypeDefinitionHandle Find(TypeDefinitionHandle outer, string space, string name) =>
        _types.TryGetValue((outer, space, name), out var found) ? found : default;

    /// <summary>A type that is visible in one file only; nil when none or several fit.</summary>
    /// <param name="paths">Names that the compiler may have known the file by.</param>
    /// <remarks>Roslyn (GeneratedNames.MakeFileTypeMetadataNamePrefix) names it <c>&lt;stem&gt;F{SHA-256 of the path, UTF-8, 64 digits}__Name</c>.</remarks>
    public TypeDefinitionHandle FindInFile(string space, string name, IEnumerable<string> paths)
    {
        if (!_fileTypes.TryGetValue((space, name), out var candidates))
        {
            return default;
        }

        var stems = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(path)));
            var exact = candidates.Find(candidate => string.Equals(candidate.Hash, hash, StringComparison.Ordinal));
            if (!exact.Type.IsNil)
            {
                return exact.Type;
            }

            stems.Add(Stem(path));
        }

        var near = candidates.FindAll(candidate => stems.Contains(candidate.Stem));
        return near.Count == 1 ? near[0].Type : default;
    }

    public TypeMembers MembersOf(TypeDefinitionHandle type) => _members.GetOrAdd(type, static (handle, metadata) => new TypeMembers(metadata, handle), Metadata);

    private static string Stem(string path)
    {
        var name = Path.GetFileNameWithoutExtension(Documents.FileName(path));
        return string.Create(name.Length, name, static (span, text) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                span[i] = char.IsLetterOrDigit(text[i]) ? text[i] : '_';
            }
        });
    }

    private void AddNamespace(string space)
    {
        while (space.Length > 0 && _namespaces.Add(space))
        {
            var dot = space.LastIndexOf('.');
            space = dot < 0 ? string.Empty : space[..dot];
        }
    }

    private void AddFileType(string space, string name, TypeDefinitionHandle handle)
    {
        const int HashLength = 64;
        var close = name.IndexOf(">F", StringComparison.Ordinal);
        var rest = close + 2 + HashLength;
        if (!name.StartsWith('<') || close < 0 || rest + 2 >= name.Length || !name.AsSpan(rest).StartsWith("__", StringComparison.Ordinal))
        {
            return;
        }

        var key = (space, name[(rest + 2)..]);
        if (!_fileTypes.TryGetValue(key, out var list))
        {
            _fileTypes[key] = list = [];
        }

        list.Add((name.Substring(close + 2, HashLength), name[1..close], handle));
    }
}
