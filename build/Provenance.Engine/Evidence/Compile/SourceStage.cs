using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Provenance.Engine.Evidence.Compile;

/// <summary>The files of one compilation against its metadata and PDB.</summary>
internal sealed class SourceStage
{
    private readonly CompileInputs _inputs;
    private readonly OpenFile _open;
    private readonly PEReader _pe;
    private readonly Symbols _symbols;
    private readonly MetadataIndex _index;
    private readonly Documents? _documents;
    private readonly bool _isOptimized;

    public SourceStage(CompileInputs inputs, OpenFile open, PEReader pe, Symbols symbols)
    {
        (_inputs, _open, _pe, _symbols) = (inputs, open, pe, symbols);
        _index = new MetadataIndex(pe.GetMetadataReader());
        _documents = symbols.Reader is { } pdb ? new Documents(pdb, inputs.PathMap) : null;
        _isOptimized = Optimization.IsOn(_index.Metadata);
    }

    /// <summary>Evidence when the assembly could not be used: what the preprocessor removed is known all the same.</summary>
    public static IEnumerable<FileEvidence> Unread(CompileInputs inputs, OpenFile open, UnknownReason reason, CancellationToken cancellation)
    {
        var options = ParseOptionsFactory.Create(inputs.Parse ?? new ParseSettings());
        foreach (var source in Examined(inputs))
        {
            cancellation.ThrowIfCancellationRequested();
            var parsed = ParsedSource.Read(source, inputs.CodePage, options, open, cancellation);
            yield return parsed.Tree is null ? parsed.Unread() : parsed.AllUnknown(FileStatus.Unverified, reason);
        }
    }

    public FileEvidence[] Read(CancellationToken cancellation)
    {
        var options = ParseOptionsFactory.Create(_inputs.Parse ?? (_symbols.Reader is { } pdb ? CompilationOptions.TryRead(pdb) : null) ?? new ParseSettings());
        var pending = new List<(ParsedSource Source, FileStatus Status, UnknownReason Reason, DocumentHandle Document)>();
        var wanted = new HashSet<DocumentHandle>();
        foreach (var source in Examined(_inputs))
        {
            cancellation.ThrowIfCancellationRequested();
            var read = ParsedSource.ReadBytes(source, _open);
            var (status, reason, document) = (FileStatus.Unverified, _symbols.Reason, default(DocumentHandle));
            if (read.Failure == UnknownReason.None && source.Compiled && _documents is not null)
            {
                (status, reason, document) = _documents.Find(source, read.Bytes.AsSpan());
            }

            if (status == FileStatus.Verified)
            {
                wanted.Add(document);
                if (read.MayHaveLineDirective && read.Parse(_inputs.CodePage, options, cancellation).Tree is { } tree)
                {
                    wanted.UnionWith(_documents!.WithFileName(new PointPlacer(tree).MappedFileNames));
                }
            }

            pending.Add((read, status, reason, document));
        }

        // One pass over the PDB for all files; then a tree at a time, in as many threads as there are cores, so that hundreds of them are never alive together.
        var points = wanted.Count > 0 ? new PointReader(_pe, _index.Metadata, _symbols.Reader!, _inputs.Remains).Read(wanted) : [];
        return Ordered.Select(pending, file =>
        {
            cancellation.ThrowIfCancellationRequested();
            var source = file.Source.Parse(_inputs.CodePage, options, cancellation);
            return source.Tree is null ? source.Unread()
                : file.Status == FileStatus.Stale || _symbols.Reason == UnknownReason.SymbolsMismatch ? source.AllUnknown(file.Status, file.Reason)
                : Class(source, file.Status, file.Reason, points, file.Document);
        });
    }

    private static IEnumerable<SourceInput> Examined(CompileInputs inputs) => inputs.Sources
        .Where(source => source.Examine)
        .DistinctBy(source => source.FullPath, StringComparer.Ordinal)
        .OrderBy(source => source.FullPath, StringComparer.Ordinal);

    private List<PlacedPoint> Place(Dictionary<DocumentHandle, List<MethodPoint>> points, FileStatus status, DocumentHandle own, PointPlacer placer)
    {
        var placed = new List<PlacedPoint>();
        if (status != FileStatus.Verified)
        {
            return placed;
        }

        var mapped = placer.MappedFileNames;
        var documents = mapped.Count == 0 ? [] : points.Keys.Where(document => document != own && mapped.Contains(Documents.FileName(_documents!.NameOf(document))));
        foreach (var document in documents.Append(own).Where(points.ContainsKey))
        {
            placer.Place(points[document], Documents.FileName(_documents!.NameOf(document)), document == own, placed);
        }

        return placed;
    }

    private FileEvidence Class(ParsedSource source, FileStatus status, UnknownReason reason, Dictionary<DocumentHandle, List<MethodPoint>> points, DocumentHandle document)
    {
        var root = source.Tree!.GetRoot();
        var placer = new PointPlacer(source.Tree);
        var paths = _documents?.NamesOf(source.Input).ToArray() ?? [source.Input.CompilerPath, source.Input.FullPath];
        var types = new SourceTypes(_index, paths);
        var text = source.Text!.ToString();
        var bodies = new BodyMap(root, text, Place(points, status, document, placer), types);
        var context = new FileContext(
            root,
            bodies,
            new Declarations(_index, types, bodies, _inputs.IsRewritten, _inputs.Remains is { } remains ? new DeclarationFate(_pe, _index.Metadata, remains) : null),
            new AttributeEvidence(_index.Metadata),
            placer,
            _symbols.Reader is { } pdb ? new LocalNames(_index.Metadata, pdb) : null,
            status == FileStatus.Verified ? Verdict.Elided : Verdict.Unknown(reason),
            _isOptimized);
        var runs = new RunBuilder();
        new TokenWalk(context, new UniformText(text)).Run(runs);
        return source.Finish(runs, status, reason);
    }
}
