using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Provenance.Engine.Evidence.Compile;

namespace Provenance.Engine.Evidence.Reach;

/// <summary>The files of one compilation against the members that were reached.</summary>
internal sealed class ReachedFiles
{
    // PortablePdb-Metadata.md, "Compilation Options".
    private static readonly Guid OptionsId = new("b5feec05-8cd0-4a83-96da-466284bb4bd8");

    private readonly ReachedAssembly _reached;
    private readonly PEReader _pe;
    private readonly MetadataReader _pdb;
    private readonly MetadataIndex _index;
    private readonly Documents _documents;
    private readonly HashSet<DocumentHandle> _wanted = [];
    private readonly List<(ParsedSource Source, DocumentHandle Document, PointPlacer Placer)> _pending = [];

    public ReachedFiles(ReachedAssembly reached, PEReader pe, MetadataReader pdb)
    {
        (_reached, _pe, _pdb) = (reached, pe, pdb);
        _index = new MetadataIndex(pe.GetMetadataReader());
        _documents = new Documents(pdb, []);
        var options = Options(pdb);
        ParseOptions = ParseOptionsFactory.Create(new ParseSettings(options.GetValueOrDefault("define", ""), options.GetValueOrDefault("language-version", "")));
    }

    /// <summary>As the compiler wrote them into the PDB.</summary>
    public CSharpParseOptions ParseOptions { get; }

    /// <summary>Takes a file that is asked for; one whose text the PDB does not hold is left out.</summary>
    public void Add(ParsedSource source)
    {
        if (source.Tree is not null && _documents.Find(source.Input, source.Bytes.AsSpan()) is { Status: FileStatus.Verified, Document: var document })
        {
            var placer = new PointPlacer(source.Tree);
            _pending.Add((source, document, placer));
            _wanted.Add(document);
            _wanted.UnionWith(_documents.WithFileName(placer.MappedFileNames));
        }
    }

    /// <summary>One pass over the PDB for all files.</summary>
    public IEnumerable<(string Source, PlaceMap<bool> Places)> Unreached(CancellationToken cancellation)
    {
        var points = new PointReader(_pe, _index.Metadata, _pdb).Read(_wanted);
        foreach (var (source, document, placer) in _pending)
        {
            cancellation.ThrowIfCancellationRequested();
            var mapped = placer.MappedFileNames;
            var placed = new List<PlacedPoint>();
            foreach (var entry in points.Where(entry => entry.Key == document || (mapped.Count > 0 && mapped.Contains(Documents.FileName(_documents.NameOf(entry.Key))))))
            {
                placer.Place(entry.Value, Documents.FileName(_documents.NameOf(entry.Key)), entry.Key == document, placed);
            }

            yield return (source.Input.FullPath, UnreachedIn(source, document, placed));
        }
    }

    private PlaceMap<bool> UnreachedIn(ParsedSource source, DocumentHandle document, List<PlacedPoint> points)
    {
        var root = source.Tree!.GetRoot();
        var types = new SourceTypes(_index, [.. _documents.NamesOf(source.Input), _documents.NameOf(document)]);
        var tokens = new ReachedTokens(source.Text!);
        var bodies = new BodyMap(root, source.Text!.ToString(), points, types);
        // Under #line a reached point may have several places. It reaches none of them for certain, and what is declared there says enough: dead code must not come to life by a directive.
        foreach (var point in points.Where(point => point.Doubt != UnknownReason.LineDirective))
        {
            tokens.Add(point.Span, _reached.IsReached(point.Point.Method));
        }

        var declarations = new Declarations(_index, types, bodies, isRewritten: false, fate: null);
        foreach (var node in root.DescendantNodes())
        {
            if (node is LocalFunctionStatementSyntax or AccessorDeclarationSyntax)
            {
                tokens.AddWhole(node, points.Where(point => node.Span.Contains(point.Span)).Select(point => (bool?)_reached.IsReached(point.Point.Method)).Aggregate((bool?)null, Either));
            }
            else if (node is BaseNamespaceDeclarationSyntax space)
            {
                // As alive as the types that it is written around.
                var inner = space.DescendantNodes().OfType<MemberDeclarationSyntax>().Where(type => type is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax);
                tokens.AddHeader(space, inner.Select(ReachOf).Aggregate((bool?)null, Either));
            }
            else if (node is MemberDeclarationSyntax member and not GlobalStatementSyntax)
            {
                tokens.AddHeader(member, ReachOf(member));
            }
        }

        return tokens.Finish(root);

        bool? ReachOf(MemberDeclarationSyntax member) => DeclarationReach.Of(_reached, _index.Metadata, declarations.Targets(member));
    }

    private static bool? Either(bool? a, bool? b) => a is null ? b : a.Value || (b ?? false);

    private static Dictionary<string, string> Options(MetadataReader pdb)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var handle in pdb.GetCustomDebugInformation(EntityHandle.ModuleDefinition))
        {
            var information = pdb.GetCustomDebugInformation(handle);
            if (pdb.GetGuid(information.Kind) == OptionsId)
            {
                var parts = Encoding.UTF8.GetString(pdb.GetBlobBytes(information.Value)).Split('\0');
                for (var i = 0; i + 1 < parts.Length; i += 2)
                {
                    options[parts[i]] = parts[i + 1];
                }
            }
        }

        return options;
    }
}
