using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Security.Cryptography;

namespace Provenance.Engine.Evidence.Compile;

/// <summary>Tells which document of a PDB a source file is: by checksum, and by path only among equal texts or to say that a text changed.</summary>
/// <remarks>A document's name is compared and never opened: <c>#line</c> puts any name there.</remarks>
internal sealed class Documents
{
    // PortablePdb-Metadata.md, "Document Table".
    private static readonly Guid Sha1Id = new("ff1816ec-aa5e-4d10-87f7-6f4963833460");
    private static readonly Guid Sha256Id = new("8829d00f-11b8-4213-878b-770e8597ac16");

    private readonly ImmutableArray<PathMapping> _pathMap;
    private readonly List<Document> _all = [];
    private readonly List<Guid> _algorithms = [];
    private readonly Dictionary<DocumentHandle, string> _names = [];
    private readonly Dictionary<string, List<Document>> _byChecksum = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Document>> _byName = new(StringComparer.Ordinal);

    public Documents(MetadataReader pdb, ImmutableArray<PathMapping> pathMap)
    {
        _pathMap = pathMap;
        foreach (var handle in pdb.Documents)
        {
            var row = pdb.GetDocument(handle);
            var document = new Document(handle, Normalize(pdb.GetString(row.Name)), Checksum(pdb, row));
            _all.Add(document);
            _names[handle] = document.Name;
            Add(_byName, document.Name, document);
            if (document.Checksum is not null)
            {
                Add(_byChecksum, document.Checksum, document);
            }
        }

        _algorithms.AddRange(new[] { Sha256Id, Sha1Id }.Where(algorithm => _byChecksum.Keys.Any(key => key.StartsWith(Name(algorithm), StringComparison.Ordinal))));
    }

    /// <summary>Documents whose name ends in one of the given file names: where a <c>#line</c> of the file may have sent its points.</summary>
    public IEnumerable<DocumentHandle> WithFileName(HashSet<string> fileNames) =>
        _all.Where(document => fileNames.Contains(FileName(document.Name))).Select(document => document.Handle);

    public static string FileName(string path)
    {
        var normal = Normalize(path);
        return normal[(normal.LastIndexOf('/') + 1)..];
    }

    public string NameOf(DocumentHandle handle) => _names.GetValueOrDefault(handle, string.Empty);

    /// <summary>Names that the compiler may have written for a file.</summary>
    public IEnumerable<string> NamesOf(SourceInput source)
    {
        foreach (var path in (string[])[source.CompilerPath, source.FullPath])
        {
            foreach (var mapping in _pathMap)
            {
                if (path.StartsWith(mapping.From, StringComparison.Ordinal))
                {
                    yield return Normalize(mapping.To + path[mapping.From.Length..]);
                }
            }

            yield return Normalize(path);
        }
    }

    public (FileStatus Status, UnknownReason Reason, DocumentHandle Document) Find(SourceInput source, ReadOnlySpan<byte> bytes)
    {
        var equal = new List<Document>();
        foreach (var algorithm in _algorithms)
        {
            if (_byChecksum.TryGetValue(Key(algorithm, Hash(algorithm, bytes)), out var found))
            {
                equal.AddRange(found);
            }
        }

        var names = NamesOf(source).ToArray();
        if (equal.Count > 0)
        {
            var named = equal.FindAll(document => names.Contains(document.Name, StringComparer.Ordinal));
            return named.Count switch
            {
                1 => (FileStatus.Verified, UnknownReason.None, named[0].Handle),
                0 when equal.Count == 1 => (FileStatus.Verified, UnknownReason.None, equal[0].Handle),
                _ => (FileStatus.Unverified, UnknownReason.NoDocument, default),
            };
        }

        // Only a document with a checksum can say that a text changed; one without comes from #line.
        return names.Any(name => _byName.TryGetValue(name, out var found) && found.Exists(document => document.Checksum is not null))
            ? (FileStatus.Stale, UnknownReason.Stale, default)
            : (FileStatus.Unverified, UnknownReason.NoDocument, default);
    }

    // The hash algorithms are the file format's, not a choice made here.
#pragma warning disable CA5350
    private static byte[] Hash(Guid algorithm, ReadOnlySpan<byte> bytes) => algorithm == Sha1Id ? SHA1.HashData(bytes) : SHA256.HashData(bytes);
#pragma warning restore CA5350

    private static string? Checksum(MetadataReader pdb, System.Reflection.Metadata.Document row) =>
        row.Hash.IsNil || row.HashAlgorithm.IsNil ? null : Key(pdb.GetGuid(row.HashAlgorithm), pdb.GetBlobBytes(row.Hash));

    private static string Key(Guid algorithm, byte[] hash) => Name(algorithm) + Convert.ToHexString(hash);

    private static string Name(Guid algorithm) => algorithm.ToString("N") + ":";

    private static string Normalize(string path) => path.Replace('\\', '/');

    private static void Add(Dictionary<string, List<Document>> map, string key, Document document)
    {
        if (!map.TryGetValue(key, out var list))
        {
            map[key] = list = [];
        }

        list.Add(document);
    }

    private sealed record Document(DocumentHandle Handle, string Name, string? Checksum);
}
